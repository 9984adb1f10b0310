"""What a program says of its agreements. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from gonggo.kernel.basis import Basis
from gonggo.kernel.text import Text
from gonggo.programs.definition import Program
from gonggo.programs.definition.rooms import Section, Value

ROOM = "agreements"


@dataclass(frozen=True, slots=True)
class LineKind:
    """A line of the budget (비목)."""

    key: str
    label: Text
    says: Text


@dataclass(frozen=True, slots=True)
class Days:
    """Until when something is done, in days or months."""

    value: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Rules:
    """How a program comes to its agreements, on one track."""

    legal_basis: str
    legal_clause: Basis
    lines: tuple[LineKind, ...]
    lines_basis: Basis
    papers_days: Days
    conclude_months: Days
    signers: tuple[str, ...]
    """In the order in which they sign: agency, operator, then roles of parties."""
    signers_basis: Basis
    term_months: Days
    cap: int
    cap_basis: Basis
    share: Fraction
    share_basis: Basis

    def line(self, key: str) -> LineKind:
        """Raises KeyError."""
        for one in self.lines:
            if one.key == key:
                return one
        raise KeyError(key)


def has_agreements(program: Program) -> bool:
    """Whether the program makes agreements at all."""
    return ROOM in program.rooms


def rules_of(program: Program, track: str) -> Rules:
    """Raises KeyError where the program has no agreements."""
    section = program.room(ROOM)
    legal, signers, lines = section.value("money", "basis"), section.value("course", "parties"), section.group("lines")
    cap, cap_basis = program.cap(track)
    share, share_basis = program.share_limit(track)
    term = program.track(track).period_months
    return Rules(
        legal_basis=str(legal.value),
        legal_clause=legal.basis,
        lines=tuple(LineKind(one.key, one.label, one.says) for one in lines.values),
        lines_basis=lines.values[0].basis,
        papers_days=_days(section, "course", "papers-days"),
        conclude_months=_days(section, "course", "months"),
        signers=keys(signers),
        signers_basis=signers.basis,
        term_months=Days(term.value, term.basis),
        cap=cap,
        cap_basis=cap_basis,
        share=share,
        share_basis=share_basis,
    )


def _days(section: Section, group: str, key: str) -> Days:
    found = section.value(group, key)
    return Days(int(found.value), found.basis)  # type: ignore[arg-type]  # the check of the program says it is whole


def keys(value: Value) -> tuple[str, ...]:
    """One key or several."""
    return tuple(map(str, value.value if isinstance(value.value, tuple) else (value.value,)))


Amounts = Mapping[str, int]
"""government, cash, in_kind → whole won."""
