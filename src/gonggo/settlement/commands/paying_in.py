"""Won that come in: written down by one office, seen by another."""

from datetime import date, datetime
from uuid import UUID

from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.parties import queries as parties
from gonggo.settlement.models import PaidIn
from gonggo.settlement.states import CONFIRMERS, EXAMINERS


def recorded_in(  # a row of a bank statement beside what it is held against
    row: PaidIn, amount: object, on: date, *, left: int, first: date, by: Actor, at: datetime
) -> PaidIn:
    """``left`` won are still owed, since ``first``. Refuses with: wrong_role, paid_in_wrong."""
    if by.role not in EXAMINERS:
        raise Refused("wrong_role")
    if isinstance(amount, bool) or not isinstance(amount, int) or not 0 < amount <= left:
        raise Refused("paid_in_wrong", field="amount", most=left)
    if not first <= on <= legal_day(at):
        raise Refused("paid_in_wrong", field="on", most=left)
    row.amount, row.on, row.recorded_at = amount, on, at
    row.recorded_by, row.recorded_for = parties.person_behind(by), str(by.organisation or "")
    row.save(force_insert=True)
    return row


def confirmed_in(paid_in_id: UUID, *, by: Actor, at: datetime) -> PaidIn:
    """Locked and marked, not saved yet. Refuses with: wrong_role, wrong_state, paid_in_second_person."""
    row = PaidIn.objects.select_for_update().get(pk=paid_in_id)
    if by.role not in CONFIRMERS:
        raise Refused("wrong_role")
    if row.confirmed_at is not None:
        raise Refused("wrong_state")
    if by.person_id == row.recorded_by or str(by.organisation or "") == row.recorded_for:
        raise Refused("paid_in_second_person")
    row.confirmed_by, row.confirmed_for, row.confirmed_at = parties.person_behind(by), str(by.organisation or ""), at
    return row
