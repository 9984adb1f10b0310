"""Sheets: a member's own at any time, everybody's for the agency once the panel is closed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gonggo.applications.concerned import by_ids
from gonggo.applications.models import Application
from gonggo.evaluation.definition import Part, Stage, StageRules
from gonggo.evaluation.models import Assessed, Seat, Sheet, SheetDraft
from gonggo.evaluation.queries.bench import rules_for
from gonggo.evaluation.queries.reach import panel_within_reach, seat_within_reach, visible_seats
from gonggo.evaluation.queries.ties import known
from gonggo.evaluation.states import SCORERS, PanelState
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import OutOfReach


@dataclass(frozen=True, slots=True)
class MySheet:
    """One line of a member's list: a seat and an application that they may score.

    Before the pledge a member sees number, title and company alone, so that ties can be declared.
    """

    seat_id: UUID
    panel_id: UUID
    panel_name: str
    panel_state: PanelState
    stage: Stage
    on: date
    part: Part
    application_id: UUID
    number: str
    title: str
    lead_company_id: UUID
    pledged_at: datetime | None
    saved_at: datetime | None
    filed_at: datetime | None


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A sheet as its writer sees it: the program's items, what is written so far or was filed."""

    seat_id: UUID
    panel_id: UUID
    panel_state: PanelState
    on: date
    part: Part
    application_id: UUID
    number: str
    title: str
    rules: StageRules
    total: int
    points: Mapping[str, int]
    opinion: str
    finding: str
    money_flag: bool
    saved_at: datetime | None
    filed_at: datetime | None


@dataclass(frozen=True, slots=True)
class FiledRow:
    """A filed sheet as the agency reads it after the panel has closed. ``total``: the sum of its points."""

    seat_id: UUID
    person_id: UUID
    part: Part
    application_id: UUID
    points: Mapping[str, int]
    total: int
    opinion: str
    finding: str
    money_flag: bool
    filed_at: datetime


def check_may_score(seat: Seat, application_id: UUID) -> None:
    """Whether this seat may score it: before the panel, and free of conflict. Raises OutOfReach."""
    if not _may_score([seat], application_id)[seat.id]:
        raise OutOfReach(f"application:{application_id}")


def my_sheets(of: Actor) -> list[MySheet]:
    """What a member scores or has scored, without what they are in conflict with, the next day first. Constant cost."""
    seats = list(visible_seats(of).select_related("panel", "evaluator").order_by("panel__on", "id"))
    saved = dict(_moments(SheetDraft.objects.filter(seat__in=seats), "saved_at"))
    filed = dict(_moments(Sheet.objects.filter(seat__in=seats), "filed_at"))
    return [
        MySheet(
            seat_id=seat.id,
            panel_id=seat.panel_id,
            panel_name=seat.panel.name,
            panel_state=PanelState(seat.panel.state),
            stage=Stage(seat.panel.stage),
            on=seat.panel.on,
            part=Part(seat.part),
            application_id=one.id,
            number=one.number,
            title=one.title,
            lead_company_id=one.lead_company_id,
            pledged_at=seat.pledged_at,
            saved_at=saved.get((seat.id, one.id)),
            filed_at=filed.get((seat.id, one.id)),
        )
        for seat, ones in zip(seats, _may_score(seats).values(), strict=True)
        for one in ones
    ]


def sheet(seat_id: UUID, application_id: UUID, *, of: Actor) -> SheetPage:
    """A member's own sheet, after the pledge. A constant number of statements. Raises OutOfReach."""
    seat = seat_within_reach(seat_id, of=of)
    application = next(iter(_may_score([seat], application_id)[seat.id]), None)
    if application is None or seat.pledged_at is None:
        raise OutOfReach(f"application:{application_id}")
    rules, stage = rules_for(seat.panel)
    filed = seat.sheets.filter(application_id=application_id).first()
    draft = seat.drafts.filter(application_id=application_id).first()
    written = filed or draft
    return SheetPage(
        seat_id=seat.id,
        panel_id=seat.panel_id,
        panel_state=PanelState(seat.panel.state),
        on=seat.panel.on,
        part=Part(seat.part),
        application_id=application.id,
        number=application.number,
        title=application.title,
        rules=stage,
        total=rules.total,
        points=written.points if written else {},
        opinion=written.opinion if written else "",
        finding=written.finding if written else "",
        money_flag=written.money_flag if written else False,
        saved_at=draft.saved_at if draft else None,
        filed_at=filed.filed_at if filed else None,
    )


def filed_sheets(panel_id: UUID, *, of: Actor) -> list[FiledRow]:
    """All sheets of a closed panel, for who convenes and who oversees; before it is closed nobody gets them.

    Two statements. Raises OutOfReach.
    """
    panel = panel_within_reach(panel_id, of=of)
    if of.role in SCORERS or panel.state != PanelState.CLOSED:
        raise OutOfReach(f"sheets:{panel_id}")
    rows = Sheet.objects.filter(seat__panel=panel).select_related("seat__evaluator")
    return [
        FiledRow(
            row.seat_id,
            row.seat.evaluator.person_id,
            Part(row.seat.part),
            row.application_id,
            row.points,
            sum(row.points.values()),
            row.opinion,
            row.finding,
            row.money_flag,
            row.filed_at,
        )
        for row in rows.order_by("application_id", "seat__seated_at", "seat__part", "seat_id")
    ]


def _moments(rows: QuerySet[Any], name: str) -> Iterator[tuple[tuple[UUID, UUID], datetime]]:
    for seat_id, application_id, moment in rows.values_list("seat_id", "application_id", name):
        yield (seat_id, application_id), moment


def _may_score(seats: list[Seat], only: UUID | None = None) -> dict[UUID, list[Application]]:
    """seat → what is before its panel and free of conflict, by number; what was filed stays. Constant cost.

    ``only`` asks for one application alone.
    """
    rows = Assessed.objects.filter(panel__in=[seat.panel_id for seat in seats], ended_at=None)
    if only is not None:
        rows = rows.filter(application_id=only)
    of_panel: dict[UUID, list[UUID]] = {}
    for panel_id, application_id in rows.values_list("panel_id", "application_id"):
        of_panel.setdefault(panel_id, []).append(application_id)
    filed = set(Sheet.objects.filter(seat__in=seats).values_list("seat_id", "application_id"))
    versions = {(seat.panel.program, seat.panel.program_version): seat.panel for seat in seats}
    rules = {key: rules_for(panel)[0] for key, panel in versions.items()}
    applications = by_ids([one for ones in of_panel.values() for one in ones])
    found: dict[UUID, list[Application]] = {seat.id: [] for seat in seats}
    for key, of_version in rules.items():
        own = [seat for seat in seats if (seat.panel.program, seat.panel.program_version) == key]
        ties = known([seat.evaluator for seat in own], applications.values(), rules=of_version)
        for seat in own:
            stage = of_version.stage(Stage(seat.panel.stage))
            ones = [applications[one] for one in of_panel.get(seat.panel_id, [])]
            found[seat.id] = sorted(
                (
                    one
                    for one in ones
                    if (seat.id, one.id) in filed
                    or ties.between(seat.evaluator_id, one.id, stage=stage, on=seat.panel.on) is None
                ),
                key=lambda one: one.number,
            )
    return found
