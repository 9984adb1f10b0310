"""The lead company reports completion; the operator looks at it and passes it on, or sends it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gonggo.delivery import queries
from gonggo.delivery.commands.moving import MOST_TEXT, as_operator, go_to, keep_papers, moved, note
from gonggo.delivery.models import Delivery, Report
from gonggo.delivery.rules import inspect_due_on, look_due_on, report_due_on
from gonggo.delivery.states import CheckState
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused, written
from gonggo.parties import queries as parties
from gonggo.programs.calendar import korean_business_days


@dataclass(frozen=True, slots=True)
class Built:
    """What a report says: what was built, where it differs from the plan, since when it is in use, the papers."""

    built: str
    differences: str
    in_use_on: date
    papers: Sequence[UUID]


@transaction.atomic
def report_completion(*, delivery_id: UUID, said: Built, by: Actor, at: datetime) -> Delivery:
    """The lead company reports that the agreed solution stands and is in use, with its paper.

    ``at`` is when it is handed in. Refuses with: wrong_role, wrong_state, lead_company_only, completion_too_early,
    stop_undecided, in_use_day_wrong, delivery_text_missing, delivery_paper_missing.
    """
    delivery, state = moved(delivery_id, "report_completion", by)
    _as_lead(delivery, by)
    rules, on = queries.rules_for(delivery), legal_day(at)
    if on < delivery.begins_on:
        raise Refused("completion_too_early", begins=delivery.begins_on)
    if delivery.checks.filter(state=CheckState.STOP).exists():
        raise Refused("stop_undecided")
    report = _filed(delivery, said, is_supplement=False, by=by, at=at)
    go_to(delivery, state, due_on=look_due_on(rules, on, korean_business_days()), at=at)
    note("delivery.reported", delivery, by=by, at=at, basis=rules.report.basis, report=str(report.id))
    return delivery


@transaction.atomic
def answer_supplement(*, delivery_id: UUID, said: Built, by: Actor, at: datetime) -> Delivery:
    """The lead company reports what it supplemented; the agency inspects again within the program's days.

    Refuses with what ``report_completion`` does.
    """
    delivery, state = moved(delivery_id, "answer_supplement", by)
    _as_lead(delivery, by)
    rules = queries.rules_for(delivery)
    report = _filed(delivery, said, is_supplement=True, by=by, at=at)
    go_to(delivery, state, due_on=inspect_due_on(rules, legal_day(at), is_recheck=True), at=at)
    note("delivery.supplement_answered", delivery, by=by, at=at, basis=rules.recheck.basis, report=str(report.id))
    return delivery


@transaction.atomic
def send_back(*, delivery_id: UUID, reason: str, by: Actor, at: datetime) -> Delivery:
    """The operator sends the report back and says what is missing; the company reports anew.

    Refuses with: wrong_role, wrong_state, of_own_company, operator_not_agreed, delivery_reason_missing.
    """
    delivery, state = moved(delivery_id, "send_back", by)
    as_operator(delivery, by, at)
    report = latest_report(delivery)
    report.sent_back_at, report.sent_back_for = at, written(reason, "delivery_reason_missing")
    report.save(update_fields=["sent_back_at", "sent_back_for"])
    rules = queries.rules_for(delivery)
    go_to(delivery, state, due_on=report_due_on(rules, delivery.last_on, korean_business_days()), at=at)
    note("delivery.report_sent_back", delivery, by=by, at=at, reason=report.sent_back_for, report=str(report.id))
    return delivery


@transaction.atomic
def pass_on(*, delivery_id: UUID, by: Actor, at: datetime) -> Delivery:
    """The operator has looked at the report and passes it on to the agency; it decides nothing.

    Refuses with: wrong_role, wrong_state, of_own_company, operator_not_agreed, progress_check_missing, correction_open.
    """
    delivery, state = moved(delivery_id, "pass_on", by)
    as_operator(delivery, by, at)
    rules, states = queries.rules_for(delivery), list(delivery.checks.values_list("state", flat=True))
    if states.count(CheckState.PASSED) < rules.least.count:
        raise Refused("progress_check_missing", rules.least.basis, least=rules.least.count)
    if CheckState.CORRECTION in states or CheckState.STOP in states:
        raise Refused("correction_open")
    go_to(delivery, state, due_on=inspect_due_on(rules, legal_day(at), is_recheck=False), at=at)
    note("delivery.passed_on", delivery, by=by, at=at, basis=rules.inspect.basis)
    return delivery


def latest_report(delivery: Delivery) -> Report:
    """What is looked at now; there is one in every state after the first report."""
    return delivery.reports.order_by("-filed_at")[0]


def _as_lead(delivery: Delivery, by: Actor) -> None:
    if by.company_id != delivery.lead_company_id:
        raise Refused("lead_company_only")
    parties.hold_membership(by)


def _filed(delivery: Delivery, said: Built, *, is_supplement: bool, by: Actor, at: datetime) -> Report:
    if not delivery.begins_on <= said.in_use_on <= legal_day(at):
        raise Refused("in_use_day_wrong", field="in_use_on", first=delivery.begins_on, last=legal_day(at))
    differences = said.differences.strip()
    if len(differences) > MOST_TEXT:
        raise Refused("delivery_text_missing", field="differences", most=MOST_TEXT)
    report = Report.objects.create(
        delivery=delivery,
        is_supplement=is_supplement,
        built=written(said.built, "delivery_text_missing", most=MOST_TEXT, field="built"),
        differences=differences,
        in_use_on=said.in_use_on,
        filed_by=parties.person_behind(by),
        filed_at=at,
    )
    keep_papers(report, delivery, said.papers, by=by)
    return report
