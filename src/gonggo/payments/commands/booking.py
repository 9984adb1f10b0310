"""The ledger grows: one posting, into one account and out of another. Nothing else writes it."""

from datetime import datetime
from uuid import UUID

from gonggo.kernel.actor import Actor
from gonggo.kernel.ref import Ref
from gonggo.payments.accounts import BOOKS, OF_PROGRAM, AccountKind, Booking
from gonggo.payments.models import Posting
from gonggo.payments.rules import won_of
from gonggo.programs.queries import program_ref


def book(
    booking: Booking, *, agreement_id: UUID, program: str, amount: int, cause: Ref, by: Actor, at: datetime
) -> Posting:
    """Book ``amount`` won of an agreement in the caller's transaction. A cause is booked once for each kind.

    ``at`` is the program's time of what is booked. Refuses with: payment_won_wrong. A second posting of the same cause
    raises IntegrityError: the caller asks first.
    """
    debit, credit = BOOKS[booking]
    return Posting.objects.create(
        program=program,
        agreement_id=agreement_id,
        booking=booking,
        debit_kind=debit,
        debit_id=_whose(debit, agreement_id, program),
        credit_kind=credit,
        credit_id=_whose(credit, agreement_id, program),
        amount=won_of(amount),
        cause_kind=cause.kind,
        cause_id=cause.id,
        at=at,
        person_id=by.person_id,
    )


def _whose(kind: AccountKind, agreement_id: UUID, program: str) -> UUID:
    return program_ref(program).id if kind in OF_PROGRAM else agreement_id
