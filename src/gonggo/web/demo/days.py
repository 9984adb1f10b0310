"""The days that a demo can stand on: what the program's ``demo/days.toml`` says, and where each is kept.

A demo keeps every day in a folder of its own below its data folder; the first lies in the data folder itself. The panel
only writes down which day somebody wants; whoever runs the demo makes it and turns to it (``wiring/demo/turning.py``).
"""

import fcntl
import json
import os
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from time import monotonic_ns
from typing import Any

from gonggo.kernel.clock import SEOUL
from gonggo.kernel.text import Text
from gonggo.programs.definition import Program
from gonggo.programs.loading import LIBRARY

MADE = "demo.made"
"""Stands beside the data of a day when they are whole."""
_SHELF = "days"
_MORNING = time(9)


@dataclass(frozen=True, slots=True)
class Day:
    """One day on offer. ``until`` is the stage in the middle of which the life there ends; empty for the script's.

    ``applications`` and ``prefers`` (track, type) are for a life that differs from those of the other days. ``quiet``
    says why nothing waits there for somebody: by a company's part in the program, or by role.
    """

    key: str
    label: Text
    says: Text
    until: str = ""
    stands: Mapping[str, Any] = field(default_factory=dict)
    applications: int = 0
    prefers: Mapping[str, str] = field(default_factory=dict)
    quiet: Mapping[str, Text] = field(default_factory=dict)

    def stands_at(self, program: Program) -> datetime | None:
        """Where the clock stands by the program's calendar; None if the life alone says it. Raises KeyError."""
        if not self.stands:
            return None
        if "window" in self.stands:
            window = program.window(self.stands["window"])
            edge: datetime = getattr(window, self.stands["edge"])
            return edge + timedelta(minutes=self.stands.get("minutes", 0))
        on = next(one.from_on for one in program.stages if one.key == self.stands["stage"])
        if on is None:
            raise KeyError(self.stands["stage"])
        return datetime.combine(on, self.stands.get("at", _MORNING), SEOUL)


@dataclass(frozen=True, slots=True)
class Days:
    """What a program offers a demo: its folder, the life's size and dice, the days by their keys."""

    folder: Path
    seed: int
    applications: int
    by_key: Mapping[str, Day]

    @property
    def first(self) -> Day:
        """The one that a demo begins with: it has a script."""
        return next(one for one in self.by_key.values() if not one.until)


def read() -> Days:
    """The days of the first program that has a demo. Raises OSError, KeyError, TypeError for what cannot be read."""
    path = next(iter(sorted(LIBRARY.glob("*/demo/days.toml"))))
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    days = [_day(one) for one in told["day"]]
    return Days(path.parent.parent, told["seed"], told["applications"], {one.key: one for one in days})


def _day(told: dict[str, Any]) -> Day:
    words = {name: Text(**told[name]) for name in ("label", "says")}
    quiet = {whom: Text(**says) for whom, says in told.get("quiet", {}).items()}
    return Day(**(told | words | {"quiet": quiet}))


class Shelf:
    """Where a demo keeps its days, and what is wanted of it."""

    def __init__(self, home: Path, first: str) -> None:
        self._home = home
        self._first = first
        self._folder = home / _SHELF

    def folder(self, key: str) -> Path:
        """The data folder of a day."""
        return self._home if key == self._first else self._folder / key

    def key_of(self, data: Path) -> str:
        """The day that lies in ``data``."""
        return self._first if data == self._home else data.name

    def is_made(self, key: str) -> bool:
        return (self.folder(key) / MADE).exists()

    def set_made(self, key: str) -> None:
        """The day is whole; from now on it is opened as it is."""
        (self.folder(key) / MADE).touch()

    def clear(self, key: str) -> None:
        """What is left of a day that was not made to its end is gone; the others stay."""
        for path in self.folder(key).glob("*"):
            if path == self._folder:
                continue
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    @contextmanager
    def making(self, key: str) -> Iterator[None]:
        """One at a time makes a day, whoever began; the other waits and finds it made."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self._folder / f"{key}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._note(key, "failed", None)
            try:
                yield
            finally:
                self._note(key, "progress", None)

    def want(self, key: str) -> None:
        """Somebody asks for this day."""
        self._note(key, "failed", None)
        self._note("wanted", "json", {"day": key})

    def wanted(self) -> str:
        """The day that was asked for last; the first if none was."""
        return str((self._noted("wanted", "json") or {}).get("day", self._first))

    def tell(self, key: str, percent: int) -> None:
        """How far the making has come, in hundredths."""
        self._note(key, "progress", {"percent": percent})

    def progress(self, key: str) -> int:
        """Hundredths; 0 where nobody makes the day yet."""
        return int((self._noted(key, "progress") or {}).get("percent", 0))

    def fail(self, key: str) -> None:
        """The day could not be made."""
        self._note(key, "failed", {})

    def has_failed(self, key: str) -> bool:
        return self._noted(key, "failed") is not None

    def _note(self, key: str, what: str, said: Mapping[str, Any] | None) -> None:
        """A small file, whole or not there."""
        path = self._folder / f"{key}.{what}"
        if said is None:
            with suppress(FileNotFoundError):
                path.unlink()
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}.{monotonic_ns()}")
        draft.write_text(json.dumps(said), encoding="utf-8")
        draft.replace(path)

    def _noted(self, key: str, what: str) -> dict[str, Any] | None:
        try:
            found: dict[str, Any] = json.loads((self._folder / f"{key}.{what}").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return found
