"""Panels as lists and pages show them. No score is in them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gonggo.evaluation.definition import Ground, Part, Rules, Sector, Stage, StageRules, Word
from gonggo.evaluation.models import Assessed, Panel, Seat, Sheet
from gonggo.evaluation.queries.bench import Bench, as_recorded, bench
from gonggo.evaluation.queries.reach import visible_panels
from gonggo.evaluation.states import MOVES, SCORERS, PanelState
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties import queries as parties


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One line of a list of panels. ``pledged``: of the seats; ``sheets``: how many were filed."""

    id: UUID
    program: str
    program_version: int
    stage: Stage
    operator: str
    name: str
    on: date
    state: PanelState
    seats: int
    pledged: int
    applications: int
    sheets: int


@dataclass(frozen=True, slots=True)
class SeatRow:
    """Who sits. ``name`` is the person's; ``filed``: how many sheets they have filed; ``ended_at``: given up."""

    id: UUID
    evaluator_id: UUID
    person_id: UUID
    name: str
    part: Part
    sector: Sector
    employer: str
    pledged_at: datetime | None
    is_chair: bool
    filed: int
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Who does not score what, and why. ``number`` is empty for what the rule finds before the panel opens."""

    seat_id: UUID
    application_id: UUID
    word: Word
    ground: Ground
    number: str
    on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class AssessedRow:
    """An application before the panel. ``free``: how many may score it; ``filed``: how many have."""

    application_id: UUID
    number: str
    title: str
    track: str
    type_: str
    operator: str
    free: int
    filed: int


@dataclass(frozen=True, slots=True)
class PanelPage:
    """A panel with everything but scores. ``offered``: the commands that the reader may give."""

    row: PanelRow
    seats: tuple[SeatRow, ...]
    applications: tuple[AssessedRow, ...]
    conflicts: tuple[ConflictRow, ...]
    offered: tuple[str, ...]
    rules: Rules
    stage: StageRules
    given_up: tuple[SeatRow, ...]


def panels(of: Actor, *, program_key: str = "", stage: Stage | None = None) -> list[PanelRow]:
    """What is within reach, the next day first. One statement."""
    rows = visible_panels(of)
    if program_key:
        rows = rows.filter(program=program_key)
    if stage is not None:
        rows = rows.filter(stage=stage)
    return [_row(row) for row in _counted(rows).order_by("on", "name", "id")]


def panel(panel_id: UUID, *, of: Actor) -> PanelPage:
    """One panel; a member sees their own conflicts alone. A constant number of statements. Raises OutOfReach.

    Of a closed panel what is on record is read, and nothing is looked up anew.
    """
    found = _counted(visible_panels(of).filter(id=panel_id)).first()
    if found is None:
        raise OutOfReach(f"panel:{panel_id}")
    sitting = bench(found) if found.state != PanelState.CLOSED else as_recorded(found)
    people = [seat.evaluator.person_id for seat in (*sitting.seats, *sitting.given_up)]
    names = sitting.ties.names or parties.names_of_people(people)
    mine = of.person_id if of.role in SCORERS else None
    return PanelPage(
        _row(found),
        tuple(seat_row(found, seat, names[seat.evaluator.person_id]) for seat in sitting.seats),
        tuple(_assessed(sitting, one) for one in sitting.applications),
        tuple(
            ConflictRow(seat.id, one.id, tied.word, tied.ground, tied.number, tied.on, tied.note)
            for seat in sitting.seats
            if mine in {None, seat.evaluator.person_id}
            for one in sitting.applications
            if (tied := sitting.tie(seat, one.id)) is not None
        ),
        tuple(MOVES.offered(PanelState(found.state), of)),
        sitting.rules,
        sitting.stage,
        tuple(seat_row(found, seat, names[seat.evaluator.person_id]) for seat in sitting.given_up),
    )


def _assessed(sitting: Bench, one: Any) -> AssessedRow:  # annotated: the row's type does not know what is filed
    free = len(sitting.free(one.id))
    return AssessedRow(one.id, one.number, one.title, one.track, one.type, one.operator, free, one.filed)


def _counted(rows: QuerySet[Panel]) -> QuerySet[Panel]:
    def number(of: QuerySet[Any], by: str) -> Coalesce:
        return Coalesce(Subquery(of.order_by().values(by).annotate(count=Count("id")).values("count")), 0)

    seats = Seat.objects.filter(panel=OuterRef("pk"), ended_at=None)
    return rows.annotate(
        seat_count=number(seats, "panel"),
        pledged_count=number(seats.filter(pledged_at__isnull=False), "panel"),
        assessed_count=number(Assessed.objects.filter(panel=OuterRef("pk"), ended_at=None), "panel"),
        sheet_count=number(Sheet.objects.filter(seat__panel=OuterRef("pk")), "seat__panel"),
    )


def _row(row: Any) -> PanelRow:  # annotated: the row's type does not know the counts
    return PanelRow(
        row.id,
        row.program,
        row.program_version,
        Stage(row.stage),
        row.operator,
        row.name,
        row.on,
        PanelState(row.state),
        row.seat_count,
        row.pledged_count,
        row.assessed_count,
        row.sheet_count,
    )


def seat_row(of: Panel, seat: Any, name: str) -> SeatRow:  # annotated: the row's type does not know what is filed
    """The seat as it is shown."""
    one = seat.evaluator
    return SeatRow(
        seat.id,
        one.id,
        one.person_id,
        name,
        Part(seat.part),
        Sector(one.sector),
        one.employer,
        seat.pledged_at,
        seat.id == of.chair_id,
        seat.filed,
        seat.ended_at,
    )
