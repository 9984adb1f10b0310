"""What the settlement, or the end of the agreement, leaves to be paid: the rest, and nothing more."""

import pytest

from agreeing import a_concluded
from gonggo.agreements.models import Agreement
from gonggo.payments import commands, queries
from gonggo.payments.models import Tranche
from gonggo.wiring.fake_bank import Habit
from paying import (
    ACCOUNT,
    SENT,
    Paying,
    a_paying,
    again,
    approved,
    asked,
    carried,
    completed,
    granted,
    order_of,
    paid,
    prepared,
    refused,
)

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.mark.clause("1-roles-operator")
def test_the_second_tranche_waits_for_completion_and_settlement_and_takes_the_rest(on):
    paid(on)
    assert refused(asked, on, number=2, amount=15_000_000)[0] == "settlement_first"
    granted(on)
    second = asked(on, number=2, amount=15_000_000)
    assert refused(prepared, on, second)[0] == "gate_shut"

    completed(on)
    assert carried_second(on, second) == ("paid", 50_000_000)
    assert refused(asked, on, number=2, amount=1)[0] == "tranche_standing"


def carried_second(on: Paying, row: Tranche) -> tuple[str, int]:
    approved(on, prepared(on, row))
    carried(on)
    return again(row).state, queries.paid(on.agreement_id)


def test_more_than_the_settlement_left_is_not_asked_for_and_the_rest_is_free(on):
    paid(on)
    granted(on, 9_000_000)

    assert refused(asked, on, number=2, amount=9_000_001) == ("payment_above", "amount")
    assert queries.committed_left(on.agreement_id) == 9_000_000
    second = asked(on, number=2, amount=8_000_000)
    assert (
        commands.ask_again(
            tranche_id=second.id,
            amount=9_000_000,
            bank="하나은행",
            holder="하나정밀",
            account=ACCOUNT,
            by=on.company.actor,
            at=SENT,
        ).amount
        == 9_000_000
    )


def test_a_settlement_that_leaves_nothing_leaves_nothing_to_ask_for(on):
    paid(on)
    granted(on, 0)

    assert refused(asked, on, number=2, amount=1) == ("payment_above", "amount")
    assert queries.committed_left(on.agreement_id) == 0


def test_what_was_asked_for_before_the_settlement_is_void_with_it(on):
    row = approved(on)
    granted(on)

    assert (again(row).state, order_of(row).state) == ("void", "dropped")
    assert refused(asked, on)[0] == "settled_already"


def test_no_settlement_is_confirmed_while_the_bank_has_a_payment(on):
    row = approved(on)
    carried(on, Habit.LOSE_REPLY)

    assert refused(granted, on)[0] == "payment_with_bank"
    assert (again(row).state, queries.granted(on.agreement_id)) == ("unclear", None)


def test_without_a_guarantee_nothing_is_paid_in_advance_and_everything_after_completion(db):
    on = a_paying(a_concluded())
    Agreement.objects.filter(id=on.agreement_id).update(has_advance=False)
    assert refused(asked, on)[0] == "no_advance"

    completed(on)
    granted(on, 50_000_000)
    assert carried_second(on, asked(on, number=2, amount=50_000_000)) == ("paid", 50_000_000)
    assert refused(asked, on)[0] in {"no_advance", "tranche_out_of_order"}


def test_a_terminated_agreement_is_paid_no_more_and_what_was_promised_is_free(on):
    paid(on)
    granted(on)
    second = asked(on, number=2, amount=15_000_000)
    Agreement.objects.filter(id=on.agreement_id).update(
        state="terminated", in_good_faith=True, end_reason="해약", ended_at=SENT
    )

    assert commands.stop_payments(agreement_id=on.agreement_id, at=SENT) == 1
    assert (again(second).state, queries.committed_left(on.agreement_id)) == ("void", 0)
    assert refused(asked, on, number=2, amount=15_000_000)[0] == "agreement_not_in_force"
