"""The ledger only grows, is balanced as it stands, and takes nothing that its accounts do not know."""

import pytest
from django.db import DatabaseError, connection, transaction

from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import Refused
from gonggo.payments import commands, queries
from gonggo.payments.accounts import BOOKS, Booking
from gonggo.payments.models import Posting
from paying import IN_KIND, SENT, Paying, paid, spent

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.mark.parametrize(
    "statement",
    ["UPDATE payments_posting SET amount = amount + 1", "DELETE FROM payments_posting", "TRUNCATE payments_posting"],
)
def test_the_database_refuses_to_change_the_ledger(on, statement):
    if statement.startswith("TRUNCATE") and connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert sum(queries.balances(queries.ledger(on.agreement_id)).values()) == 0


def test_the_database_refuses_a_posting_between_other_accounts_or_of_no_won(on):
    row = Posting.objects.order_by("id").first()
    assert row is not None
    told = {one.attname: getattr(row, one.attname) for one in Posting._meta.concrete_fields if one.name != "id"}
    new = told | {"cause_id": SYSTEM_CAUSE.id}
    for wrong in (
        new | {"amount": 0},
        new | {"amount": -1},
        new | {"credit_kind": "private"},
        new | {"booking": "returned"},
        told,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Posting.objects.create(**wrong)


SYSTEM_CAUSE = Ref(Kind.DOCUMENT, Ref.parse("document:00000000-0000-4000-8000-000000000009").id)


def test_every_booking_goes_between_two_different_accounts():
    assert set(BOOKS) == set(Booking)
    assert [booking for booking, (debit, credit) in BOOKS.items() if debit is credit] == []


def test_what_comes_back_is_booked_apart_and_never_more_than_was_received(on):
    paid(on)
    told = {"agreement_id": on.agreement_id, "cause": SYSTEM_CAUSE, "by": SYSTEM, "at": SENT}
    commands.book_return(amount=5_000_000, **told)
    commands.book_recovery(amount=1_000_000, **told)
    with pytest.raises(Refused) as no:
        commands.book_return(**told | {"amount": 29_000_001, "cause": on.on.terms.ref})

    balances = queries.balances(queries.ledger(on.agreement_id))
    assert (balances["returned"], balances["recovered"], balances["dedicated"]) == (5_000_000, 1_000_000, 69_000_000)
    assert (no.value.code, no.value.facts) == ("given_back_too_much", {"most": 29_000_000})


def test_what_is_contributed_in_kind_stands_on_accounts_of_its_own(on):
    row = spent(on, amount=20_000_000, **IN_KIND)
    used = queries.balances(queries.ledger(on.agreement_id))
    commands.withdraw_spending(spending_id=row.id, reason="다시 산정함", by=on.company.actor, at=SENT)

    assert (used["in_kind_used"], used["in_kind"], used["dedicated"]) == (20_000_000, -20_000_000, 40_000_000)
    assert {"in_kind", "in_kind_used"}.isdisjoint(stands(on))


def stands(on: Paying) -> dict[str, int]:
    """What stands in the accounts that are an agreement's own."""
    found = queries.balances(queries.ledger(on.agreement_id))
    return {str(kind): won for kind, won in found.items() if won and kind not in {"budget", "committed", "private"}}


def test_what_the_account_lacks_the_company_advances_and_takes_back_of_what_is_paid_later(on):
    spent(on, amount=60_000_000)
    assert stands(on) == {"spent": 60_000_000, "own": -20_000_000}
    paid(on)
    assert stands(on) == {"spent": 60_000_000, "dedicated": 15_000_000}


def test_what_is_withdrawn_frees_what_was_advanced_for_it(on):
    row = spent(on, amount=60_000_000)
    commands.withdraw_spending(spending_id=row.id, reason="번호 오기", by=on.company.actor, at=SENT)

    assert stands(on) == {"dedicated": 40_000_000}


def test_what_is_given_back_and_was_spent_already_comes_of_the_companys_own(on):
    paid(on)
    spent(on, amount=70_000_000)
    told = {"agreement_id": on.agreement_id, "cause": SYSTEM_CAUSE, "by": SYSTEM, "at": SENT}
    commands.book_return(amount=8_000_000, **told)

    assert stands(on) == {"spent": 70_000_000, "own": -3_000_000, "returned": 8_000_000}
    assert queries.advanced(on.agreement_id) == 0


def test_what_a_withdrawn_entry_had_booked_stands_beside_its_undoing(on):
    row = spent(on)
    before = queries.balances(queries.ledger(on.agreement_id))["dedicated"]
    commands.withdraw_spending(spending_id=row.id, reason="번호 오기", by=on.company.actor, at=SENT)

    rows = queries.ledger(on.agreement_id)
    assert [one.booking for one in rows[-2:]] == [Booking.SPENT, Booking.SPENDING_WITHDRAWN]
    assert (before, queries.balances(rows)["dedicated"]) == (30_000_000, 40_000_000)
