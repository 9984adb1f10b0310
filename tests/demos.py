"""Starting the demo as people do, as a process of its own, and asking it for pages."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo's data as they are at its beginning, which nobody changes."""
    return made_once(tmp_path_factory, "demo", ["-m", "gonggo", "demo", "--make-only", "--data"])


def made_once(factory: pytest.TempPathFactory, name: str, command: list[str]) -> Path:
    """What the command makes in the folder that is its last word; once for all that test beside each other."""
    ours = factory.getbasetemp()
    folder = ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours
    data = folder / "made" / name
    with (folder / f"made-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (data / "demo.made").exists():
            subprocess.run([sys.executable, *command, str(data)], check=True, env=as_a_user())
    return data


def copied(made: Path, data: Path) -> Path:
    """A copy of a demo's data and keys, to be changed."""
    for end in ("", ".keys"):
        shutil.copytree(f"{made}{end}", f"{data}{end}")
    return data


def as_a_user() -> dict[str, str]:
    """The environment without what the tests have put into it."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("GONGGO_", "DJANGO_"))}


def a_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def until(true: Callable[[], bool], *, seconds: float = 240) -> None:
    """Wait for what must come; how long it takes is not judged."""
    last = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < last, "it never came"
        time.sleep(0.1)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def get(url: str, *, language: str = "ko") -> tuple[int, dict[str, str], str]:
    """(status, headers, body); redirects are not followed."""
    asked = urllib.request.Request(url, headers={"Accept-Language": language})
    try:
        with urllib.request.build_opener(_Stay).open(asked, timeout=30) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as other:
        return other.code, dict(other.headers), other.read().decode()


def is_up(url: str) -> bool:
    try:
        return get(f"{url}/health")[0] == 200
    except OSError:
        return False


def children(pid: int) -> dict[str, int]:
    """The names and ids of the processes under the supervisor."""
    found = {}
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        words = Path(f"/proc/{child}/cmdline").read_text().split("\0")
        found.update(
            {word.rpartition(".")[2]: int(child) for word in words if word.startswith("gonggo.wiring.processes.")}
        )
    return found


@dataclass
class Demo:
    """A demo that was started: its address, its data folder, what it printed, its supervisor."""

    url: str
    data: Path
    output: Path
    process: "subprocess.Popen[bytes]"

    def children(self) -> dict[str, int]:
        return children(self.process.pid)


def start(data: Path, port: int, *more: str, python: Path | None = None, cwd: Path | None = None) -> Demo:
    """``gonggo demo`` begun; its output goes into a file beside the data."""
    output = data.parent / f"output-{time.monotonic_ns()}"
    command = [str(python or sys.executable), "-m", "gonggo", "demo", "--data", str(data), "--port", str(port), *more]
    with output.open("wb") as out:
        process = subprocess.Popen(
            command, env=as_a_user(), cwd=cwd, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
    return Demo(f"http://localhost:{port}", data, output, process)


def end(demo: Demo) -> int:
    """Tell it to end; its exit code."""
    demo.process.send_signal(signal.SIGTERM)
    return demo.process.wait(timeout=120)
