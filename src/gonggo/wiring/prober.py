"""The prober: from outside it asks for the house's door and pages, keeps a record, and hands it over when it can.

It knows nothing of the house but its address and needs neither Django nor a database. While the house is away it goes
on writing; what was not handed over is when the house is back.
"""

import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from gonggo.kernel.address import is_of_this_machine
from gonggo.outages.record import MOST_AT_ONCE, MOST_WORDS, Line, RecordBroken, check_chain, lines

TARGETS = {"door": "/intake/health", "pages": "/accounts/login/"}
"""What is asked for. The login is a page that no cache answers for the pages when they are away."""
HAND_OVER = "/probe/record"
PATIENCE_S = 10.0
_LONGEST_ANSWER = 1024 * 1024


class BadAddress(ValueError):
    """Not an address that can be asked: scheme, host and port; plain http on this machine alone."""


@dataclass(frozen=True, slots=True)
class Look:
    """One answer, or why there was none."""

    target: str
    ok: bool
    ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class Handed:
    """How far the house has the record; ``trouble`` says why not farther."""

    stands: int
    trouble: str = ""


class Site:
    """The house as it is seen from outside."""

    def __init__(self, address: str, *, patience_s: float = PATIENCE_S) -> None:
        """Raises BadAddress."""
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
            raise BadAddress(address)
        if parts.scheme == "http" and not is_of_this_machine(parts.hostname):
            raise BadAddress(address)
        self._parts = parts
        self._patience_s = patience_s

    def look(self, target: str) -> Look:
        """Whether a target answers with 200, and in how many milliseconds."""
        begun = time.monotonic()
        try:
            status, _ = self._asked("GET", TARGETS[target])
            reason = "" if status == 200 else f"status {status}"
        except (OSError, HTTPException) as away:
            reason = type(away).__name__[:MOST_WORDS]
        return Look(target, not reason, round((time.monotonic() - begun) * 1000), reason)

    def hand_over(self, record: UUID, told: list[dict[str, Any]], key: str) -> Handed:
        """Lines for the house; without any it only says how far it has the record."""
        body = json.dumps({"record": record.hex, "lines": told}).encode("utf-8")
        try:
            status, answer = self._asked("POST", HAND_OVER, body, key)
            said = json.loads(answer) if status in {200, 409} else {}
            return Handed(int(said.get("stands", 0)), "" if status == 200 else f"status {status}")
        except (OSError, HTTPException, ValueError, TypeError) as away:
            return Handed(0, type(away).__name__)

    def _asked(self, method: str, path: str, body: bytes | None = None, key: str = "") -> tuple[int, bytes]:
        make = HTTPSConnection if self._parts.scheme == "https" else HTTPConnection
        line = make(self._parts.netloc, timeout=self._patience_s)
        told = {"User-Agent": "gonggo-probe"} | ({"Authorization": f"Bearer {key}"} if key else {})
        try:
            line.request(method, path, body, told | ({"Content-Type": "application/json"} if body else {}))
            answer = line.getresponse()
            return answer.status, answer.read(_LONGEST_ANSWER)
        finally:
            line.close()


class Record:
    """The file: one JSON object a line, each on disk before the next look. A line torn by a crash is taken off."""

    def __init__(self, path: Path) -> None:
        """Goes on where the file ends, or begins it. Raises RecordBroken for a file that is no record, OSError."""
        self._path = path
        self._places: list[int] = []  # where every line begins, so that any can be found again
        self.id, self._last = uuid4(), ""
        end = 0
        with path.open("a+b") as file:
            file.seek(0)
            for text in file:
                if not text.endswith(b"\n"):
                    break
                self._follow(text, end)
                end += len(text)
            file.truncate(end)
        self._end = end

    def _follow(self, text: bytes, place: int) -> None:
        (line,) = lines([json.loads(text)])
        if not self._places:
            self.id = line.record
        if line.record != self.id:
            raise RecordBroken(f"line {line.n} is of another record")
        check_chain([line], number=len(self._places), digest_before=self._last)
        self._places.append(place)
        self._last = line.digest

    def __len__(self) -> int:
        return len(self._places)

    def write(self, looks: list[Look], at: datetime) -> None:
        """The looks of one round, taken at ``at``."""
        text = b""
        for look in looks:
            line = Line(self.id, len(self) + 1, at, look.target, look.ok, look.ms, look.reason, self._last)
            self._places.append(self._end + len(text))
            self._last = line.digest
            text += json.dumps(line.told(), ensure_ascii=False).encode("utf-8") + b"\n"
        with self._path.open("ab") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        self._end += len(text)

    def after(self, number: int, most: int = MOST_AT_ONCE) -> list[dict[str, Any]]:
        """The lines that follow line ``number``, at most ``most``."""
        if number >= len(self):
            return []
        with self._path.open("rb") as file:
            file.seek(self._places[number])
            return [json.loads(file.readline()) for _ in range(min(most, len(self) - number))]


class Prober:
    """Rounds of looks, each written down and then handed over as far as the house takes it."""

    def __init__(self, site: Site, record: Record, *, key: str, now: Callable[[], datetime]) -> None:
        self._site, self.record, self._key, self._now = site, record, key, now
        self.stands: int | None = None
        """How far the house has the record; None until it has said so."""

    def round(self) -> list[Look]:
        """One look at every target, on disk when it returns."""
        at = self._now()
        looks = [self._site.look(target) for target in TARGETS]
        self.record.write(looks, at)
        return looks

    def hand_over(self) -> str:
        """All that the house does not have yet; why it stopped, "" when nothing is left. Without a key nothing goes."""
        if not self._key:
            return "no key"
        for handed in self._parts():
            if handed.trouble:
                self.stands = None  # asked anew the next time
                return handed.trouble
            self.stands = handed.stands
        return ""

    def _parts(self) -> Iterator[Handed]:
        if self.stands is None:
            yield self._site.hand_over(self.record.id, [], self._key)
        while self.stands is not None and self.stands < len(self.record):
            before = self.stands
            yield self._site.hand_over(self.record.id, self.record.after(before), self._key)
            if self.stands == before:
                return  # it takes nothing more
