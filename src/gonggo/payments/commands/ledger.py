"""What stands in the ledger besides tranches and spending: what was promised, paid in, given back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.agreements.queries import ref_of as agreement_ref
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.ref import Ref
from gonggo.kernel.refusal import Refused
from gonggo.payments import queries
from gonggo.payments.accounts import Booking
from gonggo.payments.commands.advancing import put_in
from gonggo.payments.commands.asking import void
from gonggo.payments.commands.booking import book
from gonggo.payments.models import Grant, Posting, Tranche
from gonggo.payments.states import CHANGEABLE, WITH_BANK, TrancheState
from gonggo.payments.terms import agreed as agreed_now

ENDED = "협약이 끝나 지급하지 않습니다."
SUCCEEDED = "협약을 이끄는 기업이 바뀌어, 이어받은 기업이 자기 전용계좌로 다시 신청해야 합니다."
SETTLED = "정산이 확정되어, 남은 지원금은 다시 신청해야 합니다."


@transaction.atomic
def commit_support(*, agreement_id: UUID, at: datetime) -> bool:
    """An agreement was concluded: its support is promised, its private share in cash stands in the account.

    No agreement is concluded before that share is paid in. False if it stood in the ledger already.
    """
    agreed, cause = agreed_now(agreement_id), agreement_ref(agreement_id)
    if Posting.objects.filter(booking=Booking.COMMITTED, cause_kind=cause.kind, cause_id=cause.id).exists():
        return False
    told: dict[str, Any] = {
        "agreement_id": agreement_id,
        "program": agreed.program,
        "cause": cause,
        "by": SYSTEM,
        "at": at,
    }
    book(Booking.COMMITTED, amount=agreed.government, **told)
    if agreed.private_cash:
        book(Booking.PRIVATE_PAID_IN, amount=agreed.private_cash, **told)
    return True


def _free_support(*, agreement_id: UUID, cause: Ref, by: Actor, at: datetime, kept: int = 0) -> int:
    """What is promised and will not be paid goes back to the budget, but for ``kept`` won; how many. Again it is none.

    What is with the bank stays promised until the bank has answered.
    """
    with_bank = sum(row.amount for row in Tranche.objects.filter(agreement_id=agreement_id, state__in=WITH_BANK))
    left = queries.committed_left(agreement_id) - with_bank - kept
    if left <= 0 or Posting.objects.filter(booking=Booking.FREED, cause_kind=cause.kind, cause_id=cause.id).exists():
        return 0
    program = agreed_now(agreement_id).program
    book(Booking.FREED, agreement_id=agreement_id, program=program, amount=left, cause=cause, by=by, at=at)
    return left


@transaction.atomic
def grant_rest(*, agreement_id: UUID, amount: int, cause: Ref, by: Actor, at: datetime) -> Grant:
    """A settlement is confirmed: ``amount`` won, at most what is promised, are still to be paid, the rest is free.

    What was asked for before and is not with the bank is void. Again it changes nothing. Refuses with:
    payment_with_bank.
    """
    known = Grant.objects.filter(agreement_id=agreement_id).first()
    if known is not None:
        return known
    if Tranche.objects.filter(agreement_id=agreement_id, state__in=WITH_BANK).exists():
        raise Refused("payment_with_bank")
    _void_unsent(agreement_id, SETTLED, at)
    program, kept = agreed_now(agreement_id).program, min(amount, queries.committed_left(agreement_id))
    _free_support(agreement_id=agreement_id, cause=cause, by=by, at=at, kept=kept)
    return Grant.objects.create(
        agreement_id=agreement_id, program=program, amount=kept, cause_kind=cause.kind, cause_id=cause.id, at=at
    )


@transaction.atomic
def stop_payments(*, agreement_id: UUID, at: datetime) -> int:
    """An agreement is over: nothing that is not with the bank is paid any more; how many tranches are void."""
    count = _void_unsent(agreement_id, ENDED, at)
    _free_support(agreement_id=agreement_id, cause=agreement_ref(agreement_id), by=SYSTEM, at=at)
    return count


@transaction.atomic
def follow_lead(*, agreement_id: UUID, at: datetime) -> int:
    """Another company leads the agreement: what the one before asked for and the bank has not is void. How many."""
    return _void_unsent(agreement_id, SUCCEEDED, at, but_of=agreed_now(agreement_id).payee)


def _void_unsent(agreement_id: UUID, reason: str, at: datetime, *, but_of: UUID | None = None) -> int:
    rows = Tranche.objects.filter(agreement_id=agreement_id, state__in=sorted({*CHANGEABLE, TrancheState.APPROVED}))
    rows = rows.exclude(payee_id=but_of) if but_of is not None else rows
    ids = list(rows.values_list("id", flat=True))
    for tranche_id in ids:
        void(tranche_id=tranche_id, reason=reason, by=SYSTEM, at=at)
    return len(ids)


@transaction.atomic
def book_return(*, agreement_id: UUID, amount: int, cause: Ref, by: Actor, at: datetime) -> Posting:
    """Won that the company gave back (반납). ``cause`` is what says that they came in; the room of it asks who may.

    Refuses with: payment_won_wrong, given_back_too_much.
    """
    return _give_back(Booking.RETURNED, agreement_id, amount, cause=cause, by=by, at=at)


@transaction.atomic
def book_recovery(*, agreement_id: UUID, amount: int, cause: Ref, by: Actor, at: datetime) -> Posting:
    """Won that were taken back (환수), kept apart from what was given back. As ``book_return``."""
    return _give_back(Booking.RECOVERED, agreement_id, amount, cause=cause, by=by, at=at)


def _give_back(booking: Booking, agreement_id: UUID, amount: int, *, cause: Ref, by: Actor, at: datetime) -> Posting:
    program = agreed_now(agreement_id, lock=True).program
    most = queries.held(agreement_id)
    if amount > most:
        raise Refused("given_back_too_much", field="amount", most=most)
    told: dict[str, Any] = {"agreement_id": agreement_id, "program": program, "cause": cause, "by": by, "at": at}
    put_in(Booking.OWN_PAID_IN, amount=amount, **told)
    return book(booking, amount=amount, **told)
