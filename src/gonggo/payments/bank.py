"""The way to the bank: the one edge of this room to the network. A question that brings no clear answer is UNCLEAR.

The bank keeps each key once: the same key again brings the first answer and moves no money.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import UUID

PATIENCE_S = 5.0
_LONGEST_ANSWER = 64 * 1024


class Heard(StrEnum):
    """What an answer of the bank comes to."""

    PAID = "paid"
    REFUSED = "refused"
    UNKNOWN = "unknown"  # the bank never heard of this key
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Order:
    """One transfer: won into an account. ``key`` is the same however often it is sent."""

    key: UUID
    amount: int
    bank: str
    account: str
    holder: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bank said; ``amount`` are the won that it paid."""

    heard: Heard
    reference: str = ""
    amount: int = 0
    says: str = ""


class Counter(Protocol):
    """Where orders are carried to: a bank over the network, or one in this process."""

    def transfer(self, order: Order) -> Reply: ...

    def inquire(self, key: UUID) -> Reply: ...


class Bank:
    """The bank at an address such as http://127.0.0.1:8090."""

    def __init__(self, address: str, *, patience_s: float = PATIENCE_S) -> None:
        self._parts = urlsplit(address)
        self._patience_s = patience_s

    def transfer(self, order: Order) -> Reply:
        """Have ``order`` paid, or hear again what became of it."""
        return self._asked("POST", "/transfers", json.dumps(written(order), ensure_ascii=False).encode("utf-8"))

    def inquire(self, key: UUID) -> Reply:
        """What became of the transfer of this key; asking moves no money."""
        return self._asked("GET", f"/transfers/{key}", None)

    def _asked(self, method: str, path: str, body: bytes | None) -> Reply:
        make = HTTPSConnection if self._parts.scheme == "https" else HTTPConnection
        line = make(self._parts.netloc, timeout=self._patience_s)
        try:
            line.request(method, path, body, {"Content-Type": "application/json"})
            answer = line.getresponse()
            told = answer.read(_LONGEST_ANSWER)
        except (OSError, HTTPException) as away:
            return Reply(Heard.UNCLEAR, says=type(away).__name__)
        finally:
            line.close()
        return read(answer.status, told)


def written(order: Order) -> dict[str, Any]:
    """An order as it goes over the line."""
    return {
        "key": str(order.key),
        "amount": order.amount,
        "bank": order.bank,
        "account": order.account,
        "holder": order.holder,
    }


def read(status: int, told: bytes) -> Reply:
    """An answer as it came over the line; whatever cannot be understood is unclear. Pure."""
    try:
        said: Any = json.loads(told)
        if status == 404 and said["status"] == Heard.UNKNOWN:
            return Reply(Heard.UNKNOWN)
        if status == 200 and said["status"] == Heard.PAID:
            return Reply(Heard.PAID, str(said["reference"])[:80], _won(said["amount"]))
        if status == 200 and said["status"] == Heard.REFUSED:
            return Reply(Heard.REFUSED, says=str(said["reason"])[:200])
    except (ValueError, KeyError, TypeError) as ill:
        return Reply(Heard.UNCLEAR, says=f"{status} {type(ill).__name__}")
    return Reply(Heard.UNCLEAR, says=str(status))


def _won(amount: object) -> int:
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise TypeError("won")
    return amount
