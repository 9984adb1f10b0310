"""The house of one closing minute: its processes apart as behind a proxy, on databases that were seeded before."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from closing_load.seed import Eve
from door_load import world
from gonggo.wiring.supervisor import memory_kb

PAGE = "/programs/smart-service-2024"
STOPPED_S = 10.0


@dataclass
class House:
    """The processes of one house, apart as behind a proxy, and where they listen."""

    ports: dict[str, int]
    processes: dict[str, "subprocess.Popen[bytes]"]
    offset_us: int
    peak_kb: int = 0

    def watch(self, until: threading.Event) -> None:
        """Keeps the most memory that all of them had together."""
        while not until.wait(2.0):
            try:
                self.peak_kb = max(self.peak_kb, sum(memory_kb(one.pid) for one in self.processes.values()))
            except OSError:  # one of them ended between two looks
                continue

    def signal_others(self, number: signal.Signals) -> None:
        """Every process but the door and its supervisor."""
        for name in ("pages", "worker"):
            top = self.processes[name].pid
            children = Path(f"/proc/{top}/task/{top}/children").read_text(encoding="ascii").split()
            for pid in (top, *map(int, children)):
                os.kill(pid, number)


@contextmanager
def house(urls: tuple[str, str], home: Path, eve: Eve, name: str, lead_s: float) -> Iterator[House]:
    """A house whose window ends ``lead_s`` seconds from now, and that answers."""
    data = home / name
    shutil.copytree(home / "data", data)
    offset_us = eve.closes_at - int((time.time() + lead_s) * 1_000_000)
    (data / "clock.json").write_text(json.dumps({"offset_microseconds": offset_us}), encoding="ascii")
    env = {key: value for key, value in os.environ.items() if not key.startswith(("GONGGO_", "DJANGO_"))} | {
        "GONGGO_MODE": "rehearsal",
        "GONGGO_DATA": str(data),
        "GONGGO_KEYS": str(home / "keys"),
        "GONGGO_DATABASE": urls[0],
        "GONGGO_DOOR_DATABASE": urls[1],
        "GONGGO_ORIGIN": world.ORIGIN,
        "GONGGO_SCANNER": "none",
        "GONGGO_MAIL": "mailbox",
    }
    ports = {"door": world.free_port(), "pages": world.free_port()}
    with (home / f"{name}.log").open("wb") as log:
        processes = {
            part: subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "gonggo",
                    "serve",
                    "--only",
                    part,
                    *(["--port", str(ports[part])] if part in ports else []),
                ],
                env=env,
                stdout=log,
                stderr=log,
            )
            for part in ("door", "pages", "worker")
        }
        try:
            yield House(ports, processes, offset_us)
        finally:
            for process in processes.values():
                process.send_signal(signal.SIGTERM)
            for process in processes.values():
                process.wait(timeout=90)


def up(running: House) -> str:
    """The watched page's mark of its version. Raises SystemExit if the house does not come up."""
    for part, path in (("door", "/intake/health"), ("pages", PAGE)):
        last = time.monotonic() + 25
        while True:
            asked = urllib.request.Request(
                f"http://127.0.0.1:{running.ports[part]}{path}",
                headers={"Host": "localhost:8000", "Accept-Language": "ko"},
            )
            try:
                with urllib.request.urlopen(asked, timeout=20) as answer:
                    etag = str(answer.headers.get("ETag", ""))
                    break
            except OSError as away:
                if time.monotonic() > last:
                    raise SystemExit(f"{part} does not come up: {away}") from away
                time.sleep(0.2)
    return etag


def stand_still(running: House, at: float) -> None:
    time.sleep(max(0.0, at - time.time()))
    running.signal_others(signal.SIGSTOP)
    try:
        time.sleep(STOPPED_S)
    finally:
        running.signal_others(signal.SIGCONT)
