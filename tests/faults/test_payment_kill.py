"""The worker dies by kill -9 at every point between approval, outbox and bank: one instruction, nobody paid twice."""

import os
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from banks import serving
from gonggo.intake.door import faults
from gonggo.payments import commands, queries
from gonggo.payments.bank import Bank
from gonggo.payments.models import Instruction
from gonggo.payments.states import TrancheState
from gonggo.wiring.audit import payments as audit
from gonggo.wiring.fake_bank import Habit
from paying import SENT, a_paying, again, approved, prepared

KILLED = 9


def dies(point: str, act: Callable[[], object]) -> int:
    """The signal by which a process of its own, which does ``act``, died at ``point``; 0 if it came to its end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child goes on in one thread and ends here
        child = os.fork()
    if child == 0:
        for alias in connections:
            connections[alias].connection = None  # the parent's own; closing it would end its session
        faults._FAULT = point
        act()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) * -1


def carried(address: str, patience_s: float = 2.0) -> Callable[[], int]:
    """The worker once, later than any lease or delay."""
    later = datetime.now(tz=UTC) + timedelta(hours=3)
    bank = Bank(address, patience_s=patience_s)
    return lambda: commands.send_due(now=later, at=SENT, bank=bank)


def test_a_process_killed_while_it_approves_leaves_no_instruction_and_nothing_is_paid(committing):
    on = a_paying()
    row = prepared(on)

    assert dies("payment_approved_before_commit", lambda: approved(on, row)) == KILLED
    with serving() as (bank, address):
        assert (carried(address)(), bank.paid, Instruction.objects.count()) == (0, {}, 0)
        approved(on, row)
        carried(address)()
    assert (again(row).state, list(bank.paid.values())) == (TrancheState.PAID, [35_000_000])


@pytest.mark.parametrize(
    ("point", "habit", "was_paid"),
    [
        ("payment_before_send", Habit.PAY, False),
        ("payment_after_send", Habit.PAY, True),
        ("payment_recorded_before_commit", Habit.PAY, True),
        ("payment_recorded", Habit.PAY, True),
        ("payment_before_send", Habit.LOSE_REPLY, False),
        ("payment_after_send", Habit.LOSE_REPLY, True),
    ],
)
def test_a_worker_killed_on_the_way_to_the_bank_leaves_one_instruction_that_is_paid_once(
    committing, point, habit, was_paid
):
    row = approved(on := a_paying())
    with serving(habit, Habit.PAY) as (bank, address):
        worker = carried(address)
        assert dies(point, worker) == KILLED
        assert bool(bank.paid) == was_paid
        for hours in (6, 12, 18):
            commands.send_due(now=datetime.now(tz=UTC) + timedelta(hours=hours), at=SENT, bank=Bank(address))

    order = Instruction.objects.get()
    assert (again(row).state, order.state, bank.paid) == (TrancheState.PAID, "paid", {str(order.id): 35_000_000})
    assert (queries.paid(on.agreement_id), list(audit.check(SENT))) == (35_000_000, [])


@pytest.mark.parametrize("habit", [Habit.TIME_OUT, Habit.LOSE_REPLY, Habit.TWICE, Habit.BABBLE])
def test_a_bank_on_a_bad_day_is_asked_by_the_key_and_pays_once(committing, habit):
    row = approved(on := a_paying())
    with serving(habit, Habit.PAY, silence_s=0.5) as (bank, address):
        carried(address, patience_s=0.2)()
        first = again(row).state
        commands.send_due(now=datetime.now(tz=UTC) + timedelta(hours=6), at=SENT, bank=Bank(address))

    assert first == (TrancheState.PAID if habit is Habit.TWICE else TrancheState.UNCLEAR)
    assert (again(row).state, list(bank.paid.values())) == (TrancheState.PAID, [35_000_000])
    assert (queries.paid(on.agreement_id), list(audit.check(SENT))) == (35_000_000, [])
