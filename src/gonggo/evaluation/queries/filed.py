"""Who has filed a sheet of one application: without any mark until the panel is closed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from gonggo.applications.models import Application
from gonggo.evaluation.definition import Part, Rules, StageRules
from gonggo.evaluation.models import Panel, Seat, Sheet, StageResult
from gonggo.evaluation.queries.bench import before, rules_for, seated
from gonggo.evaluation.queries.reach import panel_within_reach
from gonggo.evaluation.queries.results import Result, result_of_row
from gonggo.evaluation.queries.ties import Tied, known, recorded
from gonggo.evaluation.states import MOVES, SCORERS, PanelState
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties import queries as parties


@dataclass(frozen=True, slots=True)
class ScorerRow:
    """A member and one application. ``total`` is None, ``finding`` and ``opinion`` are empty until the panel closes."""

    seat_id: UUID
    name: str
    part: Part
    tied: Tied | None
    filed_at: datetime | None
    total: int | None = None
    finding: str = ""
    opinion: str = ""
    money_flag: bool = False


@dataclass(frozen=True, slots=True)
class BeforePage:
    """One application before a panel, for who convenes and who oversees."""

    panel_id: UUID
    panel_name: str
    state: PanelState
    application_id: UUID
    number: str
    title: str
    operator: str
    rules: Rules
    stage: StageRules
    scorers: tuple[ScorerRow, ...]
    result: Result | None
    offered: tuple[str, ...]


def before_panel(panel_id: UUID, number: str, *, of: Actor) -> BeforePage:
    """One application before the panel, with who has filed; marks once it is closed. Raises OutOfReach."""
    panel = panel_within_reach(panel_id, of=of)
    application = before(panel).filter(number=number).first()
    if of.role in SCORERS or application is None:
        raise OutOfReach(f"panel:{panel_id}")
    rules, stage = rules_for(panel)
    seats = list(_with_sheet(seated(panel), application.id))
    sheets, result = _decided(panel, application.id)
    names, ties = _tied(panel, seats, application, rules, stage)
    return BeforePage(
        panel.id,
        panel.name,
        PanelState(panel.state),
        application.id,
        application.number,
        application.title,
        application.operator,
        rules,
        stage,
        tuple(_scorer(one, names[one.evaluator.person_id], ties[one.id], sheets.get(one.id)) for one in seats),
        result,
        tuple(MOVES.offered(PanelState(panel.state), of)),
    )


def _tied(
    panel: Panel, seats: list[Seat], application: Application, rules: Rules, stage: StageRules
) -> tuple[dict[UUID, str], dict[UUID, Tied | None]]:
    """person → name, seat → what keeps it from scoring: of a closed panel what is on record alone."""
    if panel.state == PanelState.CLOSED:
        kept = recorded([one.evaluator_id for one in seats], [application.id])
        names = parties.names_of_people([one.evaluator.person_id for one in seats])
        return names, {one.id: kept.get((one.evaluator_id, application.id)) for one in seats}
    found = known([one.evaluator for one in seats], [application], rules=rules)
    ties = {one.id: found.between(one.evaluator_id, application.id, stage=stage, on=panel.on) for one in seats}
    return dict(found.names), ties


def _decided(panel: Panel, application_id: UUID) -> tuple[dict[UUID, Sheet], Result | None]:
    """seat → its sheet, and what was decided; nothing until the panel is closed."""
    if panel.state != PanelState.CLOSED:
        return {}, None
    rows = Sheet.objects.filter(seat__panel=panel, application_id=application_id)
    decided = StageResult.objects.filter(panel=panel, application_id=application_id).first()
    return {row.seat_id: row for row in rows}, result_of_row(decided) if decided else None


def _with_sheet(seats: QuerySet[Seat], application_id: UUID) -> QuerySet[Seat]:
    filed = Sheet.objects.filter(seat=OuterRef("pk"), application_id=application_id)
    return seats.annotate(sheet_filed_at=Subquery(filed.values("filed_at")[:1]))


def _scorer(seat: Seat, name: str, tied: Tied | None, sheet: Sheet | None) -> ScorerRow:
    filed_at: datetime | None = seat.sheet_filed_at  # type: ignore[attr-defined]  # annotated
    row = ScorerRow(seat.id, name, Part(seat.part), tied, filed_at)
    if sheet is None:
        return row
    return ScorerRow(
        seat.id,
        name,
        row.part,
        tied,
        filed_at,
        sum(sheet.points.values()),
        sheet.finding,
        sheet.opinion,
        sheet.money_flag,
    )
