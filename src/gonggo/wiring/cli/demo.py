"""``gonggo demo``: the whole house with a world in it, on this machine only."""

import argparse
import contextlib
import shutil
import threading
import time
import unicodedata
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from gonggo.web.demo import days
from gonggo.web.demo.people import PASSWORD, PEOPLE
from gonggo.wiring.cli.words import say, word
from gonggo.wiring.demo.turning import House, Turning
from gonggo.wiring.supervisor import Supervisor

_PATIENCE_S = 90


def add(words: Any) -> None:
    parser = word(words, "demo", "시연을 시작합니다", "start the demo", _run)
    parser.add_argument("--port", type=int, default=8000, help="포트 / port (8000)")
    parser.add_argument("--data", type=Path, default=Path("data/demo"), help="자료 폴더 / data folder (data/demo)")
    parser.add_argument("--day", default="", metavar="DAY", help="시작할 날 / the day to stand on")
    parser.add_argument("--reset", action="store_true", help="처음부터 다시 / begin anew: the demo's data are deleted")
    parser.add_argument("--make-only", action="store_true", help="자료만 만들고 끝냄 / make the data and end")


def _run(given: argparse.Namespace) -> int:
    home, offered = given.data.absolute(), days.read()
    day = given.day or offered.first.key
    if day not in offered.by_key:
        say(_unknown(day, offered))
        return 2
    if given.reset and not _delete(home, Path(f"{home}.keys")):
        return 1
    shelf = days.Shelf(home, offered.first.key)
    house = House(home, given.port, shelf)
    code = house.making(day).wait()
    if code or given.make_only:
        return code
    shelf.want(day)
    turning = Turning(house, shelf, standing=day)
    threading.Thread(target=_tell_when_ready, args=(given.port, offered.by_key[day]), daemon=True).start()
    try:
        children, told = house.children(day), house.environment(day)
        return Supervisor(children, environment=told, say=say, look=turning.look).run()
    finally:
        turning.end()


def _unknown(day: str, offered: days.Days) -> str:
    lines = [f"  {one.key:12} {one.label.ko} / {one.label.en}" for one in offered.by_key.values()]
    return "\n".join([f"--day {day}: 그런 날이 없습니다. 고를 수 있는 날 / no such day; there are:", *lines])


def _delete(home: Path, keys: Path) -> bool:
    """Take the demo's own folders away; a folder that holds no demo is not touched."""
    ours = (home / "clock.json").exists() or (home / "days").exists()
    if home.exists() and any(home.iterdir()) and not ours:
        say(f"{home}: 시연 자료가 아니라 지우지 않았습니다. / this is no demo's data; nothing was deleted.")
        return False
    for folder in (home, keys):
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(folder)
    return True


def _tell_when_ready(port: int, day: days.Day) -> None:
    """Print the address and the people as soon as the first page is served."""
    last = time.monotonic() + _PATIENCE_S
    while time.monotonic() < last:
        if _is_up(port):
            print(welcome(port, day), flush=True)
            return
        time.sleep(0.2)


def _is_up(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def welcome(port: int, day: days.Day) -> str:
    """The address and, on the day that has its own people, their table, as the terminal shows them."""
    return "\n".join(
        [
            "",
            f"시연이 준비되었습니다 / The demo is ready: http://localhost:{port}",
            f"{day.label.ko} / {day.label.en}",
            "",
            *([_people()] if not day.until else []),
            f"사람, 시계, 다른 날 / people, the clock, other days: http://localhost:{port}/demo/",
            "인증번호와 시계는 화면 아래 시연 막대에 있습니다. 끝내려면 Ctrl+C",
            "Second-factor codes and the clock are in the bar at the foot of each page. Ctrl+C ends.",
        ]
    )


def _people() -> str:
    """The table, each column as wide as its widest cell."""
    rows = [("사람", "역할 / role", "이메일 / e-mail", "비밀번호 / password")]
    rows += [(one.name, f"{one.does.ko} / {one.does.en}", one.email, PASSWORD) for one in PEOPLE]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)) for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([*lines, ""])


def _width(text: str) -> int:
    """How many columns of a terminal the text takes: Hangul takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
