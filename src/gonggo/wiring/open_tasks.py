"""What is open in the rooms of the tasks that were selected, from the agreement to aftercare (see ``open_work.py``)."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from gonggo.aftercare import waiting as aftercare
from gonggo.agreements import waiting as agreements
from gonggo.agreements.models import Agreement
from gonggo.agreements.queries import leading
from gonggo.agreements.states import AgreementState
from gonggo.delivery import waiting as delivery
from gonggo.delivery.states import DeliveryState
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind
from gonggo.payments import waiting as payments
from gonggo.settlement import queries as settling
from gonggo.settlement import recoveries
from gonggo.settlement.sanctions import queries as sanctions
from gonggo.settlement.states import ReturnState, SettlementState
from gonggo.signing import waiting as signing

Rows = QuerySet[Any]


def _numbered(rows: Rows, agreement: str = "agreement_id") -> Rows:
    """The rows with the number of their agreement: of which task each is."""
    number = Agreement.objects.filter(id=OuterRef(agreement)).values("number")[:1]
    numbered: Rows = rows.annotate(agreement_number=Subquery(number))
    return numbered


def agreements_to_sign(of: Actor, _at: datetime) -> Rows:
    """Agreements whose next signature is that of this organisation."""
    due = Agreement.objects.filter(id=OuterRef("signing__subject_id")).values("conclude_by_on")[:1]
    rows = signing.to_sign(of).filter(signing__subject_kind=Kind.AGREEMENT).annotate(due_on=Subquery(due))
    return _numbered(rows, "signing__subject_id")


def completions_to_report(of: Actor, _at: datetime) -> Rows:
    return delivery.to_report(of)


def corrections(of: Actor, _at: datetime) -> Rows:
    return delivery.corrections(of)


def checks_to_plan(of: Actor, _at: datetime) -> Rows:
    return delivery.to_plan(of)


def checks_planned(of: Actor, _at: datetime) -> Rows:
    return delivery.planned(of)


def deliveries(state: DeliveryState) -> Any:
    def rows(of: Actor, _at: datetime) -> Rows:
        return delivery.in_state(of, state)

    return rows


def agreements_led(state: AgreementState) -> Any:
    def rows(of: Actor, _at: datetime) -> Rows:
        return agreements.led(of, state)

    return rows


def inspections_to_confirm(of: Actor, _at: datetime) -> Rows:
    return delivery.to_confirm(of)


def proposals_to_stop(of: Actor, _at: datetime) -> Rows:
    return delivery.proposals_to_stop(of)


def payments_to_ask(of: Actor, _at: datetime) -> Rows:
    """Agreements whose next part of the support may be asked for."""
    return payments.to_ask(of)


def payments_to_mend(of: Actor, _at: datetime) -> Rows:
    return _numbered(payments.to_mend(of))


def payments_to_prepare(of: Actor, _at: datetime) -> Rows:
    return payments.to_prepare(of)


def payments_to_clear(of: Actor, _at: datetime) -> Rows:
    return _numbered(payments.to_clear(of))


def payments_to_carry_over(of: Actor, at: datetime) -> Rows:
    """Agreements over whose money a year has ended."""
    return payments.to_carry_over(of, legal_day(at))


def payments_to_approve(of: Actor, _at: datetime) -> Rows:
    return payments.to_approve(of)


def agreements_unconsented(of: Actor, _at: datetime) -> Rows:
    """Whose task it is tells one from another: a supplier may have several."""
    return agreements.unconsented(of).annotate(lead_company_id=leading("id"))


papers_asked = agreements.papers_asked


def papers_to_bring(of: Actor, _at: datetime, made: agreements.Made) -> Rows:
    return agreements.papers_to_bring(of, made)


def agreements_to_prepare(of: Actor, _at: datetime, made: agreements.Made) -> Rows:
    """Everything that companies bring is there and taken."""
    return agreements.to_prepare(of, made)


def budgets_to_review(of: Actor, _at: datetime) -> Rows:
    return agreements.to_review(of)


def agreement_papers(of: Actor, _at: datetime) -> Rows:
    return agreements.to_look_at(of)


def agreement_changes(of: Actor, _at: datetime) -> Rows:
    return agreements.to_answer(of)


def use_reports(of: Actor, at: datetime) -> Rows:
    return aftercare.reports_to_file(of, legal_day(at))


def missed_reports(of: Actor, _at: datetime) -> Rows:
    return aftercare.reports_missed(of)


def requests_to_answer(of: Actor, _at: datetime) -> Rows:
    return aftercare.requests_to_answer(of)


def requests_to_confirm(of: Actor, _at: datetime) -> Rows:
    return aftercare.requests_to_confirm(of)


def overdue_requests(of: Actor, at: datetime) -> Rows:
    return aftercare.overdue_requests(of, legal_day(at))


def settlements(state: SettlementState) -> Any:
    def rows(of: Actor, _at: datetime) -> Rows:
        return _numbered(settling.in_state(of, state))

    return rows


def returns_to_pay(of: Actor, _at: datetime) -> Rows:
    return _numbered(settling.unpaid(of, [ReturnState.ORDERED, ReturnState.REMINDED]), "settlement__agreement_id")


def returns_overdue(of: Actor, at: datetime) -> Rows:
    return _numbered(settling.overdue(of, legal_day(at)), "settlement__agreement_id")


def paid_in_to_confirm(of: Actor, _at: datetime) -> Rows:
    return _numbered(settling.to_confirm_paid_in(of), "giving_back__settlement__agreement_id")


def recoveries_to_decide(of: Actor, _at: datetime) -> Rows:
    return recoveries.to_decide(of)


def recoveries_to_pay(of: Actor, _at: datetime) -> Rows:
    return _numbered(recoveries.to_pay(of))


def recoveries_to_confirm(of: Actor, _at: datetime) -> Rows:
    return _numbered(recoveries.to_confirm(of))


def sanctions_to_notice(of: Actor, _at: datetime) -> Rows:
    return sanctions.to_notice(of)


def sanctions_to_be_heard(of: Actor, at: datetime) -> Rows:
    return _numbered(sanctions.to_be_heard(of, legal_day(at)))


def sanctions_to_draw_up(of: Actor, at: datetime) -> Rows:
    return sanctions.to_draw_up(of, legal_day(at))


def sanctions_to_decide(of: Actor, _at: datetime) -> Rows:
    return sanctions.to_decide(of)
