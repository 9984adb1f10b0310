"""Whatever people and the bank do in whatever order: the ledger sums to zero, nobody is paid twice, nothing above."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import succeeding
from gonggo.agreements import commands as agreements
from gonggo.agreements.changes import EXTENSION, MEMBERS
from gonggo.agreements.models import Change
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import Refused
from gonggo.payments import commands, queries
from gonggo.payments.models import Posting, Spending, Tranche
from gonggo.wiring.audit import payments as audit
from gonggo.wiring.fake_bank import FakeBank, Habit
from paying import (
    ACCOUNT,
    APPROVED,
    IN_KIND,
    SENT,
    Paying,
    a_paper,
    a_paying,
    approved,
    asked,
    carried,
    completed,
    granted,
    prepared,
    spent,
)

pytestmark = pytest.mark.django_db(databases=["default", "door"])
AGREED = 50_000_000


@dataclass(repr=False)
class WithPaper(Paying):
    """The same with what is written as files: a paper, and an agreement that waits to be signed with another supplier.

    Files do not come inside of a transaction.
    """

    paper: UUID = field(default_factory=uuid4)
    change: Change = field(default_factory=Change)


def last(state: str = "") -> Tranche:
    rows = Tranche.objects.order_by("-asked_at", "-number")
    found = (rows.filter(state=state) if state else rows).first()
    if found is None:
        raise Refused("wrong_state")
    return found


def mend(on: Paying) -> None:
    told = {"bank": "하나은행", "holder": "하나정밀", "account": ACCOUNT, "by": on.company.actor, "at": APPROVED}
    commands.ask_again(tranche_id=last().id, amount=30_000_000, **told)


def give_back(on: Paying, won: int) -> None:
    cause = Ref(Kind.DOCUMENT, uuid4())
    commands.book_return(agreement_id=on.agreement_id, amount=won, cause=cause, by=SYSTEM, at=SENT)


def withdraw(on: Paying) -> None:
    row = Spending.objects.filter(withdrawn_at=None).first()
    if row is not None:
        commands.withdraw_spending(spending_id=row.id, reason="잘못 등록함", by=on.company.actor, at=SENT)


def carry(habit: Habit) -> Callable[[WithPaper], object]:
    return lambda on: carried(on, habit, now=datetime.now(tz=UTC) + timedelta(days=1))


def extend(months: int) -> Callable[[WithPaper], object]:
    """Asked for and approved at once."""

    def act(on: WithPaper) -> None:
        told = {"months": months, "reason": "부품이 늦음", "cause_on": SENT.date(), "by": on.company.actor, "at": SENT}
        change = agreements.ask_extension(agreement_id=on.agreement_id, **told)
        agreements.approve_change(change_id=change.id, answer="확인함", by=on.operator.actor, at=SENT)

    return act


def change_supplier(on: WithPaper) -> None:
    """The last has signed."""
    assert on.change.signing_id is not None
    agreements.conclude_change(signing_id=on.change.signing_id, at=SENT)


def keep_supplier(on: WithPaper) -> None:
    agreements.refuse_change(change_id=on.change.id, answer="그대로 둠", by=on.operator.actor, at=SENT)


def terminate(on: WithPaper) -> None:
    told = {"in_good_faith": True, "reason": "사업을 접음", "by": on.on.officer.actor, "at": SENT}
    agreements.terminate(agreement_id=on.agreement_id, **told)
    commands.stop_payments(agreement_id=on.agreement_id, at=SENT)


ACTS: dict[str, Callable[[WithPaper], object]] = {
    "ask": asked,
    "ask the rest": lambda on: asked(on, number=2, amount=AGREED - queries.standing_before(on.agreement_id, 2)),
    "ask too much": lambda on: asked(on, number=2, amount=AGREED),
    "mend": mend,
    "prepare": lambda on: prepared(on, last("asked")),
    "send back": lambda on: commands.send_back(tranche_id=last().id, reason="고침", by=on.operator.actor, at=APPROVED),
    "approve": lambda on: approved(on, last("prepared")),
    "take back": lambda on: commands.void(tranche_id=last().id, reason="취소", by=on.company.actor, at=APPROVED),
    "bank pays": carry(Habit.PAY),
    "bank pays again": carry(Habit.PAY),
    "bank refuses": carry(Habit.REFUSE),
    "complete": completed,
    "settle": granted,
    "settle for nothing": lambda on: granted(on, 0),
    "settle for all": lambda on: granted(on, AGREED),
    "spend": lambda on: spent(on, document_id=on.paper),
    "spend more": lambda on: spent(on, document_id=on.paper, invoice="3" * 24, amount=80_000_000),
    "use in kind": lambda on: spent(on, document_id=on.paper, amount=8_000_000, **IN_KIND),
    "withdraw": withdraw,
    "give back": lambda on: give_back(on, 1_000_000),
    "give back all": lambda on: give_back(on, 90_000_000),
    "extend by a month": extend(1),
    "extend by two": extend(2),
    "extend by three": extend(3),
    "change the supplier": change_supplier,
    "keep the supplier": keep_supplier,
    "terminate": terminate,
}


@pytest.fixture
def on(db: None) -> WithPaper:
    made = a_paying()
    change = succeeding.in_signing(made.on, at=SENT)
    return WithPaper(made.on, made.operator, made.accountant, paper=a_paper(made.company), change=change)


def check_agreement(on: WithPaper) -> None:
    """At most two months more, once; one supplier at any time; each extension and each change of supplier counted."""
    terms, given = on.on.terms, Change.objects.filter(state="approved")
    months = [one.months for one in given if one.item == EXTENSION]
    joined = [one.comes_id for one in given if one.item == MEMBERS]

    assert len(months) <= 1
    assert terms.last_on == date(2025, 2 + sum(months, start=0), 1)
    assert sum(months) <= 2
    assert [one.company_id for one in terms.parties] == [
        on.company.company.id,
        *(joined or [on.on.supplier.company.id]),
    ]


@settings(
    max_examples=30, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(acts=st.lists(st.sampled_from(sorted(ACTS)), min_size=4, max_size=14))
def test_whatever_happens_the_ledger_is_balanced_and_nobody_is_paid_twice(on, acts):
    with transaction.atomic():
        on.books = FakeBank()
        for act in acts:
            with suppress(Refused):
                ACTS[act](on)
        paid, books = queries.paid(on.agreement_id), on.books.paid
        balances = queries.balances(queries.ledger(on.agreement_id))
        postings = Posting.objects.filter(booking="paid")

        assert list(audit.check(SENT)) == []
        check_agreement(on)
        assert paid == sum(books.values()) <= AGREED
        assert queries.held(on.agreement_id) == paid - balances["returned"] - balances["recovered"] >= 0
        assert queries.committed_left(on.agreement_id) >= queries.underway(on.agreement_id)
        assert len(books) == postings.count() == Tranche.objects.filter(state="paid").count()
        assert sum(balances.values()) == 0
        assert min(balances["committed"], balances["dedicated"], balances["in_kind_used"]) >= 0
        assert balances["in_kind_used"] == -balances["in_kind"] <= 20_000_000
        assert queries.advanced(on.agreement_id) <= -balances["own"]
        assert -balances["private"] - balances["own"] + paid == sum(
            balances[kind] for kind in ("dedicated", "spent", "returned", "recovered")
        )
        transaction.set_rollback(True)
