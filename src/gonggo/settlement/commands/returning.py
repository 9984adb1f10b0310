"""반납: ordered with the settlement, reminded, paid in by instalments, the guarantee called. Never 환수."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.programs.calendar import korean_business_days
from gonggo.settlement import queries
from gonggo.settlement.definition import Rules, rules_of
from gonggo.settlement.models import Return, Settlement
from gonggo.settlement.rules import Sum
from gonggo.settlement.states import RETURN_MOVES, ReturnState


def order_return(row: Settlement, found: Sum, rules: Rules, *, by: Actor, at: datetime) -> Return | None:
    """What is to be given back is told with its last day, in the transaction of the confirmation.

    What is being recovered already is not asked for twice. None where nothing is left to give back.
    """
    of_support = min(found.returned, queries.left_to_take_back(row.agreement_id))
    if not of_support + found.besides:
        return None
    due_on = korean_business_days().on_or_after(legal_day(at) + timedelta(days=rules.return_days))
    made = Return.objects.create(
        settlement=row,
        amount=of_support + found.besides,
        of_support=of_support,
        state=ReturnState.ORDERED,
        ordered_at=at,
        due_on=due_on,
    )
    told = {"amount": made.amount, "due_on": due_on.isoformat()}
    note("return.ordered", made, by=by, at=at, basis=rules.return_basis, **told)
    return made


@transaction.atomic
def remind(*, return_id: UUID, by: Actor, at: datetime) -> Return:
    """The day has passed: the company is reminded and given a few days more.

    Refuses with: wrong_role, wrong_state, return_not_due. Raises OutOfReach.
    """
    row = _moved(return_id, "remind", by)
    rules, on = _rules(row), legal_day(at)
    if on <= row.due_on:
        raise Refused("return_not_due", rules.reminder_basis, until=row.due_on.isoformat())
    row.reminded_at = at
    row.grace_until_on = korean_business_days().on_or_after(on + timedelta(days=rules.grace_days))
    row.save(update_fields=["state", "reminded_at", "grace_until_on"])
    until = {"grace_until": row.grace_until_on.isoformat(), "is_late": on > rules.reminder_until(row.due_on)}
    note("return.reminded", row, by=by, at=at, basis=rules.reminder_basis, amount=row.amount, **until)
    return row


@transaction.atomic
def call_guarantee(*, return_id: UUID, by: Actor, at: datetime) -> Return:
    """Nothing came in the days of the reminder: the guarantee is called.

    Refuses with: wrong_role, wrong_state, return_not_due. Raises OutOfReach.
    """
    row = _moved(return_id, "call_guarantee", by)
    rules = _rules(row)
    if row.grace_until_on is None or legal_day(at) <= row.grace_until_on:
        raise Refused("return_not_due", rules.guarantee_basis, until=str(row.grace_until_on))
    row.called_at = at
    row.save(update_fields=["state", "called_at"])
    note("return.guarantee_called", row, by=by, at=at, basis=rules.guarantee_basis, amount=row.amount)
    return row


@transaction.atomic
def close_return(*, return_id: UUID, by: Actor, at: datetime) -> Return:
    """Everything came in. Refuses with: wrong_role, wrong_state, return_not_whole. Raises OutOfReach."""
    row = _moved(return_id, "close_return", by)
    if sum(one.amount for one in row.paid_in.all() if one.confirmed_at is not None) < row.amount:
        raise Refused("return_not_whole")
    row.closed_at = at
    row.save(update_fields=["state", "closed_at"])
    note("return.done", row, by=by, at=at, amount=row.amount)
    return row


def _moved(return_id: UUID, command: str, by: Actor) -> Return:
    row = queries.return_within_reach(return_id, of=by, lock=True)
    row.state = RETURN_MOVES.check(command, ReturnState(row.state), by)
    return row


def _rules(row: Return) -> Rules:
    return rules_of(queries.program_of(row.settlement))


def note(fact: str, row: Return, *, by: Actor, at: datetime, basis: Basis | None = None, **data: Any) -> None:
    settled = row.settlement
    told = {"settlement": str(settled.id), "agreement": str(settled.agreement_id), **data}
    record(fact, subject=row.ref, by=by, at=at, basis=basis, program=settled.program, **told)
