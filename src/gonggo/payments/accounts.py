"""The accounts of the ledger and what may be booked between them. Pure."""

from enum import StrEnum


class AccountKind(StrEnum):
    """What an account holds; each is one program's (budget, returned, recovered) or one agreement's."""

    BUDGET = "budget"
    COMMITTED = "committed"
    DEDICATED = "dedicated"
    PRIVATE = "private"
    OWN = "own"
    SPENT = "spent"
    IN_KIND = "in_kind"
    IN_KIND_USED = "in_kind_used"
    RETURNED = "returned"
    RECOVERED = "recovered"


class Booking(StrEnum):
    """Why money stands elsewhere now."""

    COMMITTED = "committed"
    FREED = "freed"
    PRIVATE_PAID_IN = "private_paid_in"
    PAID = "paid"
    SPENT = "spent"
    SPENDING_WITHDRAWN = "spending_withdrawn"
    IN_KIND_USED = "in_kind_used"
    IN_KIND_WITHDRAWN = "in_kind_withdrawn"
    ADVANCED = "advanced"
    ADVANCE_REPAID = "advance_repaid"
    OWN_PAID_IN = "own_paid_in"
    RETURNED = "returned"
    RECOVERED = "recovered"


A = AccountKind
BOOKS: dict[Booking, tuple[AccountKind, AccountKind]] = {
    Booking.COMMITTED: (A.COMMITTED, A.BUDGET),
    Booking.FREED: (A.BUDGET, A.COMMITTED),
    Booking.PRIVATE_PAID_IN: (A.DEDICATED, A.PRIVATE),
    Booking.PAID: (A.DEDICATED, A.COMMITTED),
    Booking.SPENT: (A.SPENT, A.DEDICATED),
    Booking.SPENDING_WITHDRAWN: (A.DEDICATED, A.SPENT),
    Booking.IN_KIND_USED: (A.IN_KIND_USED, A.IN_KIND),
    Booking.IN_KIND_WITHDRAWN: (A.IN_KIND, A.IN_KIND_USED),
    Booking.ADVANCED: (A.DEDICATED, A.OWN),
    Booking.ADVANCE_REPAID: (A.OWN, A.DEDICATED),
    Booking.OWN_PAID_IN: (A.DEDICATED, A.OWN),
    Booking.RETURNED: (A.RETURNED, A.DEDICATED),
    Booking.RECOVERED: (A.RECOVERED, A.DEDICATED),
}
"""Booking → (debited, credited): where the won go, where they come from.

In kind no won move: what is contributed so is used as it is contributed, and never touches the dedicated account.
What that account lacks the company puts in of its own money: for what it spends (advanced, repaid by what comes in
later), or for what it gives back.
"""
OF_PROGRAM = frozenset({A.BUDGET, A.RETURNED, A.RECOVERED})
"""Accounts of a whole program; the others are one agreement's."""
