"""과제신청: what one may choose, and what the notice does not allow, each with its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from gonggo.kernel.basis import Basis
from gonggo.operators.queries import closed
from gonggo.programs.definition import Combination, Program
from gonggo.web.ui import wording


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a group; without ``value`` it cannot be chosen, and ``basis`` says by which clause."""

    id: str
    value: str
    label: str
    lines: Sequence[str]
    basis: Basis | None
    is_chosen: bool


def combinations(program: Program, language: str, chosen: str) -> list[Option]:
    """Track and type as one choice, track by track in the notice's order; what is not open is without a value."""
    rows = [program.combination(track.key, kind.key) for track in program.tracks for kind in program.types]
    return [_combination(program, row, language, chosen) for row in rows]


def value_of(track: str, support_type: str) -> str:
    return f"{track} {support_type}"


def _combination(program: Program, row: Combination, language: str, chosen: str) -> Option:
    track, kind = program.track(row.track), program.support_type(row.type)
    value = value_of(row.track, row.type)
    cap = wording.amount_read(track.cap.value, language)
    examples = [example.said(language) for example in kind.examples]
    return Option(
        id=f"id_what_{row.track}_{row.type}",
        value=value if row.is_open else "",
        label=f"{track.label.said(language)} · {kind.label.said(language)}",
        lines=[f"{track.who_may.said(language)} ({cap})", *examples] if row.is_open else [],
        basis=row.basis,
        is_chosen=value == chosen,
    )


def operators(program: Program, language: str, chosen: str) -> list[Option]:
    """The operators in the notice's order, without those whose work is suspended or over. One statement."""
    gone = closed(program.key)
    return [
        Option(
            id=f"id_operator_{one.key}",
            value=one.key,
            label=one.name.said(language),
            lines=[", ".join(one.phones)],
            basis=None,
            is_chosen=one.key == chosen,
        )
        for one in program.operators
        if one.key not in gone
    ]
