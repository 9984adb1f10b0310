"""``gonggo demo``: the whole house with a world in it, on this machine only."""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import threading
import time
import unicodedata
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from gonggo.web.demo.people import PASSWORD, PEOPLE
from gonggo.wiring import environment
from gonggo.wiring.cli import serve
from gonggo.wiring.cli.words import say, word
from gonggo.wiring.supervisor import Supervisor

_PATIENCE_S = 90


def add(words: Any) -> None:
    parser = word(words, "demo", "시연을 시작합니다", "start the demo", _run)
    parser.add_argument("--port", type=int, default=8000, help="포트 / port (8000)")
    parser.add_argument("--data", type=Path, default=Path("data/demo"), help="자료 폴더 / data folder (data/demo)")
    parser.add_argument("--reset", action="store_true", help="처음부터 다시 / begin anew: the demo's data are deleted")
    parser.add_argument("--make-only", action="store_true", help="자료만 만들고 끝냄 / make the data and end")


def _run(given: argparse.Namespace) -> int:
    data, keys = given.data.absolute(), Path(f"{given.data.absolute()}.keys")
    half_made = (data / "clock.json").exists() and not (data / "demo.made").exists()
    if (given.reset or half_made) and not _delete(data, keys):
        return 1
    os.environ.update(
        GONGGO_MODE="demo",
        GONGGO_DATA=str(data),
        GONGGO_KEYS=str(keys),
        GONGGO_ORIGIN=f"http://localhost:{given.port}",
        GONGGO_SCANNER="none",
        GONGGO_MAIL="mailbox",
        GONGGO_BANK="embedded",
    )
    for name in ("GONGGO_DATABASE", "GONGGO_DOOR_DATABASE", "GONGGO_DEBUG"):
        os.environ.pop(name, None)
    made = subprocess.run([sys.executable, "-m", "gonggo.wiring.processes.demo_world"], check=False)
    if made.returncode or given.make_only:
        return made.returncode
    threading.Thread(target=_tell_when_ready, args=(given.port,), daemon=True).start()
    children = serve.together(environment.read(), "127.0.0.1", given.port)
    return Supervisor(children, environment=os.environ, say=say).run()


def _delete(data: Path, keys: Path) -> bool:
    """Take the demo's own folders away; a folder that holds no demo is not touched."""
    if data.exists() and any(data.iterdir()) and not (data / "clock.json").exists():
        say(f"{data}: 시연 자료가 아니라 지우지 않았습니다. / this is no demo's data; nothing was deleted.")
        return False
    for folder in (data, keys):
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(folder)
    return True


def _tell_when_ready(port: int) -> None:
    """Print the address and the people as soon as the first page is served."""
    last = time.monotonic() + _PATIENCE_S
    while time.monotonic() < last:
        if _is_up(port):
            print(welcome(port), flush=True)
            return
        time.sleep(0.2)


def _is_up(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def welcome(port: int) -> str:
    """The address and the table of people, as the terminal shows them."""
    rows = [("사람", "역할 / role", "전자우편 / e-mail", "비밀번호 / password")]
    rows += [(one.name, f"{one.does.ko} / {one.does.en}", one.email, PASSWORD) for one in PEOPLE]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)) for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(
        [
            "",
            f"시연이 준비되었습니다 / The demo is ready: http://localhost:{port}",
            "",
            *lines,
            "",
            "인증번호와 시계는 화면 아래 시연 막대에 있습니다. 끝내려면 Ctrl+C",
            "Second-factor codes and the clock are in the bar at the foot of each page. Ctrl+C ends.",
        ]
    )


def _width(text: str) -> int:
    """How many columns of a terminal the text takes: Hangul takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
