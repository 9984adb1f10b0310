"""Everything that reads selection. Before its instant a list is there for the agency alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from gonggo.applications import queries as applications
from gonggo.evaluation import queries as evaluation
from gonggo.evaluation.definition import Rules, Stage
from gonggo.evaluation.definition import rules_of as evaluation_rules
from gonggo.evaluation.queries import Result
from gonggo.kernel.actor import AGENCY_ROLES, MINISTRY_ROLES, Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.kernel.text import Text
from gonggo.programs.queries import program as program_version
from gonggo.selection.definition import Cell, Outcome, rules_of
from gonggo.selection.models import Place, Round
from gonggo.selection.states import STANDING, RoundState

_ORDER = ("track", "type", F("rank").asc(nulls_last=True), "number")
"""The same on every database: who has no rank comes after those who have one."""


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
    upheld_at: datetime | None
    """When an objection to it was upheld: it comes before the reserve."""

    @property
    def is_in(self) -> bool:
        """Whether it has a place now: selected or promoted, and not given up."""
        has = self.outcome is Outcome.SELECTED or self.promoted_at is not None
        return has and self.given_up_at is None

    @property
    def waits(self) -> bool:
        """Whether it is in reserve now."""
        may = self.outcome is Outcome.RESERVE or self.upheld_at is not None
        return may and self.promoted_at is None and self.given_up_at is None


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
    return ranking_with_bundle(program, of=of)[0]


def ranking_with_bundle(program: str, *, of: Actor) -> tuple[Ranking | None, dict[str, Any] | None]:
    """The standing list and all that it rests on. Two statements. Raises OutOfReach."""
    if of.role not in READERS:
        raise OutOfReach(f"ranking:{program}")
    row = _known_to(of).filter(program=program).first()
    if row is None:
        return None, None
    places = row.places.order_by(*_ORDER)
    found = Ranking(
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
    return found, row.bundle


READERS = AGENCY_ROLES | MINISTRY_ROLES | {Role.SYSTEM}
"""Who may know of a list as a whole; the ministry only of a published one."""


def _known_to(of: Actor) -> QuerySet[Round]:
    rows = Round.objects.filter(state__in=STANDING)
    return rows.filter(state=RoundState.PUBLISHED) if of.role in MINISTRY_ROLES else rows


def program_of(round_id: UUID, *, of: Actor) -> str:
    """Whose list it is, a void one too for the agency. One statement. Raises OutOfReach."""
    rows = Round.objects.all() if of.role in AGENCY_ROLES | {Role.SYSTEM} else _known_to(of)
    key = rows.filter(id=round_id).values_list("program", flat=True).first() if of.role in READERS else None
    if key is None:
        raise OutOfReach(f"selection:{round_id}")
    return key


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
        row.upheld_at,
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """One item of a stage with its exact mean; ``weight`` is the most that it could be."""

    label: Text
    weight: int
    mean: Fraction


@dataclass(frozen=True, slots=True)
class Scores:
    """What one stage came to, by item."""

    stage: Text
    marks: tuple[Mark, ...]

    @property
    def total(self) -> Fraction:
        return sum((one.mean for one in self.marks), Fraction(0))


@dataclass(frozen=True, slots=True)
class OwnResult:
    """What a company learns: the outcome, its place in reserve if it is there, the opinion; no sheet.

    ``scores`` are there where the program tells them: of each stage that gives marks, in its order.
    """

    application_id: UUID
    outcome: Outcome
    reserve_place: int | None
    opinion: str
    published_at: datetime
    given_up_at: datetime | None
    promoted_at: datetime | None
    round_id: UUID
    scores: tuple[Scores, ...]


def result_of(application_id: UUID, *, of: Actor) -> OwnResult | None:
    """The result of an application within reach, None before its instant.

    Five statements, and one for each stage whose scores are told. Raises OutOfReach.
    """
    applications.within_reach(application_id, of=of)
    row = published_places().filter(application_id=application_id).first()
    if row is None or row.round.publish_at is None:
        return None
    decided = {one.stage: one for one in evaluation.results_of(application_id)}
    rules = evaluation_rules(program_version(row.round.program, row.round.program_version))
    return OwnResult(
        application_id,
        Outcome(row.outcome),
        _place_in_reserve(row),
        # that of the stage that comes last in the program, whenever each was decided
        next((decided[one.stage].opinion for one in reversed(rules.stages) if one.stage in decided), ""),
        row.round.publish_at,
        row.given_up_at,
        row.promoted_at,
        row.round_id,
        _scores(rules, decided) if rules_of(rules.program).tells_scores else (),
    )


def _scores(rules: Rules, decided: Mapping[Stage, Result]) -> tuple[Scores, ...]:
    found = []
    for stage in rules.stages:
        if stage.mark is not None and stage.stage in decided:
            means = evaluation.item_means_of(decided[stage.stage], drop_from=rules.drop_from)
            marks = tuple(Mark(item.label, item.weight, means[item.key]) for item in stage.items)
            found.append(Scores(stage.label, marks))
    return tuple(found)


def published_places() -> QuerySet[Place]:
    """Places of published lists, each with its list but for the bundle: that grows with the list. Not yet read."""
    return Place.objects.filter(round__state=RoundState.PUBLISHED).select_related("round").defer("round__bundle")


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
    rows = published_places().filter(round__program=program).order_by(*_ORDER)
    return [place for place in map(_place, rows) if place.is_in]


def published_at(program: str) -> datetime | None:
    """The instant from which everybody may read the result; None before it. One statement."""
    rows = Round.objects.filter(program=program, state=RoundState.PUBLISHED)
    return rows.values_list("publish_at", flat=True).first()


def published(program: str) -> list[PlaceRow]:
    """Every place of the published list, by track, type and rank. One statement."""
    return list(map(_place, published_places().filter(round__program=program).order_by(*_ORDER)))


def results_within(program: str, *, of: Actor) -> list[PlaceRow]:
    """The published results of the applications that this actor may know of, by number. One statement."""
    mine = applications.visible_to(of).filter(program=program).values("id")
    rows = published_places().filter(round__program=program, application_id__in=mine)
    return list(map(_place, rows.order_by("number")))


def outcome_of(application_id: UUID) -> PlaceRow | None:
    """Where an application stands, for who has it open. One statement."""
    row = published_places().filter(application_id=application_id).first()
    return None if row is None else _place(row)


def with_places(application_ids: Collection[UUID]) -> set[UUID]:
    """Those of some applications that have a place now. One statement."""
    rows = Place.objects.filter(round__state=RoundState.PUBLISHED, application_id__in=application_ids)
    return {place.application_id for place in map(_place, rows) if place.is_in}


def place_in_reserve(application_id: UUID) -> int | None:
    """The place in reserve as it stands now, the first being 1; None for who is not there. Two statements."""
    row = published_places().filter(application_id=application_id).first()
    return None if row is None else _place_in_reserve(row)


def bundle(program: str, *, of: Actor) -> dict[str, Any]:
    """All that the standing list rests on, for whoever makes it again. Raises OutOfReach."""
    _, kept = ranking_with_bundle(program, of=of)
    if kept is None:
        raise OutOfReach(f"bundle:{program}")
    return kept
