"""The supervisor with real processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

_PROGRAM = """
import sys
from gonggo.wiring.supervisor import Child, Supervisor
children = [Child("one", [sys.executable, "-c", {one!r}])]
sys.exit(Supervisor(children, environment={{}}, say=lambda text: print(text, flush=True)).run())
"""
_STAYS = "import os,time,signal,sys; open({path!r},'a').write(f'{{os.getpid()}}\\n'); time.sleep(600)"


def until(true: Callable[[], bool], *, seconds: float = 20) -> None:
    """Wait for what must come; how long it takes is not judged."""
    last = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < last, "it never came"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


@pytest.fixture
def started() -> Iterator[Callable[[str], "subprocess.Popen[str]"]]:
    running: list[subprocess.Popen[str]] = []

    def start(one: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM.format(one=one)], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def test_a_process_that_is_killed_is_started_again_and_sigterm_ends_all(started, tmp_path: Path) -> None:
    seen = tmp_path / "pids"
    supervisor = started(_STAYS.format(path=str(seen)))
    until(lambda: seen.exists() and len(seen.read_text().split()) == 1)
    first = int(seen.read_text().split()[0])
    os.kill(first, signal.SIGKILL)
    until(lambda: len(seen.read_text().split()) == 2)
    second = int(seen.read_text().split()[1])
    supervisor.send_signal(signal.SIGTERM)

    assert supervisor.wait(timeout=30) == 0
    assert not alive(second)


def test_a_process_that_cannot_run_with_these_settings_ends_the_supervisor_with_2(started) -> None:
    assert started("import sys; sys.exit(2)").wait(timeout=30) == 2


def test_a_process_that_dies_again_and_again_is_started_ever_more_slowly(started) -> None:
    supervisor = started("pass")
    assert supervisor.stdout is not None

    waits = [float(supervisor.stdout.readline().split("again in ")[1].split()[0]) for _ in range(3)]

    assert waits == [0.2, 0.4, 0.8]


def test_a_process_ends_when_its_supervisor_is_killed(started, tmp_path: Path) -> None:
    seen = tmp_path / "pids"
    body = f"from gonggo.wiring.supervisor import end_with_parent; end_with_parent(); {_STAYS.format(path=str(seen))}"
    supervisor = started(body)
    until(lambda: seen.exists() and bool(seen.read_text()))
    pid = int(seen.read_text())
    supervisor.kill()
    supervisor.wait()

    until(lambda: not alive(pid))
