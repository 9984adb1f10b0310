"""Two clocks: the machine's (sessions, codes, step-up) and the program's (windows, stamps, due days).

They differ only in a demo or rehearsal, where the program's clock has been moved forward; its offset lies in a small
file beside the data, so that it goes on at the next start and every process sees a move at once.
"""

import json
import os
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

UTC = ZoneInfo("UTC")
SEOUL = ZoneInfo("Asia/Seoul")


def machine_now() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(tz=UTC)


def legal_day(instant: datetime, zone: ZoneInfo = SEOUL) -> date:
    """The calendar day of ``instant`` where the notice applies."""
    return instant.astimezone(zone).date()


class Clock(Protocol):
    """The program's clock."""

    def now(self) -> datetime: ...

    def offset(self) -> timedelta:
        """How far the program's clock is ahead of (or behind) the machine's."""
        ...


class PlainClock:
    """Production: the program's clock is the machine's."""

    def now(self) -> datetime:
        return machine_now()

    def offset(self) -> timedelta:
        return timedelta()


class MovedBackwards(ValueError):
    """A program's clock only moves forward."""


class OffsetClock:
    """Demo and rehearsal: the machine's clock plus the offset kept in ``path``.

    The file is looked at on every reading (one stat), so that a move shows in every process at once.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._offset = timedelta()

    def offset(self) -> timedelta:
        stat = os.stat(self._path)  # noqa: PTH116  # on the path of every stamp: a Path object costs twice as much
        seen = (stat.st_mtime_ns, stat.st_ino)
        if seen != self._seen:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            self._offset = timedelta(microseconds=kept["offset_microseconds"])
            self._seen = seen
        return self._offset

    def now(self) -> datetime:
        return machine_now() + self.offset()

    def move_to(self, instant: datetime) -> None:
        """Set the clock to ``instant``. Raises MovedBackwards if that is before its now."""
        if self._path.exists() and instant < self.now():
            raise MovedBackwards(instant.isoformat())
        self._write(instant - machine_now())

    def _write(self, offset: timedelta) -> None:
        draft = self._path.with_suffix(f".{os.getpid()}.{time.monotonic_ns()}")
        draft.write_text(json.dumps({"offset_microseconds": offset // timedelta(microseconds=1)}), encoding="utf-8")
        draft.replace(self._path)
