"""사업완료 점검: a person of the agency inspects, another one of the agency confirms what was found."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.delivery import queries
from gonggo.delivery.commands.moving import MOST_TEXT, as_agency, close_checks, go_to, keep_papers, moved, note
from gonggo.delivery.commands.reporting import latest_report
from gonggo.delivery.definition import Rules
from gonggo.delivery.models import Delivery, Inspection
from gonggo.delivery.rules import supplement_due_on
from gonggo.delivery.states import DeliveryState, Outcome
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused, written
from gonggo.programs.calendar import korean_business_days


@transaction.atomic
def inspect(
    *,
    delivery_id: UUID,
    outcome: str,
    inspected_on: date,
    text: str,
    papers: Sequence[UUID] = (),
    by: Actor,
    at: datetime,
) -> Delivery:
    """A person of the agency has inspected the task and says what was found; another one of the agency confirms it.

    ``inspected_on`` is the day on which it was looked at. Refuses with: wrong_role, wrong_state, of_own_company,
    operator_signs, inspection_outcome_unknown, supplement_again, inspection_day_wrong, delivery_text_missing,
    delivery_paper_missing.
    """
    delivery, state = moved(delivery_id, "inspect", by)
    rules, report = queries.rules_for(delivery), latest_report(delivery)
    inspector_id = as_agency(delivery, by, rules.completion_basis)
    _check_outcome(delivery, outcome, rules)
    first = legal_day(report.filed_at)
    if not first <= inspected_on <= legal_day(at):
        raise Refused("inspection_day_wrong", field="inspected_on", first=first, last=legal_day(at))
    inspection = Inspection.objects.create(
        delivery=delivery,
        report=report,
        outcome=outcome,
        inspected_on=inspected_on,
        text=written(text, "delivery_text_missing", most=MOST_TEXT, field="text"),
        inspector_id=inspector_id,
        filed_at=at,
    )
    keep_papers(inspection, delivery, papers, by=by, least=0)
    go_to(delivery, state, due_on=delivery.due_on, at=at)
    said: dict[str, Any] = {"inspection": str(inspection.id), "outcome": outcome, "on": inspected_on.isoformat()}
    note("delivery.inspected", delivery, by=by, at=at, basis=rules.completion_basis, **said)
    return delivery


def _check_outcome(delivery: Delivery, outcome: str, rules: Rules) -> None:
    if outcome not in rules.outcomes or outcome not in Outcome.values:
        raise Refused("inspection_outcome_unknown", rules.completion_basis, field="outcome")
    earlier = delivery.reports.filter(is_supplement=True).count()
    if outcome == Outcome.SUPPLEMENT and earlier >= rules.supplement_times.count:
        raise Refused("supplement_again", rules.supplement_times.basis, field="outcome", times=earlier)


@transaction.atomic
def confirm_completion(*, delivery_id: UUID, by: Actor, at: datetime) -> Delivery:
    """The agency confirms that the agreed solution stands and is in use.

    ``at`` is the moment of the decision; its day is that of completion. Refuses with: wrong_role, wrong_state,
    inspection_says_otherwise, inspector_confirms, of_own_company, operator_signs.
    """
    delivery, state, rules = _confirmed(delivery_id, "confirm_completion", Outcome.COMPLETE, by, at)
    delivery.completed_on = legal_day(at)
    close_checks(delivery, at=at)
    go_to(delivery, state, due_on=None, at=at)
    on = delivery.completed_on.isoformat()
    note("delivery.completed", delivery, by=by, at=at, basis=rules.signed_basis, on=on)
    return delivery


@transaction.atomic
def confirm_supplement(*, delivery_id: UUID, by: Actor, at: datetime) -> Delivery:
    """The agency confirms that something is missing; the company has the program's months to supplement it.

    Refuses with what ``confirm_completion`` does.
    """
    delivery, state, rules = _confirmed(delivery_id, "confirm_supplement", Outcome.SUPPLEMENT, by, at)
    due_on = supplement_due_on(rules, legal_day(at), korean_business_days())
    go_to(delivery, state, due_on=due_on, at=at)
    basis = rules.supplement.basis
    note("delivery.supplement_asked", delivery, by=by, at=at, basis=basis, due_on=due_on.isoformat())
    return delivery


@transaction.atomic
def confirm_incompletion(*, delivery_id: UUID, by: Actor, at: datetime) -> Delivery:
    """The agency confirms that the task was not completed. Refuses with what ``confirm_completion`` does."""
    delivery, state, rules = _confirmed(delivery_id, "confirm_incompletion", Outcome.INCOMPLETE, by, at)
    close_checks(delivery, at=at)
    go_to(delivery, state, due_on=None, at=at)
    on = legal_day(at).isoformat()
    note("delivery.found_incomplete", delivery, by=by, at=at, basis=rules.signed_basis, on=on)
    return delivery


@transaction.atomic
def set_inspection_aside(*, delivery_id: UUID, reason: str, by: Actor, at: datetime) -> Delivery:
    """Another person of the agency does not confirm what was found, and says why; it is inspected again.

    Refuses with: wrong_role, wrong_state, inspector_confirms, of_own_company, operator_signs, delivery_reason_missing.
    """
    delivery, state = moved(delivery_id, "set_inspection_aside", by)
    inspection = _standing(delivery, by)
    inspection.set_aside_by, inspection.set_aside_at = by.person_id, at
    inspection.set_aside_for = written(reason, "delivery_reason_missing")
    inspection.save(update_fields=["set_aside_by", "set_aside_at", "set_aside_for"])
    go_to(delivery, state, due_on=delivery.due_on, at=at)
    said: dict[str, Any] = {"inspection": str(inspection.id), "reason": inspection.set_aside_for}
    note("delivery.inspection_set_aside", delivery, by=by, at=at, **said)
    return delivery


def _confirmed(
    delivery_id: UUID, command: str, outcome: Outcome, by: Actor, at: datetime
) -> tuple[Delivery, DeliveryState, Rules]:
    """The standing inspection is confirmed, the delivery not yet in its state."""
    delivery, state = moved(delivery_id, command, by)
    inspection = _standing(delivery, by)
    if inspection.outcome != outcome:
        raise Refused("inspection_says_otherwise")
    inspection.confirmed_by, inspection.confirmed_at = by.person_id, at
    inspection.save(update_fields=["confirmed_by", "confirmed_at"])
    return delivery, state, queries.rules_for(delivery)


def _standing(delivery: Delivery, by: Actor) -> Inspection:
    """What waits for a second person. Refuses with: inspector_confirms, of_own_company, operator_signs."""
    inspection = delivery.inspections.select_for_update().get(set_aside_at=None, confirmed_at=None)
    basis = queries.rules_for(delivery).signed_basis
    if as_agency(delivery, by, basis) == inspection.inspector_id:
        raise Refused("inspector_confirms", basis)
    return inspection
