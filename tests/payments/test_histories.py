"""Whatever people and the bank do in whatever order: the ledger sums to zero, nobody is paid twice, nothing above."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
    """The same with a paper that was uploaded before: files do not come inside of a transaction."""

    paper: UUID = field(default_factory=uuid4)


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
    "spend more": lambda on: spent(on, document_id=on.paper, invoice="3" * 24, amount=100_000_000),
    "withdraw": withdraw,
    "give back": lambda on: give_back(on, 1_000_000),
    "give back all": lambda on: give_back(on, 90_000_000),
    "free": lambda on: commands.free_support(agreement_id=on.agreement_id, cause=on.on.terms.ref, by=SYSTEM, at=SENT),
}


@pytest.fixture
def on(db: None) -> WithPaper:
    made = a_paying()
    return WithPaper(made.on, made.operator, made.accountant, paper=a_paper(made.company))


@settings(
    max_examples=20, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
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
        assert paid == sum(books.values()) <= AGREED
        assert queries.held(on.agreement_id) == paid - balances["returned"] - balances["recovered"] >= 0
        assert queries.committed_left(on.agreement_id) >= queries.underway(on.agreement_id)
        assert len(books) == postings.count() == Tranche.objects.filter(state="paid").count()
        assert sum(balances.values()) == 0
        assert balances["committed"] >= 0
        assert -balances["private"] + paid == sum(
            balances[kind] for kind in ("dedicated", "spent", "returned", "recovered")
        )
        transaction.set_rollback(True)
