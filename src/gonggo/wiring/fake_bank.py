"""A bank for demos and tests: it keeps each key once, on disk before it answers, and has the habits of a bad day.

``POST /transfers`` pays an order, ``GET /transfers/KEY`` says what became of it; ``payments.bank`` is the other side.
It listens on this machine alone, and the money is not real.
"""

import json
import os
import threading
import time
from collections.abc import Sequence
from enum import StrEnum
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from gonggo.payments.bank import Heard, Order, Reply, read, written
from gonggo.wiring.fake_office import Window, at_a_port

_NAMES = UUID("6f9a2d0c-3e0b-4b53-9a4e-0f6f1c1f7a11")
_LARGEST = 64 * 1024


class Habit(StrEnum):
    """What it does with the next request; the last habit stays."""

    PAY = "pay"
    REFUSE = "refuse"
    TIME_OUT = "time-out"  # it neither pays nor answers
    LOSE_REPLY = "lose-reply"  # it pays, and the line breaks before its answer
    TWICE = "twice"  # it pays once and answers twice
    BABBLE = "babble"  # it pays, and nobody understands its answer
    PAY_LESS = "pay-less"  # it says that it paid another amount


class FakeBank:
    """The books of the bank and its habits. ``kept`` is a file of one line for each order that it decided on."""

    def __init__(self, kept: Path | None = None, *, habits: Sequence[Habit] = (), silence_s: float = 30.0) -> None:
        self.orders: dict[str, dict[str, Any]] = {}
        self.transfers_heard = 0
        self._kept, self._habits, self.silence_s = kept, list(habits), silence_s
        self._lock = threading.Lock()
        if kept is not None and kept.exists():
            for line in kept.read_text(encoding="utf-8").splitlines():
                told = json.loads(line)
                self.orders[told["key"]] = told

    def habit(self) -> Habit:
        with self._lock:
            if not self._habits:
                return Habit.PAY
            return self._habits.pop(0) if len(self._habits) > 1 else self._habits[0]

    def decide(self, order: dict[str, Any], habit: Habit) -> tuple[int, dict[str, Any]]:
        """The first word on a key is the last; another order under a known key is a conflict."""
        key = str(UUID(order["key"]))
        with self._lock:
            self.transfers_heard += 1
            known = self.orders.get(key)
            if known is None:
                known = self.orders[key] = self._new(key, order, habit)
            elif known["order"] != order:
                return 409, {"status": "conflict"}
            return 200, known["answer"]

    def _new(self, key: str, order: dict[str, Any], habit: Habit) -> dict[str, Any]:
        won = order["amount"] - 1 if habit is Habit.PAY_LESS else order["amount"]
        paid = {"status": "paid", "reference": f"FB{uuid5(_NAMES, key).hex[:16].upper()}", "amount": won}
        refused = {"status": "refused", "reason": "계좌를 확인할 수 없음 / no such account"}
        answer = refused if habit is Habit.REFUSE else paid
        made = {"key": key, "order": order, "answer": answer}
        if self._kept is not None:
            with self._kept.open("a", encoding="utf-8") as book:
                book.write(json.dumps(made, ensure_ascii=False) + "\n")
                book.flush()
                os.fsync(book.fileno())
        return made

    def asked(self, key: str) -> tuple[int, dict[str, Any]]:
        with self._lock:
            known = self.orders.get(key)
        return (200, known["answer"]) if known else (404, {"status": "unknown"})

    @property
    def paid(self) -> dict[str, int]:
        """key → won, of what was paid."""
        return {key: one["answer"]["amount"] for key, one in self.orders.items() if one["answer"]["status"] == "paid"}


class AtHand:
    """The fake bank without a network between; what it loses is lost at once."""

    def __init__(self, bank: FakeBank) -> None:
        self._bank = bank

    def transfer(self, order: Order) -> Reply:
        habit = self._bank.habit()
        if habit is Habit.TIME_OUT:
            return Reply(Heard.UNCLEAR, says=habit)
        heard = _heard(*self._bank.decide(written(order), habit))
        return Reply(Heard.UNCLEAR, says=habit) if habit in {Habit.LOSE_REPLY, Habit.BABBLE} else heard

    def inquire(self, key: UUID) -> Reply:
        return _heard(*self._bank.asked(str(key)))


def _heard(status: int, said: dict[str, Any]) -> Reply:
    return read(status, json.dumps(said).encode("utf-8"))


class _Window(Window):
    """One request at the counter."""

    bank: FakeBank
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802  # the base class calls it so
        self.answer(*self.bank.asked(self.path.rpartition("/")[2]))

    def do_POST(self) -> None:  # noqa: N802  # the base class calls it so
        habit = self.bank.habit()
        told = self.rfile.read(min(int(self.headers.get("Content-Length", "0")), _LARGEST))
        if habit is Habit.TIME_OUT:
            time.sleep(self.bank.silence_s)
            self.close_connection = True
            return
        try:
            status, said = self.bank.decide(json.loads(told), habit)
        except (ValueError, KeyError, TypeError):
            status, said = 400, {"status": "malformed"}
        if habit is Habit.LOSE_REPLY:
            self.close_connection = True
            return
        self.answer(status, {"?": "?"} if habit is Habit.BABBLE else said)
        if habit is Habit.TWICE:
            self.answer(status, said)


def opened(bank: FakeBank, *, port: int = 0) -> ThreadingHTTPServer:
    """The bank at a port of this machine (0: any free one), not serving yet."""
    return at_a_port(_Window, port, bank=bank)
