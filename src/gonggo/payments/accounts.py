"""The accounts of the ledger and what may be booked between them. Pure."""

from enum import StrEnum


class AccountKind(StrEnum):
    """What an account holds; each is one program's (budget, returned, recovered) or one agreement's."""

    BUDGET = "budget"
    COMMITTED = "committed"
    DEDICATED = "dedicated"
    PRIVATE = "private"
    SPENT = "spent"
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
    Booking.RETURNED: (A.RETURNED, A.DEDICATED),
    Booking.RECOVERED: (A.RECOVERED, A.DEDICATED),
}
"""Booking → (debited, credited): where the won go, where they come from."""
OF_PROGRAM = frozenset({A.BUDGET, A.RETURNED, A.RECOVERED})
"""Accounts of a whole program; the others are one agreement's."""
