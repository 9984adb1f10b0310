"""Whatever is settled, returned, recovered, terminated or paid in whatever order: every won is accounted for."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

import paying
import settling
from gonggo.agreements import commands as agreements
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.refusal import Refused
from gonggo.payments import commands as payments
from gonggo.payments import queries as books
from gonggo.payments.models import Instruction, Tranche
from gonggo.settlement import commands, queries
from gonggo.settlement.models import PaidIn, Recovery, Return
from gonggo.wiring.audit import payments as audit_of_payments
from gonggo.wiring.audit import settlement as audit
from gonggo.wiring.fake_bank import FakeBank, Habit
from settling import CONFIRMED, EXAMINED, REPORTED, Settling

pytestmark = pytest.mark.django_db(databases=["default", "door"])
LATER = CONFIRMED + timedelta(days=20)
ON = date(2025, 2, 3)
M = 1_000_000


def disallow(won: int) -> Callable[[Settling], object]:
    def act(on: Settling) -> object:
        if not on.items:
            raise Refused("wrong_state")
        told = {"reason": "업무와 관계없음", "by": on.operator.actor, "at": EXAMINED}
        return commands.find_item(item_id=on.items[0].id, disallowed=won, **told)

    return act


def confirm(on: Settling) -> object:
    seen = queries.opened(on.row.id, of=on.confirmer.actor).digest
    return commands.confirm(settlement_id=on.row.id, digest=seen, by=on.confirmer.actor, at=CONFIRMED)


def come_in(kind: type[Return] | type[Recovery], share: int) -> Callable[[Settling], object]:
    """A part of what is owed, or a won more than all of it."""

    def act(on: Settling) -> object:
        row = kind.objects.first()
        if row is None:
            raise Refused("wrong_state")
        amount = max(row.amount // share, 1) if share else row.amount + 1
        return commands.record_paid_in(owed=row.ref, amount=amount, on=ON, by=on.operator.actor, at=LATER)

    return act


def see(on: Settling) -> None:
    row = PaidIn.objects.filter(confirmed_at=None).first()
    if row is not None:
        commands.confirm_paid_in(paid_in_id=row.id, by=on.confirmer.actor, at=LATER)


def recover(gain: int) -> Callable[[Settling], object]:
    told: dict[str, Any] = {"surcharge": 0, "paid_on": date(2024, 8, 5), "reason": "거짓 세금계산서"}
    return lambda on: commands.propose_recovery(
        agreement_id=on.row.agreement_id, gain=gain, **told, by=on.operator.actor, at=REPORTED
    )


def order(on: Settling) -> None:
    row = Recovery.objects.filter(state="proposed").first()
    if row is not None:
        commands.order_recovery(recovery_id=row.id, due_on=date(2025, 3, 1), by=on.confirmer.actor, at=REPORTED)


def drop(on: Settling) -> None:
    row = Recovery.objects.filter(state="proposed").first()
    if row is not None:
        commands.drop_recovery(recovery_id=row.id, reason="아님", by=on.confirmer.actor, at=REPORTED)


def lift(_: Settling) -> None:
    row = Recovery.objects.filter(state="ordered").first()
    if row is not None:
        commands.lift_recovery(recovery_id=row.id, reason="인용", by=SYSTEM, at=LATER)


def ask_rest(on: Settling) -> object:
    return paying.asked(on.on, number=2, amount=books.granted(on.row.agreement_id) or 15 * M, at=LATER)


def approve_rest(on: Settling) -> None:
    row = Tranche.objects.filter(number=2, state="asked").first()
    if row is not None:
        seen = paying.prepared(on.on, row, guarantee=None, checked_on=date(2025, 2, 11), at=LATER)
        paying.approved(on.on, seen, at=LATER)


def carry(habit: Habit) -> Callable[[Settling], object]:
    return lambda on: paying.carried(on.on, habit, now=datetime.now(tz=UTC) + timedelta(days=1))


def clear(was_paid: bool) -> Callable[[Settling], object]:
    """Two people settle what the bank answered otherwise."""

    def act(on: Settling) -> None:
        row = Tranche.objects.filter(state="unclear").first()
        if row is not None:
            told = {"was_paid": was_paid, "reference": f"R{Instruction.objects.count()}", "says": "거래내역"}
            payments.state_outcome(tranche_id=row.id, by=on.operator.actor, at=LATER, **told)
            proved = {"stepped_up_at": datetime.now(tz=UTC), "at": LATER}
            payments.confirm_outcome(tranche_id=row.id, by=on.on.accountant.actor, **proved)

    return act


def terminate(on: Settling) -> None:
    told = {"in_good_faith": False, "reason": "불성실", "by": on.confirmer.actor, "at": REPORTED}
    agreements.terminate(agreement_id=on.row.agreement_id, **told)
    payments.stop_payments(agreement_id=on.row.agreement_id, at=REPORTED)


ACTS: dict[str, Callable[[Settling], object]] = {
    "complete": lambda on: paying.completed(on.on),
    "report": settling.reported,
    "report less": lambda on: settling.reported(on, private_paid=30 * M, interest=7),
    "disallow some": disallow(10 * M),
    "disallow much": disallow(55 * M),
    "recognise": lambda on: commands.recognise_rest(settlement_id=on.row.id, by=on.operator.actor, at=EXAMINED),
    "examine": lambda on: commands.examine(settlement_id=on.row.id, by=on.operator.actor, at=EXAMINED),
    "confirm": confirm,
    "return half": come_in(Return, 2),
    "return all": come_in(Return, 1),
    "return too much": come_in(Return, 0),
    "recovered half": come_in(Recovery, 2),
    "recovered all": come_in(Recovery, 1),
    "see": see,
    "recover some": recover(5 * M),
    "recover all": recover(35 * M),
    "order": order,
    "drop": drop,
    "lift": lift,
    "ask the rest": ask_rest,
    "approve the rest": approve_rest,
    "bank pays": carry(Habit.PAY),
    "bank pays less": carry(Habit.PAY_LESS),
    "bank loses": carry(Habit.LOSE_REPLY),
    "clear as paid": clear(True),
    "clear as unpaid": clear(False),
    "terminate": terminate,
}
MOST_LIKELY = ["report", "recognise", "examine", "confirm", "complete", "see", "ask the rest", "approve the rest"]


@dataclass(repr=False)
class Quiet(Settling):
    """The same without its words, which are too many to be told."""


@pytest.fixture
def on(db: None) -> Settling:
    made = settling.due()
    return Quiet(made.on, made.row, made.confirmer)


@how(
    max_examples=40, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(acts=st.lists(st.sampled_from(sorted(ACTS) + MOST_LIKELY * 3), min_size=8, max_size=24))
def test_whatever_happens_kept_returned_and_recovered_are_what_was_paid(on, acts):
    with transaction.atomic():
        on.on.books = FakeBank()
        already = books.paid(on.row.agreement_id)
        for act in acts:
            with suppress(Refused), transaction.atomic():
                ACTS[act](on)
        agreement_id = on.row.agreement_id
        balances, paid = books.balances(books.ledger(agreement_id)), books.paid(agreement_id)
        row, tranches = on.again(), Tranche.objects.filter(state="paid")

        assert [one.says.en for one in (*audit.check(LATER), *audit_of_payments.check(LATER))] == []
        assert sum(balances.values()) == 0
        assert paid == sum(one.amount for one in tranches) <= 50 * M
        assert paid - already == sum(one.amount for one in tranches if one.number == 2)
        assert books.held(agreement_id) == paid - balances["returned"] - balances["recovered"] >= 0
        assert queries.left_to_take_back(agreement_id) >= 0
        assert balances["committed"] >= books.underway(agreement_id)
        assert balances["dedicated"] >= 0
        if row.sum is not None:
            found = on.sum
            assert paid <= found.paid + min(found.second, books.granted(agreement_id) or 0)
            assert balances["returned"] <= found.returned
        transaction.set_rollback(True)
