"""Sheets: a member's own at any time, everybody's for the agency once the panel is closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Subquery, Value

from gonggo.applications.concerned import rows_among
from gonggo.applications.models import Application
from gonggo.evaluation.definition import Part, Rules, Stage, StageRules, rules_of
from gonggo.evaluation.models import Seat, Sheet
from gonggo.evaluation.queries.reach import panel_within_reach, seat_within_reach
from gonggo.evaluation.queries.ties import known
from gonggo.evaluation.states import SCORERS, PanelState
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.definition import Program
from gonggo.programs.queries import digest_of, program_of_digest


@dataclass(frozen=True, slots=True)
class Scope:
    """An application that a seat may read and score, under which rules."""

    application: Application
    rules: Rules
    stage: StageRules


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A sheet as its writer sees it: the program's items, what is written so far or was filed."""

    seat_id: UUID
    panel_id: UUID
    panel_name: str
    panel_state: PanelState
    on: date
    part: Part
    application_id: UUID
    number: str
    title: str
    program: Program
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


def check_may_score(seat: Seat, application_id: UUID) -> Scope:
    """Whether this seat may score it: before the panel, and free of conflict. Raises OutOfReach."""
    return _scope(seat, application_id)


def sheet(seat_id: UUID, application_id: UUID, *, of: Actor) -> SheetPage:
    """A member's own sheet, after the pledge. A constant number of statements. Raises OutOfReach."""
    seat = seat_within_reach(seat_id, of=of)
    if seat.pledged_at is None:
        raise OutOfReach(f"application:{application_id}")
    written = _written(seat, application_id)
    is_filed = written is not None and written[-1]
    scope = _scope(seat, application_id, is_filed=is_filed)
    points, opinion, finding, money_flag, at, _ = written or ({}, "", "", False, None, False)
    return SheetPage(
        seat_id=seat.id,
        panel_id=seat.panel_id,
        panel_name=seat.panel.name,
        panel_state=PanelState(seat.panel.state),
        on=seat.panel.on,
        part=Part(seat.part),
        application_id=scope.application.id,
        number=scope.application.number,
        title=scope.application.title,
        program=scope.rules.program,
        rules=scope.stage,
        total=scope.rules.total,
        points=points,
        opinion=opinion,
        finding=finding,
        money_flag=money_flag,
        saved_at=None if is_filed else at,
        filed_at=at if is_filed else None,
    )


def _written(seat: Seat, application_id: UUID) -> tuple[Mapping[str, int], str, str, bool, datetime, bool] | None:
    """What was filed, else the draft, and whether it is filed. One statement: filing deletes the draft."""
    names = ("points", "opinion", "finding", "money_flag", "at", "is_filed")
    sheets = seat.sheets.filter(application_id=application_id).annotate(at=F("filed_at"), is_filed=Value(value=True))
    drafts = seat.drafts.filter(application_id=application_id).annotate(at=F("saved_at"), is_filed=Value(value=False))
    found = list(sheets.values_list(*names).union(drafts.values_list(*names), all=True))
    return found[0] if found else None


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


def _scope(seat: Seat, application_id: UUID, *, is_filed: bool = False) -> Scope:
    """What a seat may read and score: before its panel and free of conflict; what was filed stays."""
    before = seat.panel.assessed.filter(application_id=application_id, ended_at=None)
    version = digest_of(seat.panel.program, seat.panel.program_version)
    rows = rows_among(before.values("application_id")).annotate(digest=Subquery(version))
    application = rows.first()
    if application is None:
        raise OutOfReach(f"application:{application_id}")
    rules = rules_of(program_of_digest(application.digest))
    stage = rules.stage(Stage(seat.panel.stage))
    if not is_filed:
        ties = known([seat.evaluator], [application], rules=rules)
        is_tied = ties.between(seat.evaluator_id, application.id, stage=stage, on=seat.panel.on) is not None
        if is_tied and not seat.sheets.filter(application_id=application_id).exists():
            raise OutOfReach(f"application:{application_id}")
    return Scope(application, rules, stage)
