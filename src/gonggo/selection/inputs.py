"""What a list is made of now: the marks of the last stage, and what people decided (reads only)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from gonggo.evaluation import queries as evaluation
from gonggo.programs.definition import Program
from gonggo.selection.definition import Cell, rules_of
from gonggo.selection.models import PlacesMoved, Seed, TieDecision
from gonggo.selection.rules import Entry, ties


@dataclass(frozen=True, slots=True)
class Basis:
    """What a list is made from now."""

    entries: tuple[Entry, ...]
    ids: dict[str, UUID]
    places: dict[Cell, int]
    decisions: tuple[tuple[str, ...], ...]
    seed: str
    eliminated: tuple[tuple[UUID, str, Cell], ...]
    """(application, number, track and type) of those who did not reach the last stage."""
    unfinished: int
    """How many applications are still being evaluated."""


def basis_of(program: Program) -> Basis:
    """Seven statements."""
    return basis_with(program, seed_of(program.key), decisions_of(program.key), moves_of(program.key))


def basis_with(
    program: Program, seed: Seed | None, decisions: Sequence[TieDecision], moves: Sequence[PlacesMoved]
) -> Basis:
    """The same for whoever has read what people decided."""
    found = evaluation.progress(program)
    return Basis(
        tuple(
            Entry(one.number, (one.track, one.type_), one.interview, one.site, one.bonus, one.passed)
            for one in found.scored
        ),
        {one.number: one.application_id for one in found.scored},
        places_after(program, moves),
        tuple(tuple(one.numbers["numbers"]) for one in decisions),
        seed.text if seed else "",
        tuple((row.id, row.number, (row.track, row.type)) for row in found.ended),
        found.unfinished,
    )


_SAID = ("decided_at", "id")


def seed_of(program: str) -> Seed | None:
    """What the draw is made from, None while nothing is on record. One statement."""
    return Seed.objects.filter(program=program).first()


def decisions_of(program: str) -> list[TieDecision]:
    """What the committee decided, in its order. One statement."""
    return list(TieDecision.objects.filter(program=program).order_by(*_SAID))


def moves_of(program: str) -> list[PlacesMoved]:
    """Which places were moved, in their order. One statement."""
    return list(PlacesMoved.objects.filter(program=program).order_by(*_SAID))


def places_now(program: Program) -> dict[Cell, int]:
    """The notice's places, as far as decisions have moved them. One statement."""
    return places_after(program, moves_of(program.key))


def places_after(program: Program, moves: Sequence[PlacesMoved]) -> dict[Cell, int]:
    places = dict(rules_of(program).places)
    for move in moves:
        places[move.from_track, move.from_type] -= move.places
        places[move.to_track, move.to_type] += move.places
    return places


def has_last_results(program: Program) -> bool:
    """Whether the last stage has any result yet."""
    return bool(evaluation.scored(program.key))


def tied(program: Program) -> Sequence[tuple[str, ...]]:
    """Numbers that only a decision of the committee or the draw sets apart. The statements of ``basis_of``."""
    return [tuple(one.number for one in group) for group in ties(basis_of(program).entries)]
