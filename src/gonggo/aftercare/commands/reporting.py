"""활용실적 보고: filed by the lead adopter each year, reminded, missed after its days of grace, filed late."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.aftercare import queries
from gonggo.aftercare.commands.moving import as_writer, note
from gonggo.aftercare.definition import Rules
from gonggo.aftercare.models import UseReport
from gonggo.aftercare.rules import next_reminder
from gonggo.aftercare.states import REPORT_MOVES, ReportState
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach, Refused

MOST_COMMENT = 2000
MOST_FIGURE = 10**15


@transaction.atomic
def submit(
    *, aftercare_id: UUID, year: int, figures: Mapping[str, int], comment: str, by: Actor, at: datetime
) -> UseReport:
    """The lead adopter reports what the solution did in a year: every figure of the program, a whole number.

    ``at`` is when it is handed in. Refuses with: wrong_role, wrong_state, lead_company_only, report_too_early,
    report_figure_wrong, report_comment_long. Raises OutOfReach.
    """
    report = _held(aftercare_id, year, by)
    state = REPORT_MOVES.check("submit", ReportState(report.state), by)
    if legal_day(at) < report.opens_on:
        raise Refused("report_too_early", opens=report.opens_on)
    return _filed(report, state, figures, comment, by=by, at=at)


@transaction.atomic
def submit_late(
    *, aftercare_id: UUID, year: int, figures: Mapping[str, int], comment: str, by: Actor, at: datetime
) -> UseReport:
    """A report that was missed comes after all; that it was missed stays on record.

    Refuses with what ``submit`` does but report_too_early.
    """
    report = _held(aftercare_id, year, by)
    state = REPORT_MOVES.check("submit_late", ReportState(report.state), by)
    return _filed(report, state, figures, comment, by=by, at=at)


def _held(aftercare_id: UUID, year: int, by: Actor) -> UseReport:
    """The report, locked. Raises OutOfReach."""
    row = queries.within_reach(aftercare_id, of=by)
    report = UseReport.objects.select_for_update().filter(aftercare=row, year=year).first()
    if report is None:
        raise OutOfReach(f"report:{year}")
    report.aftercare = row
    return report


def _filed(
    report: UseReport, state: ReportState, figures: Mapping[str, int], comment: str, *, by: Actor, at: datetime
) -> UseReport:
    person_id, company_id = as_writer(by)
    if company_id != report.aftercare.lead_company_id:
        raise Refused("lead_company_only")
    rules = queries.rules_for(report.aftercare)
    report.figures = {"version": 1, "figures": _checked(rules, figures)}
    report.comment = comment.strip()
    if len(report.comment) > MOST_COMMENT:
        raise Refused("report_comment_long", field="comment", most=MOST_COMMENT)
    report.state, report.since_at, report.remind_on = state, at, None
    report.filed_by, report.filed_at = person_id, at
    report.save()
    fact = "aftercare.report_submitted" if state is ReportState.SUBMITTED else "aftercare.report_submitted_late"
    note(fact, report.aftercare, by=by, at=at, basis=rules.years_basis, year=report.year)
    return report


def _checked(rules: Rules, figures: Mapping[str, int]) -> dict[str, int]:
    """Every figure of the program and no other, none below zero."""
    wrong = next((one for one in rules.figures if not _is_whole(figures.get(one.key))), None)
    strange = figures.keys() - {one.key for one in rules.figures}
    if wrong is not None or strange:
        raise Refused("report_figure_wrong", field=wrong.key if wrong else None)
    return {one.key: figures[one.key] for one in rules.figures}


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_FIGURE


def miss_due(*, now: datetime) -> int:
    """Reports whose days of grace are over are missed; how many were. ``now`` is the program's clock."""
    rows = UseReport.objects.filter(state=ReportState.SCHEDULED, missed_on__lte=legal_day(now))
    return sum(miss(report_id=one, now=now) for one in rows.order_by("missed_on").values_list("id", flat=True))


@transaction.atomic
def miss(*, report_id: UUID, now: datetime) -> bool:
    """A report that did not come is missed. False if it came, or another worker was first."""
    report = UseReport.objects.select_for_update(of=("self",)).select_related("aftercare").get(id=report_id)
    if report.state != ReportState.SCHEDULED or legal_day(now) < report.missed_on:
        return False
    report.state = REPORT_MOVES.check("miss", ReportState(report.state), SYSTEM)
    report.since_at, report.remind_on = now, None
    report.save(update_fields=["state", "since_at", "remind_on"])
    basis = queries.rules_for(report.aftercare).grace_basis
    note("aftercare.report_missed", report.aftercare, by=SYSTEM, at=now, basis=basis, year=report.year)
    return True


def remind_due(*, now: datetime) -> int:
    """Who has a report to file is reminded on the program's days; how many were. ``now`` is the program's clock."""
    rows = UseReport.objects.filter(state=ReportState.SCHEDULED, remind_on__lte=legal_day(now))
    return sum(_remind(one, now) for one in rows.order_by("remind_on").values_list("id", flat=True))


@transaction.atomic
def _remind(report_id: UUID, now: datetime) -> bool:
    """One reminder, however many days of reminders went by. False if another worker was first."""
    report = UseReport.objects.select_for_update(of=("self",)).select_related("aftercare").get(id=report_id)
    on = legal_day(now)
    if report.state != ReportState.SCHEDULED or report.remind_on is None or on < report.remind_on:
        return False
    report.remind_on = next_reminder(queries.rules_for(report.aftercare), report.due_on, after=on)
    report.save(update_fields=["remind_on"])
    said = {"year": report.year, "due_on": report.due_on.isoformat()}
    note("aftercare.report_reminded", report.aftercare, by=SYSTEM, at=now, basis=None, **said)
    return True
