"""Everything that reads selection. Before its instant a list is there for the agency alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from gonggo.applications import queries as applications
from gonggo.applications.concerned import by_ids
from gonggo.evaluation import queries as evaluation
from gonggo.evaluation.definition import rules_of as evaluation_rules
from gonggo.kernel.actor import AGENCY_ROLES, MINISTRY_ROLES, Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.definition import Program
from gonggo.selection.definition import Cell, Outcome, rules_of
from gonggo.selection.models import Place, PlacesMoved, Round, Seed, TieDecision
from gonggo.selection.rules import Entry
from gonggo.selection.states import STANDING, RoundState


def ref_of(round_id: UUID) -> Ref:
    return Ref(Kind.SELECTION, round_id)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Where an application stands. ``rank`` is None where it did not reach the ranking."""

    application_id: UUID
    number: str
    cell: Cell
    rank: int | None
    outcome: Outcome
    broken_by: str
    given_up_at: datetime | None
    given_up_reason: str
    promoted_at: datetime | None

    @property
    def is_in(self) -> bool:
        """Whether it has a place now: selected or promoted, and not given up."""
        has = self.outcome is Outcome.SELECTED or self.promoted_at is not None
        return has and self.given_up_at is None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The list that stands, with who drew it up and who confirmed it."""

    id: UUID
    program: str
    state: RoundState
    digest: str
    drawn_by: UUID
    drawn_at: datetime
    first_by: UUID | None
    second_by: UUID | None
    publish_at: datetime | None
    rows: tuple[PlaceRow, ...]


def ranking(program: str, *, of: Actor) -> Ranking | None:
    """The standing list, None while there is none that this actor may know of. Two statements. Raises OutOfReach."""
    if of.role not in AGENCY_ROLES | MINISTRY_ROLES | {Role.SYSTEM}:
        raise OutOfReach(f"ranking:{program}")
    rows = Round.objects.filter(program=program, state__in=STANDING)
    if of.role in MINISTRY_ROLES:
        rows = rows.filter(state=RoundState.PUBLISHED)
    row = rows.first()
    if row is None:
        return None
    places = row.places.order_by("track", "type", "rank", "number")
    return Ranking(
        row.id,
        row.program,
        RoundState(row.state),
        row.digest,
        row.drawn_by,
        row.drawn_at,
        row.first_by,
        row.second_by,
        row.publish_at,
        tuple(_place(one) for one in places),
    )


def _place(row: Place) -> PlaceRow:
    return PlaceRow(
        row.application_id,
        row.number,
        (row.track, row.type),
        row.rank,
        Outcome(row.outcome),
        row.broken_by,
        row.given_up_at,
        row.given_up_reason,
        row.promoted_at,
    )


@dataclass(frozen=True, slots=True)
class OwnResult:
    """What a company learns: the outcome, its place in reserve if it is there, the opinion; no sheet, no mark."""

    application_id: UUID
    outcome: Outcome
    reserve_place: int | None
    opinion: str
    published_at: datetime
    given_up_at: datetime | None
    promoted_at: datetime | None
    round_id: UUID


def result_of(application_id: UUID, *, of: Actor) -> OwnResult | None:
    """The result of an application within reach, None before its instant. Four statements. Raises OutOfReach."""
    applications.within_reach(application_id, of=of)
    row = _published().filter(application_id=application_id).first()
    if row is None or row.round.publish_at is None:
        return None
    told = evaluation.results_of(application_id)
    return OwnResult(
        application_id,
        Outcome(row.outcome),
        _place_in_reserve(row),
        told[-1].opinion if told else "",
        row.round.publish_at,
        row.given_up_at,
        row.promoted_at,
        row.round_id,
    )


def _published() -> Any:
    return Place.objects.filter(round__state=RoundState.PUBLISHED).select_related("round")


def _place_in_reserve(row: Place) -> int | None:
    """Its place among those of its track and type who still wait, the first being 1."""
    waiting = _waiting(row.round, (row.track, row.type)).values_list("id", flat=True)
    return next((place for place, one in enumerate(waiting, start=1) if one == row.id), None)


def _waiting(round_: Round, cell: Cell) -> Any:
    """Who waits for a place, the next first: objections that were upheld in their order, then the reserve by rank."""
    rows = round_.places.filter(track=cell[0], type=cell[1], promoted_at=None, given_up_at=None)
    rows = rows.filter(Q(outcome=Outcome.RESERVE) | Q(upheld_at__isnull=False))
    return rows.order_by(F("upheld_at").asc(nulls_last=True), F("rank").asc(nulls_last=True), "number")


def next_in_reserve(round_: Round, cell: Cell, *, lock: bool = False) -> Place | None:
    """Who would get the next free place of a track and type."""
    rows = _waiting(round_, cell)
    found: Place | None = (rows.select_for_update() if lock else rows).first()
    return found


def selected(program: str) -> list[PlaceRow]:
    """Everybody who has a place now, by track, type and rank; empty before the instant. One statement."""
    rows = _published().filter(round__program=program).order_by("track", "type", "rank")
    return [place for place in map(_place, rows) if place.is_in]


def bundle(program: str, *, of: Actor) -> dict[str, Any]:
    """All that the standing list rests on, for whoever makes it again. Raises OutOfReach."""
    found = ranking(program, of=of)
    if found is None:
        raise OutOfReach(f"bundle:{program}")
    kept: dict[str, Any] = Round.objects.values_list("bundle", flat=True).get(id=found.id)
    return kept


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


def basis_of(program: Program) -> Basis:
    """A constant number of statements."""
    scored = evaluation.scored(program.key)
    entries = [
        Entry(one.number, (one.track, one.type_), one.interview, one.site, one.bonus, one.passed) for one in scored
    ]
    ids = {one.number: one.application_id for one in scored}
    ended = {one.application_id for one in evaluation.results(program.key)} - set(ids.values())
    rows = sorted(by_ids(ended).values(), key=lambda row: row.number)
    seed = Seed.objects.filter(program=program.key).values_list("text", flat=True).first()
    return Basis(
        tuple(entries),
        ids,
        places_now(program),
        tuple(
            tuple(one.numbers["numbers"]) for one in TieDecision.objects.filter(program=program.key).order_by(*_SAID)
        ),
        seed or "",
        tuple((row.id, row.number, (row.track, row.type)) for row in rows),
    )


_SAID = ("decided_at", "id")


def places_now(program: Program) -> dict[Cell, int]:
    """The notice's places, as far as decisions have moved them. One statement."""
    places = dict(rules_of(program).places)
    for move in PlacesMoved.objects.filter(program=program.key).order_by(*_SAID):
        places[move.from_track, move.from_type] -= move.places
        places[move.to_track, move.to_type] += move.places
    return places


def unfinished(program: Program) -> int:
    """How many applications are still being evaluated. A constant number of statements."""
    rules, left_out = evaluation_rules(program), evaluation.skipped(program.key)
    results = evaluation.results(program.key)
    waiting: set[UUID] = set()
    for stage in [one.stage for one in rules.stages if one.stage not in left_out]:
        decided = {one.application_id for one in results if one.stage is stage}
        waiting |= evaluation.passed_until(rules, stage) - decided
    return len(waiting)


def has_last_results(program: Program) -> bool:
    """Whether the last stage has any result yet."""
    return bool(evaluation.scored(program.key))


def tied(program: Program) -> Sequence[tuple[str, ...]]:
    """Numbers that only a decision of the committee or the draw sets apart. The statements of ``basis_of``."""
    groups: dict[tuple[Any, ...], list[str]] = {}
    for one in basis_of(program).entries:
        if one.passed:
            groups.setdefault((one.cell, one.mark, one.site, one.bonus), []).append(one.number)
    return [tuple(sorted(numbers)) for numbers in groups.values() if len(numbers) > 1]
