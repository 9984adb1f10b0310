"""Which bank an installation has, and the fake one as a program of its own."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from gonggo.payments.bank import Bank, Heard, Order
from gonggo.wiring import environment
from gonggo.wiring.environment import BadEnvironment

SOURCE = Path(__file__).parents[2] / "src"
PRODUCTION = {"GONGGO_MODE": "production", "GONGGO_SCANNER": "none", "GONGGO_MAIL": "mailbox"}


def bank(**env: str) -> str:
    return environment.read(env).bank


def test_without_a_word_there_is_no_bank_and_payments_wait():
    assert (bank(), bank(**PRODUCTION)) == ("none", "none")


@pytest.mark.parametrize("named", ["https://bank.example.kr", "http://127.0.0.1:8090", "http://localhost:1/"])
def test_a_bank_is_named_by_its_address_https_unless_it_is_on_this_machine(named):
    assert bank(**PRODUCTION, GONGGO_BANK=named) == named


@pytest.mark.parametrize("named", ["embedded", "http://bank.example.kr", "bank", "https://bank.example.kr/pay", ""])
def test_what_is_no_bank_for_production_is_refused_with_the_remedy(named):
    with pytest.raises(BadEnvironment, match="GONGGO_BANK"):
        bank(**PRODUCTION, GONGGO_BANK=named)


def test_a_demo_may_have_a_bank_of_its_own():
    assert bank(GONGGO_MODE="demo", GONGGO_BANK="embedded") == "embedded"


def test_the_fake_bank_is_a_program_that_keeps_its_books_and_ends_when_told(tmp_path):
    order = Order(uuid4(), 1_000, "하나은행", "1234567890", "하나정밀")
    with _served(tmp_path, "--habit", "refuse", "--habit", "pay") as address:
        refused, paid = Bank(address).transfer(Order(uuid4(), 1, "", "", "")), Bank(address).transfer(order)
    with _served(tmp_path) as address:
        again = Bank(address).inquire(order.key)

    assert (refused.heard, paid.heard, again) == (Heard.REFUSED, Heard.PAID, paid)


@contextmanager
def _served(folder: Path, *more: str) -> Iterator[str]:
    """The program at a free port; it ends with 0 when it is told to."""
    command = [sys.executable, "-m", "gonggo", "fake-bank", "--port", "0", "--books", str(folder / "bank.jsonl"), *more]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={"PYTHONPATH": str(SOURCE)}) as process:
        assert process.stderr is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stderr.readline())
        assert found is not None
        yield found.group()
        process.terminate()
        assert process.wait(timeout=20) == 0


def test_books_in_a_folder_that_is_not_there_are_wrong_usage(tmp_path):
    told = subprocess.run(
        [sys.executable, "-m", "gonggo", "fake-bank", "--books", str(tmp_path / "no" / "bank.jsonl")],
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (told.returncode, "no such folder" in told.stderr) == (2, True)
