"""Keeps the processes of an installation running: starts them, starts anew what dies, ends them together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

WRONG_SETTINGS = 2  # a process that ends with this cannot be helped by starting it again
_PR_SET_PDEATHSIG = 1
_FIRST_WAIT_S = 0.2
_LONGEST_WAIT_S = 10.0
_SETTLED_AFTER_S = 30.0
_DRAIN_S = 20.0
_LOOK_EVERY_S = 0.1


@dataclass(slots=True)
class Child:
    """One process to keep: its name, its command, and how it has fared."""

    name: str
    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0
    wait_s: float = _FIRST_WAIT_S
    start_at: float = field(default=0.0)


class Supervisor:
    """Runs ``children`` until SIGTERM or SIGINT, or until one of them ends because of its settings.

    ``look`` is called between its turns; it must not wait for anything.
    """

    def __init__(
        self,
        children: Sequence[Child],
        *,
        environment: Mapping[str, str],
        say: Callable[[str], None],
        look: "Callable[[Supervisor], None] | None" = None,
    ) -> None:
        self._children = children
        self._environment = dict(environment)
        self._say = say
        self._look = look
        self._ending = False

    def run(self) -> int:
        """Blocks until the end; 0 when told to end, 2 when a process cannot run with these settings."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        code = 0
        while not self._ending:
            for child in self._children:
                if self._tend(child) == WRONG_SETTINGS:
                    code, self._ending = WRONG_SETTINGS, True
            if self._look is not None:
                self._look(self)
            time.sleep(_LOOK_EVERY_S)
        self._stop_all()
        return code

    def turn_to(self, children: Sequence[Child], *, environment: Mapping[str, str]) -> None:
        """Other processes take the place of these, which end first."""
        self._stop_all()
        self._children, self._environment = children, dict(environment)

    def _end(self, *_: object) -> None:
        self._ending = True

    def _tend(self, child: Child) -> int | None:
        now = time.monotonic()
        if child.process is None:
            if now >= child.start_at:
                child.process = subprocess.Popen(child.command, env=self._environment, start_new_session=True)
                child.started_at = now
            return None
        code = child.process.poll()
        if code is None:
            return None
        if now - child.started_at > _SETTLED_AFTER_S:
            child.wait_s = _FIRST_WAIT_S
        child.process, child.start_at = None, now + child.wait_s
        self._say(f"{child.name} ended ({code}); again in {child.wait_s:g} s / {child.name} 다시 시작합니다.")
        child.wait_s = min(child.wait_s * 2, _LONGEST_WAIT_S)
        return code

    def _stop_all(self) -> None:
        running = [child.process for child in self._children if child.process is not None]
        for process in running:
            process.terminate()
        last = time.monotonic() + _DRAIN_S
        for process in running:
            try:
                process.wait(timeout=max(0.1, last - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def child(name: str, *arguments: str) -> Child:
    """A process of ours by its module's name."""
    return Child(name, [sys.executable, "-m", f"gonggo.wiring.processes.{name}", *arguments])


def end_with_parent() -> None:
    """Ask the kernel to end this process when the supervisor is gone, however it went (Linux; nothing elsewhere)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def memory_kb(pid: int | None = None) -> int:
    """The sum of PSS over the process ``pid`` (this one if None) and everything it started, in KB."""
    top = os.getpid() if pid is None else pid
    return _pss_kb(top) + sum(memory_kb(each) for each in _children_of(top))


def _pss_kb(pid: int) -> int:
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:  # noqa: PTH123  # no pathlib in this small process
        return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _children_of(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as line:  # noqa: PTH123
        return [int(each) for each in line.read().split()]
