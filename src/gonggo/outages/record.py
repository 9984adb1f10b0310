"""The prober's record: lines of JSON, each with the digest of the line before: none is changed or taken out unseen."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from gonggo.kernel.canonical import NotCanonical, digest

MOST_AT_ONCE = 1000
MOST_WORDS = 80
_TARGET = re.compile(r"[a-z]{1,20}")
_KEYS = {"record", "n", "at", "target", "ok", "ms", "reason", "previous"}


class RecordBroken(ValueError):
    """The lines are not what a prober writes, or do not follow upon what stands; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One look: the ``n``-th line of a record, when, at what, whether it answered, in how many ms, else why not."""

    record: UUID
    n: int
    at: datetime
    target: str
    ok: bool
    ms: int
    reason: str
    previous: str

    @property
    def digest(self) -> str:
        """SHA-256 over the line's canonical JSON: what the next line names."""
        return digest(self.told())

    def told(self) -> dict[str, Any]:
        """The line as JSON values."""
        return {
            "record": self.record.hex,
            "n": self.n,
            "at": self.at.astimezone(UTC).isoformat(),
            "target": self.target,
            "ok": self.ok,
            "ms": self.ms,
            "reason": self.reason,
            "previous": self.previous,
        }


def lines(told: Iterable[Any]) -> list[Line]:
    """Lines as they were sent or read. Raises RecordBroken."""
    try:
        return [_line(one) for one in told]
    except (KeyError, TypeError, ValueError, NotCanonical) as ill:
        raise RecordBroken(f"{type(ill).__name__}: {ill}"[:200]) from ill


def _line(told: Any) -> Line:
    if not isinstance(told, dict) or set(told) != _KEYS:
        raise ValueError("keys")
    texts = [told[key] for key in ("record", "at", "target", "reason", "previous")]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("texts")
    if not all(type(told[key]) is int and 0 <= told[key] < 2**31 for key in ("n", "ms")) or told["n"] < 1:
        raise ValueError("numbers")
    if not isinstance(told["ok"], bool):
        raise TypeError("ok")
    made = Line(
        UUID(hex=told["record"]),
        told["n"],
        datetime.fromisoformat(told["at"]),
        told["target"],
        told["ok"],
        told["ms"],
        told["reason"],
        told["previous"],
    )
    if made.at.tzinfo is None or not _TARGET.fullmatch(made.target) or len(made.reason) > MOST_WORDS:
        raise ValueError("at, target or reason")
    made.reason.encode("utf-8")  # a lone surrogate cannot be kept
    if len(made.previous) not in {0, 64} or "\0" in made.reason or made.told() != told:
        raise ValueError("form")
    return made


def check_chain(found: Sequence[Line], *, number: int, digest_before: str) -> None:
    """Whether the lines go on where a record stands: after ``number`` lines, the last with this digest ("" for none).

    Raises RecordBroken.
    """
    for line in found:
        if line.n != number + 1 or line.previous != digest_before:
            raise RecordBroken(f"line {line.n} does not follow line {number}")
        number, digest_before = line.n, line.digest
