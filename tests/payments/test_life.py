"""A tranche from the asking to the bank: what it is, who sees it, what waits for whom, what comes back."""

import pytest

from gonggo.journal.queries import timeline
from gonggo.kernel.actor import Role
from gonggo.kernel.refusal import OutOfReach
from gonggo.payments import commands, queries, waiting
from gonggo.payments.accounts import AccountKind
from gonggo.payments.models import Posting
from gonggo.payments.states import TrancheState
from gonggo.wiring.fake_bank import Habit
from paying import (
    ACCOUNT,
    APPROVED,
    ASKED,
    Paying,
    again,
    approved,
    asked,
    carried,
    order_of,
    paid,
    prepared,
    refused,
)
from personas import an_officer, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def facts(on: Paying) -> list[str]:
    return [one.name for one in timeline(on.on.terms.ref) if one.name.startswith("payment.")]


@pytest.mark.clause("1-roles-operator", "2-new")
def test_a_tranche_is_asked_for_prepared_approved_and_paid_once_and_stands_in_the_ledger(on):
    row = paid(on)

    assert (row.state, facts(on)) == (
        TrancheState.PAID,
        [f"payment.{step}" for step in ("asked", "prepared", "approved", "instructed", "paid")],
    )
    assert on.books.paid == {str(order_of(row).id): 35_000_000}
    assert queries.paid(on.agreement_id) == 35_000_000
    assert queries.balances(queries.ledger(on.agreement_id)) == dict.fromkeys(AccountKind, 0) | {
        AccountKind.BUDGET: -50_000_000,
        AccountKind.COMMITTED: 15_000_000,
        AccountKind.PRIVATE: -40_000_000,
        AccountKind.DEDICATED: 75_000_000,
    }


def test_an_agreement_stands_in_the_ledger_once_however_often_it_is_told(on):
    assert commands.commit_support(agreement_id=on.agreement_id, at=ASKED) is False
    assert Posting.objects.count() == 2


def test_correcting_what_was_prepared_sets_the_preparation_aside(on):
    row = prepared(on)
    told = {
        "bank": "다른은행",
        "holder": "하나정밀",
        "account": "999-888-77777",
        "by": on.company.actor,
        "at": APPROVED,
    }
    mended = commands.ask_again(tranche_id=row.id, amount=30_000_000, **told)

    assert (mended.state, mended.content_digest, mended.prepared_by) == (TrancheState.ASKED, "", None)
    assert refused(approved, on, row)[0] == "wrong_state"


def test_what_comes_back_is_mended_and_asked_for_again(on):
    row = asked(on)
    assert refused(commands.send_back, tranche_id=row.id, reason=" ", by=on.operator.actor, at=APPROVED)[0] == (
        "payment_reason_missing"
    )
    commands.send_back(tranche_id=row.id, reason="예금주가 다름", by=on.operator.actor, at=APPROVED)
    assert [one.id for one in waiting.to_mend(on.company.actor)] == [row.id]

    told = {"bank": "하나은행", "holder": "하나정밀", "account": ACCOUNT, "by": on.company.actor, "at": APPROVED}
    assert commands.ask_again(tranche_id=row.id, amount=35_000_000, **told).state == TrancheState.ASKED
    assert [one.id for one in waiting.to_prepare(on.operator.actor)] == [row.id]


def test_what_waits_is_shown_to_who_can_do_it(on):
    assert [one.id for one in waiting.to_ask(on.company.actor)] == [on.agreement_id]
    row = prepared(on)

    assert not waiting.to_ask(on.company.actor).exists()
    assert [one.id for one in waiting.to_approve(on.accountant.actor)] == [row.id]
    assert not waiting.to_approve(on.operator.actor).exists()


def test_a_company_takes_back_what_nobody_approved(on):
    row = prepared(on)
    commands.void(tranche_id=row.id, reason="계좌를 바꿈", by=on.company.actor, at=APPROVED)

    assert (again(row).state, refused(approved, on, row)[0]) == ("void", "wrong_state")


def test_what_the_bank_refuses_is_not_paid_and_can_be_asked_for_anew(on):
    row = approved(on)
    assert (carried(on, Habit.REFUSE), again(row).state, queries.paid(on.agreement_id)) == (1, "refused", 0)

    new = approved(on, prepared(on, asked(on)))
    assert (carried(on), again(new).state, queries.paid(on.agreement_id)) == (1, "paid", 35_000_000)


def test_nobody_without_a_part_in_it_knows_of_a_tranche(on):
    row = asked(on)
    for stranger in (
        an_owner("최낯선", company_name="먼나라"),
        on.on.supplier,
        an_officer(Role.EVALUATOR, kind="agency"),
    ):
        with pytest.raises(OutOfReach):
            queries.tranche(row.id, of=stranger.actor)
    assert queries.tranche(row.id, of=an_officer(Role.AUDITOR, kind="ministry").actor).id == row.id
