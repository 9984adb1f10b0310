"""The audit finds money that two people did not approve, that the bank did not pay, or that stands nowhere."""

import pytest
from django.db import connection

from gonggo.kernel.actor import SYSTEM
from gonggo.payments.accounts import Booking
from gonggo.payments.commands.booking import book
from gonggo.payments.models import Instruction, Spending
from gonggo.wiring.audit import payments as audit
from paying import SENT, approved, paid, spent

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def found() -> list[tuple[str, str]]:
    return [(one.invariant, one.about.split(":")[0]) for one in audit.check(SENT)]


def behind_the_triggers(statement: str, *told: object) -> None:
    """As somebody who owns the database could do it."""
    names = ("payments_tranche_frozen", "payments_posting_no_update", "payments_posting_append_only")
    with connection.cursor() as cursor:
        for name in names:
            table = "payments_tranche" if "tranche" in name else "payments_posting"
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")
        cursor.execute(statement, told)


def test_nothing_is_found_where_everything_is_in_order(on):
    paid(on)
    spent(on)

    assert found() == []


def test_an_amount_edited_after_the_approval_is_found(on):
    approved(on)
    behind_the_triggers("UPDATE payments_tranche SET amount = amount - 1")

    assert set(found()) == {("I8", "tranche")}


def test_an_approver_of_the_same_organisation_put_in_later_is_found(on):
    row = paid(on)
    behind_the_triggers("UPDATE payments_tranche SET approved_for = %s", "agency:other")
    assert found() == []  # the facts say who it was

    behind_the_triggers("UPDATE payments_tranche SET approved_by = %s", on.on.supplier.person.id.hex)
    assert ("I8", "tranche") in found()
    assert row.approved_by != on.on.supplier.person.id


def test_a_payment_of_which_the_ledger_knows_nothing_and_one_without_a_tranche_are_found(on):
    paid(on)
    behind_the_triggers("UPDATE payments_posting SET amount = amount + 1 WHERE booking = 'paid'")
    assert set(found()) == {("I8", "tranche"), ("I8", "posting")}


def test_a_bank_that_paid_another_amount_is_found(on):
    approved(on)
    Instruction.objects.update(amount=1)

    assert found() == [("I8", "tranche")]


def test_spending_that_the_ledger_does_not_know_is_found(on):
    spent(on)
    Spending.objects.update(amount=1)

    assert found() == [("I8", "spending")]


def test_a_dedicated_account_below_nothing_is_found_even_if_it_was_filled_up_later(on):
    row = spent(on, amount=10_000_000)
    told = {"agreement_id": on.agreement_id, "program": row.program, "by": SYSTEM, "at": SENT}
    book(Booking.RETURNED, amount=30_000_001, cause=row.ref, **told)
    book(Booking.OWN_PAID_IN, amount=5_000_000, cause=row.ref, **told)

    assert found() == [("I8", "agreement")]


def test_more_paid_than_promised_is_found(on):
    cause = on.on.terms.ref
    told = {"agreement_id": on.agreement_id, "program": on.on.terms.program, "cause": cause, "by": SYSTEM, "at": SENT}
    book(Booking.PAID, amount=50_000_001, **told)

    assert ("I8", "agreement") in found()
