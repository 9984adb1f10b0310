"""The bank says that it paid another amount than was ordered: two people of two bodies say what its statement shows.

The books take only what was approved. So the bank first puts right what it did, and then its statement shows the whole
amount or none of it; the one body that looked says so, another confirms it.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import Refused, written
from gonggo.parties import queries as parties
from gonggo.payments import queries
from gonggo.payments.bank import Heard, Reply
from gonggo.payments.commands.approving import STEP_UP_HOLDS
from gonggo.payments.commands.instructing import pay, refuse
from gonggo.payments.commands.moving import note
from gonggo.payments.models import Clearing, Instruction, Tranche
from gonggo.payments.states import APPROVERS, PREPARERS, TrancheState

MOST_REFERENCE = 80


@transaction.atomic
def state_outcome(*, tranche_id: UUID, was_paid: bool, reference: str, says: str, by: Actor, at: datetime) -> Clearing:
    """The operator says what the bank's statement shows of a tranche: the whole amount under ``reference``, or nothing.

    Again it takes the place of what was said before. Raises OutOfReach; refuses with: wrong_role,
    bank_answer_awaited, bank_reference_wrong, payment_reason_missing.
    """
    row, order = _contradicted(tranche_id, by)
    if by.role not in PREPARERS:
        raise Refused("wrong_role")
    number = written(reference, "bank_reference_wrong", most=MOST_REFERENCE, field="reference") if was_paid else ""
    if number and Instruction.objects.filter(bank_reference=number).exists():
        raise Refused("bank_reference_wrong", field="reference", most=MOST_REFERENCE)
    told = {"was_paid": was_paid, "reference": number, "says": written(says, "payment_reason_missing", field="says")}
    told |= {"stated_by": parties.person_behind(by), "stated_for": str(by.organisation), "stated_at": at}
    made, _ = Clearing.objects.update_or_create(instruction=order, defaults=told)
    note("payment.outcome_stated", row, by=by, at=at, was_paid=was_paid, says=made.says)
    return made


@transaction.atomic
def confirm_outcome(*, tranche_id: UUID, stepped_up_at: datetime | None, by: Actor, at: datetime) -> Tranche:
    """The agency has seen the same: the tranche is paid, or refused so that it may be asked for anew.

    ``stepped_up_at`` is by the machine's clock, ``at`` by the program's. Raises OutOfReach; refuses with: wrong_role,
    step_up_missing, bank_answer_awaited, payment_same_person, payment_same_organisation.
    """
    row, order = _contradicted(tranche_id, by)
    if by.role not in APPROVERS:
        raise Refused("wrong_role")
    if stepped_up_at is None or machine_now() - stepped_up_at > STEP_UP_HOLDS:
        raise Refused("step_up_missing")
    told = Clearing.objects.select_for_update().filter(instruction=order).first()
    if told is None:
        raise Refused("bank_answer_awaited")
    person = parties.person_behind(by)
    if person == told.stated_by:
        raise Refused("payment_same_person")
    if told.stated_for in {str(one.ref) for one in parties.organisations_of(person)}:
        raise Refused("payment_same_organisation")
    told.confirmed_by, told.confirmed_for, told.confirmed_at = person, str(by.organisation), at
    told.save(update_fields=["confirmed_by", "confirmed_for", "confirmed_at"])
    note("payment.outcome_confirmed", row, by=by, at=at, was_paid=told.was_paid)
    if told.was_paid:
        pay(instruction_id=order.id, reply=Reply(Heard.PAID, told.reference, order.amount), at=at)
    else:
        refuse(instruction_id=order.id, reply=Reply(Heard.REFUSED, says=told.says[:200]), at=at)
    return queries.within_reach(row.id, of=by)


def _contradicted(tranche_id: UUID, by: Actor) -> tuple[Tranche, Instruction]:
    """The tranche and its instruction, locked, if the bank says something else than was ordered of it."""
    row = queries.within_reach(tranche_id, of=by, lock=True)
    order = Instruction.objects.select_for_update().filter(tranche=row).first()
    is_other = order is not None and order.bank_amount not in {0, order.amount}
    if order is None or row.state != TrancheState.UNCLEAR or not is_other:
        raise Refused("bank_answer_awaited")
    return row, order
