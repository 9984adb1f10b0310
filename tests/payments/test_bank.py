"""The line to the bank: what each of its habits is heard as, and that a key moves money once."""

import socket
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from banks import serving
from gonggo.payments.bank import Bank, Heard, Order, Reply, read
from gonggo.wiring.fake_bank import AtHand, FakeBank, Habit


def an_order(key: UUID | None = None, amount: int = 40_600_000) -> Order:
    return Order(key or uuid4(), amount, "하나은행", "1234567890", "하나정밀")


def test_a_transfer_is_paid_with_its_amount_and_a_reference_and_can_be_asked_for():
    order = an_order()
    with serving(Habit.PAY) as (books, address):
        bank = Bank(address)
        before, paid, asked = bank.inquire(order.key), bank.transfer(order), bank.inquire(order.key)

    assert (before, paid) == (Reply(Heard.UNKNOWN), asked)
    assert (paid.heard, paid.amount, bool(paid.reference), books.paid) == (
        Heard.PAID,
        order.amount,
        True,
        {str(order.key): order.amount},
    )


@pytest.mark.parametrize(
    ("habit", "heard", "then"),
    [
        (Habit.REFUSE, Heard.REFUSED, Heard.REFUSED),
        (Habit.TIME_OUT, Heard.UNCLEAR, Heard.UNKNOWN),
        (Habit.LOSE_REPLY, Heard.UNCLEAR, Heard.PAID),
        (Habit.TWICE, Heard.PAID, Heard.PAID),
        (Habit.BABBLE, Heard.UNCLEAR, Heard.PAID),
    ],
)
def test_each_habit_is_heard_as_what_it_is_and_the_key_tells_the_rest(habit, heard, then):
    order = an_order()
    with serving(habit, silence_s=0.3) as (_, address):
        bank = Bank(address, patience_s=0.1)
        assert (bank.transfer(order).heard, bank.inquire(order.key).heard) == (heard, then)


def test_the_same_key_sent_again_and_again_is_paid_once_and_another_order_under_it_never():
    order = an_order()
    with serving(Habit.PAY) as (books, address):
        bank = Bank(address)
        replies = {bank.transfer(order) for _ in range(3)}
        other = bank.transfer(an_order(order.key, amount=1))

    assert (len(replies), other.heard, books.paid) == (1, Heard.UNCLEAR, {str(order.key): order.amount})


def test_a_bank_that_is_not_there_is_unclear():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert Bank(f"http://127.0.0.1:{port}", patience_s=0.5).transfer(an_order()).heard is Heard.UNCLEAR


def test_what_was_decided_is_there_after_a_restart(tmp_path: Path):
    order, kept = an_order(), tmp_path / "bank.jsonl"
    first = AtHand(FakeBank(kept)).transfer(order)

    assert AtHand(FakeBank(kept)).inquire(order.key) == first


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (200, b""),
        (200, b"[]"),
        (200, b'{"status":"paid"}'),
        (200, b'{"status":"paid","reference":"R","amount":"1"}'),
        (500, b'{"status":"paid","reference":"R","amount":1}'),
        (404, b'{"status":"paid"}'),
    ],
)
def test_an_answer_that_cannot_be_understood_is_unclear_and_never_paid(status, told):
    assert read(status, told).heard is Heard.UNCLEAR
