"""A member's own seats: what each of them scores, what it stays out of, what is still to be done."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Value

from gonggo.applications.concerned import by_ids
from gonggo.applications.models import Application
from gonggo.evaluation.definition import Part, Rules, Stage, StageRules
from gonggo.evaluation.models import Assessed, Conflict, Seat, Sheet, SheetDraft
from gonggo.evaluation.queries.bench import rules_for
from gonggo.evaluation.queries.reach import visible_seats
from gonggo.evaluation.queries.ties import Known, Tied, known, recorded
from gonggo.evaluation.states import PanelState
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import OutOfReach

Moments = dict[tuple[UUID, UUID], datetime]
"""(seat, application) → when."""


@dataclass(frozen=True, slots=True)
class MySheet:
    """One application that a seat may score.

    Before the pledge a member sees number, title and company alone, so that ties can be declared.
    """

    seat_id: UUID
    application_id: UUID
    number: str
    title: str
    lead_company_id: UUID
    saved_at: datetime | None
    filed_at: datetime | None


@dataclass(frozen=True, slots=True)
class StaysOut:
    """An application before the panel that this member does not score, and why."""

    application_id: UUID
    number: str
    title: str
    lead_company_id: UUID
    tied: Tied


@dataclass(frozen=True, slots=True)
class MySeat:
    """A member's seat with its panel, under the rules that the panel was formed by."""

    seat_id: UUID
    panel_id: UUID
    panel_name: str
    panel_state: PanelState
    rules: Rules
    stage: StageRules
    on: date
    part: Part
    is_chair: bool
    pledged_at: datetime | None
    sheets: tuple[MySheet, ...]
    stays_out: tuple[StaysOut, ...]

    @property
    def filed(self) -> int:
        """How many of its sheets are filed."""
        return sum(one.filed_at is not None for one in self.sheets)


def my_seats(
    of: Actor, *, panel_id: UUID | None = None, seat_id: UUID | None = None, looks_up: bool = False
) -> list[MySeat]:
    """A member's seats, the next day first, each with what it scores and what it stays out of.

    Conflicts are those on record; with ``looks_up`` those too that the rule finds now. Five statements, or nine.
    """
    rows = visible_seats(of).select_related("panel", "evaluator").order_by("panel__on", "id")
    if panel_id is not None:
        rows = rows.filter(panel=panel_id)
    if seat_id is not None:
        rows = rows.filter(id=seat_id)
    seats = list(rows)
    before, saved, filed = _written(seats)
    applications = by_ids({one for ones in before.values() for one in ones})
    found = []
    for key, rules in _rules_of(seats).items():
        own = [seat for seat in seats if (seat.panel.program, seat.panel.program_version) == key]
        ties = _ties(own, rules, applications, looks_up=looks_up)
        found += [
            _my_seat(seat, ties, [applications[one] for one in before.get(seat.panel_id, [])], saved, filed)
            for seat in own
        ]
    return sorted(found, key=lambda one: (one.on, one.seat_id))


def my_seat(of: Actor, *, panel_id: UUID | None = None, seat_id: UUID | None = None) -> MySeat:
    """One of them, by its panel or its own id. Raises OutOfReach."""
    seats = my_seats(of, panel_id=panel_id, seat_id=seat_id)
    if not seats:
        raise OutOfReach(f"seat:{seat_id or panel_id}")
    return seats[0]


def my_sheets(of: Actor) -> list[MySheet]:
    """What a member scores or has scored, without what they are in conflict with, the next day first. Constant cost."""
    return [one for seat in my_seats(of, looks_up=True) for one in seat.sheets]


def people_seated(panel_id: UUID) -> list[UUID]:
    """Everybody who sits in it now, for telling them. One statement."""
    rows = Seat.objects.filter(panel=panel_id, ended_at=None).order_by("seated_at", "part", "id")
    return list(rows.values_list("evaluator__person_id", flat=True))


def unpledged(of: Actor) -> QuerySet[Seat]:
    """The member's seats that wait for their pledge."""
    return visible_seats(of).filter(pledged_at=None).exclude(panel__state=PanelState.CLOSED)


def unfiled(of: Actor) -> QuerySet[Assessed]:
    """What the member has to score in panels that are open, once for each: what is in conflict is on record there."""
    own = visible_seats(of).filter(panel=OuterRef("panel"), pledged_at__isnull=False)
    seats = visible_seats(of).filter(panel=OuterRef(OuterRef("panel")))
    filed = Sheet.objects.filter(seat__in=seats, application_id=OuterRef("application_id"))
    tied = Conflict.objects.filter(evaluator__seats__in=seats, application_id=OuterRef("application_id"))
    open_ones = Assessed.objects.filter(panel__state=PanelState.OPEN, ended_at=None)
    return open_ones.filter(Exists(own)).exclude(Exists(filed)).exclude(Exists(tied))


def _written(seats: list[Seat]) -> tuple[dict[UUID, list[UUID]], Moments, Moments]:
    """panel → what is before it; when each sheet was saved, and when it was filed. One statement."""
    names = ("place", "application_id", "at", "kind")
    panels = [seat.panel_id for seat in seats]
    assessed = Assessed.objects.filter(panel__in=panels, ended_at=None).annotate(
        place=F("panel_id"), at=F("put_at"), kind=Value("assessed")
    )
    drafts = SheetDraft.objects.filter(seat__in=seats).annotate(
        place=F("seat_id"), at=F("saved_at"), kind=Value("saved")
    )
    sheets = Sheet.objects.filter(seat__in=seats).annotate(place=F("seat_id"), at=F("filed_at"), kind=Value("filed"))
    before: dict[UUID, list[UUID]] = {}
    moments: dict[str, Moments] = {"saved": {}, "filed": {}}
    rows = assessed.values_list(*names).union(drafts.values_list(*names), sheets.values_list(*names), all=True)
    for place, application_id, at, kind in rows:
        if kind == "assessed":
            before.setdefault(place, []).append(application_id)
        else:
            moments[kind][place, application_id] = at
    return before, moments["saved"], moments["filed"]


def _ties(own: list[Seat], rules: Rules, applications: dict[UUID, Application], *, looks_up: bool) -> Known:
    if looks_up:
        return known([seat.evaluator for seat in own], applications.values(), rules=rules)
    return Known(rules, {}, {}, recorded([seat.evaluator_id for seat in own], list(applications)), {})


def _rules_of(seats: list[Seat]) -> dict[tuple[str, int], Rules]:
    """The rules of every version that a seat is under. One statement a version."""
    panels = {(seat.panel.program, seat.panel.program_version): seat.panel for seat in seats}
    return {key: rules_for(panel)[0] for key, panel in panels.items()}


def _my_seat(seat: Seat, ties: Known, before: list[Application], saved: Moments, filed: Moments) -> MySeat:
    rules, panel = ties.rules, seat.panel
    stage = rules.stage(Stage(panel.stage))
    sheets, out = [], []
    for one in sorted(before, key=lambda one: one.number):
        tied = ties.between(seat.evaluator_id, one.id, stage=stage, on=panel.on)
        if tied is not None and (seat.id, one.id) not in filed:
            out.append(StaysOut(one.id, one.number, one.title, one.lead_company_id, tied))
        else:
            sheets.append(
                MySheet(
                    seat_id=seat.id,
                    application_id=one.id,
                    number=one.number,
                    title=one.title,
                    lead_company_id=one.lead_company_id,
                    saved_at=saved.get((seat.id, one.id)),
                    filed_at=filed.get((seat.id, one.id)),
                )
            )
    return MySeat(
        seat_id=seat.id,
        panel_id=seat.panel_id,
        panel_name=panel.name,
        panel_state=PanelState(panel.state),
        rules=rules,
        stage=stage,
        on=panel.on,
        part=Part(seat.part),
        is_chair=panel.chair_id == seat.id,
        pledged_at=seat.pledged_at,
        sheets=tuple(sheets),
        stays_out=tuple(out),
    )
