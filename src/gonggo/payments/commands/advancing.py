"""The dedicated account never falls below nothing: what it lacks the company puts in of its own money (0047).

The last tranche is paid only after the settlement, so that a company spends before it has all of its support; and what
it gives back it may have spent already.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from gonggo.kernel.actor import Actor
from gonggo.kernel.ref import Ref
from gonggo.payments import queries
from gonggo.payments.accounts import AccountKind, Booking
from gonggo.payments.commands.booking import book


def put_in(
    booking: Booking, *, agreement_id: UUID, program: str, amount: int, cause: Ref, by: Actor, at: datetime
) -> None:
    """What the account lacks of ``amount`` won comes in before they go out. The caller holds the agreement."""
    lacks = amount - queries.balance(AccountKind.DEDICATED, agreement_id)
    if lacks > 0:
        told: dict[str, Any] = {"agreement_id": agreement_id, "program": program, "cause": cause, "by": by, "at": at}
        book(booking, amount=lacks, **told)


def repay(*, agreement_id: UUID, program: str, amount: int, cause: Ref, by: Actor, at: datetime) -> None:
    """Of ``amount`` won that came in the company takes what it advanced. The caller holds the agreement."""
    back = min(amount, queries.advanced(agreement_id))
    if back > 0:
        told: dict[str, Any] = {"agreement_id": agreement_id, "program": program, "cause": cause, "by": by, "at": at}
        book(Booking.ADVANCE_REPAID, amount=back, **told)
