"""A running demo turns to the day that its panel asks for: makes it first if need be, and leaves the others alone."""

import os
import subprocess
import sys
import time
from pathlib import Path

from gonggo.web.demo.days import Shelf
from gonggo.wiring.processes.together import together
from gonggo.wiring.supervisor import Child, Supervisor

_GRACE_S = 2.0
"""So long a house goes on after another day was asked for: the page that waits for it must have come whole."""
_MAKER = [sys.executable, "-m", "gonggo.wiring.processes.demo_world"]


class House:
    """The demo's house on any of its days: what its processes are told, and which they are."""

    def __init__(self, home: Path, port: int, shelf: Shelf) -> None:
        self._home = home
        self._port = port
        self._shelf = shelf

    def environment(self, day: str) -> dict[str, str]:
        """What a process of this day finds in its environment."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("GONGGO_")}
        return ours | {
            "GONGGO_MODE": "demo",
            "GONGGO_DATA": str(self._shelf.folder(day)),
            "GONGGO_DAYS": str(self._home),
            "GONGGO_KEYS": f"{self._home}.keys",
            "GONGGO_ORIGIN": f"http://localhost:{self._port}",
            "GONGGO_SCANNER": "none",
            "GONGGO_MAIL": "mailbox",
            "GONGGO_BANK": "embedded",
            "GONGGO_NTS": "embedded",
        }

    def children(self, day: str) -> list[Child]:
        return together(self._shelf.folder(day), "127.0.0.1", self._port)

    def making(self, day: str) -> "subprocess.Popen[bytes]":
        """The process that makes the day, or brings one that was made to this version."""
        return subprocess.Popen([*_MAKER, day], env=self.environment(day))


class Turning:
    """Looks, between the supervisor's own turns, which day is wanted. One day is made at a time."""

    def __init__(self, house: House, shelf: Shelf, *, standing: str) -> None:
        self._house = house
        self._shelf = shelf
        self._standing = standing
        self._seen_to = {standing}
        self._maker: subprocess.Popen[bytes] | None = None
        self._in_making = ""
        self._asked: tuple[str, float] = (standing, 0.0)

    def look(self, supervisor: Supervisor) -> None:
        """One step, without waiting for anything."""
        wanted, now = self._shelf.wanted(), time.monotonic()
        if wanted != self._asked[0]:
            self._asked = wanted, now
        if self._maker is not None:
            self._see_after(self._maker)
        elif wanted == self._standing or self._shelf.has_failed(wanted):
            return
        elif wanted not in self._seen_to:
            self._maker, self._in_making = self._house.making(wanted), wanted
        elif now - self._asked[1] > _GRACE_S:
            self._standing = wanted
            supervisor.turn_to(self._house.children(wanted), environment=self._house.environment(wanted))

    def end(self) -> None:
        """A day that is being made is left; it is made anew when it is chosen again."""
        if self._maker is not None:
            self._maker.terminate()
            self._maker.wait()

    def _see_after(self, maker: "subprocess.Popen[bytes]") -> None:
        code = maker.poll()
        if code is None:
            return
        self._maker = None
        if code:
            self._shelf.fail(self._in_making)
        else:
            self._seen_to.add(self._in_making)
