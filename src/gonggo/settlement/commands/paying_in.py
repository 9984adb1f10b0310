"""Won that come in for a return or a recovery: written down by one body, seen by another, which books them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import queries as parties
from gonggo.payments.commands import book_recovery, book_return
from gonggo.settlement import queries
from gonggo.settlement.commands.recovering import close_recovery
from gonggo.settlement.commands.recovering import note as note_recovery
from gonggo.settlement.commands.returning import close_return
from gonggo.settlement.commands.returning import note as note_return
from gonggo.settlement.definition import rules_of
from gonggo.settlement.models import PaidIn, Recovery, Return
from gonggo.settlement.states import CONFIRMERS, EXAMINERS, OWED

Owed = Return | Recovery


@transaction.atomic
def record_paid_in(*, owed: Ref, amount: int, on: date, by: Actor, at: datetime) -> PaidIn:
    """The operator writes down won that came in on a day, whole or in part; they count once the agency has seen them.

    ``owed`` is the return or the recovery. Refuses with: wrong_role, wrong_state, paid_in_wrong,
    instalments_too_many. Raises OutOfReach.
    """
    row = _owed(owed, by)
    if by.role not in EXAMINERS:
        raise Refused("wrong_role")
    if row.ordered_at is None or row.state not in OWED:
        raise Refused("wrong_state", state=row.state)
    before = list(row.paid_in.all())
    _check_instalments(row, len(before))
    left = row.amount - sum(one.amount for one in before)
    if isinstance(amount, bool) or not isinstance(amount, int) or not 0 < amount <= left:
        raise Refused("paid_in_wrong", field="amount", most=left)
    if not legal_day(row.ordered_at) <= on <= legal_day(at):
        raise Refused("paid_in_wrong", field="on", most=left)
    made = PaidIn.objects.create(
        giving_back=row if isinstance(row, Return) else None,
        recovery=row if isinstance(row, Recovery) else None,
        amount=amount,
        on=on,
        recorded_by=parties.person_behind(by),
        recorded_for=str(by.organisation or ""),
        recorded_at=at,
    )
    _note("paid_in", row, by=by, at=at, amount=amount, on=on.isoformat(), paid_in=str(made.id))
    return made


def _check_instalments(row: Owed, count: int) -> None:
    if isinstance(row, Return):
        rules = rules_of(queries.program_of(row.settlement))
        if count >= rules.instalments:
            raise Refused("instalments_too_many", rules.instalments_basis, most=rules.instalments)


@transaction.atomic
def confirm_paid_in(*, paid_in_id: UUID, by: Actor, at: datetime) -> PaidIn:
    """The agency has seen the won come in: what of them was support is booked first; with the last it is done.

    Refuses with: wrong_role, wrong_state, paid_in_second_person. Raises OutOfReach.
    """
    found = PaidIn.objects.filter(pk=paid_in_id).first()
    if found is None:
        raise OutOfReach(f"paid_in:{paid_in_id}")
    row = _owed(found.owed, by)
    made = _seen(paid_in_id, by, at)
    rows = list(row.paid_in.all())
    made.booked = min(made.amount, row.of_support - sum(one.booked for one in rows))
    made.save(update_fields=["confirmed_by", "confirmed_for", "confirmed_at", "booked"])
    if made.booked:
        book = book_return if isinstance(row, Return) else book_recovery
        book(agreement_id=row.agreement_id, amount=made.booked, cause=made.ref, by=by, at=at)
    _note("confirmed", row, by=by, at=at, amount=made.amount, booked=made.booked, paid_in=str(made.id))
    if sum(one.amount for one in rows if one.confirmed_at or one.id == made.id) == row.amount:
        _close(row, by, at)
    return made


def _seen(paid_in_id: UUID, by: Actor, at: datetime) -> PaidIn:
    """Locked and marked by somebody of another body, not saved yet."""
    row = PaidIn.objects.select_for_update().get(pk=paid_in_id)
    if by.role not in CONFIRMERS:
        raise Refused("wrong_role")
    if row.confirmed_at is not None:
        raise Refused("wrong_state")
    if by.person_id == row.recorded_by or str(by.organisation or "") == row.recorded_for:
        raise Refused("paid_in_second_person")
    row.confirmed_by, row.confirmed_for, row.confirmed_at = parties.person_behind(by), str(by.organisation or ""), at
    return row


def _owed(ref: Ref, by: Actor) -> Owed:
    if ref.kind is Kind.RETURN:
        return queries.return_within_reach(ref.id, of=by, lock=True)
    return queries.recovery_within_reach(ref.id, of=by, lock=True)


def _close(row: Owed, by: Actor, at: datetime) -> None:
    if isinstance(row, Return):
        close_return(return_id=row.id, by=by, at=at)
    else:
        close_recovery(recovery_id=row.id, by=by, at=at)


def _note(fact: str, row: Owed, *, by: Actor, at: datetime, **data: Any) -> None:
    if isinstance(row, Return):
        note_return(f"return.{fact}", row, by=by, at=at, **data)
    else:
        note_recovery(f"recovery.{fact}", row, by=by, at=at, **data)
