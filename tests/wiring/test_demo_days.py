"""A day of the demo is made as people start it: once, whole or not at all, and nothing is wrong in it."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from demos import a_port, as_a_user, until
from gonggo.web.demo import days
from gonggo.web.demo.days import Shelf
from gonggo.wiring.demo.turning import House, Turning
from gonggo.wiring.supervisor import Supervisor

FIRST = days.read().first.key
ALL = [*days.read().by_key]
MAKING = "시연 자료를 만듭니다"
_AT_WORK = """
import json
import django
django.setup()
from django.conf import settings
from gonggo.web.demo.parts import parts
from gonggo.programs.queries import all_programs
now = settings.GONGGO_CLOCK.now()
found = parts(now, all_programs())
told = {one.guest.does.en: [str(line.what) for line in one.lines] for one in found}
quiet = [one.guest.does.en for one in found if one.quiet]
print(json.dumps([told, quiet]))
"""
_AUDIT = """
from datetime import timedelta
import django
django.setup()
from gonggo.kernel.clock import machine_now
from gonggo.wiring import audit
for finding in audit.run(machine_now() + timedelta(hours=1)):
    print(finding)
"""
"""As an hour later: nothing is still on its way to where it belongs."""


def begin(home: Path, *words: str) -> "subprocess.Popen[str]":
    """``gonggo demo --make-only`` begun."""
    command = [sys.executable, "-m", "gonggo", "demo", "--make-only", "--data", str(home), *words]
    return subprocess.Popen(command, env=as_a_user(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def in_the_day(home: Path, day: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """A command of Python in the house of this day."""
    env = as_a_user() | {
        "GONGGO_MODE": "demo",
        "GONGGO_DATA": str(Shelf(home, FIRST).folder(day)),
        "GONGGO_DAYS": str(home),
        "GONGGO_KEYS": f"{home}.keys",
        "DJANGO_SETTINGS_MODULE": "gonggo.wiring.settings",
    }
    return subprocess.run([sys.executable, *words], env=env, capture_output=True, text=True, check=False)


def at_work(home: Path, day: str) -> tuple[dict[str, list[str]], set[str]]:
    """By role in English what waits for the first of its people; the roles to whom the day says why nothing does."""
    told, quiet = json.loads(in_the_day(home, day, "-c", _AT_WORK).stdout)
    return told, {*quiet}


@dataclass(frozen=True)
class Made:
    """What came of one making that was killed and of two others at the same time after it."""

    home: Path
    is_made_after_the_kill: bool
    codes: list[int]
    said: str


@pytest.fixture(scope="module")
def opening(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The opening day, begun and killed, then asked for twice at once."""
    home = tmp_path_factory.mktemp("days") / "demo"
    shelf = Shelf(home, FIRST)
    killed = begin(home, "--day", "opening")
    until(lambda: (shelf.folder("opening") / "house.sqlite3").exists() and shelf.progress("opening") > 0)
    (maker,) = Path(f"/proc/{killed.pid}/task/{killed.pid}/children").read_text().split()
    os.kill(int(maker), signal.SIGKILL)
    killed.communicate()
    after = shelf.is_made("opening")
    both = [begin(home, "--day", "opening") for _ in range(2)]
    said = "".join(one.communicate()[1] for one in both)
    return Made(home, after, [one.returncode for one in both], said)


def test_a_day_whose_making_was_interrupted_is_made_anew_and_by_one_of_two_who_ask_at_once(opening: Made) -> None:
    assert not opening.is_made_after_the_kill
    assert opening.codes == [0, 0]
    assert opening.said.count(MAKING) == 1
    assert Shelf(opening.home, FIRST).is_made("opening")


def test_the_first_day_is_not_made_by_making_another(opening: Made) -> None:
    assert not Shelf(opening.home, FIRST).is_made(FIRST)
    assert not (opening.home / "house.sqlite3").exists()


def test_the_audit_finds_nothing_on_the_opening_day(opening: Made) -> None:
    said = in_the_day(opening.home, "opening", "-c", _AUDIT)

    assert (said.returncode, said.stdout) == (0, "")


def test_on_the_opening_day_every_role_but_the_ministry_finds_work(opening: Made) -> None:
    told, quiet = at_work(opening.home, "opening")

    assert [role for role, lines in told.items() if not lines] == ["Ministry"]
    assert quiet == {"Ministry"}


def test_an_unknown_day_is_answered_with_those_that_there_are(tmp_path: Path) -> None:
    asked = begin(tmp_path / "demo", "--day", "doomsday")
    _, said = asked.communicate()

    assert asked.returncode == 2
    assert "그런 날이 없습니다" in said
    assert "no such day" in said
    assert all(f"{one.label.ko} / {one.label.en}" in said for one in days.read().by_key.values())
    assert not (tmp_path / "demo").exists()


def test_a_day_that_cannot_be_made_has_failed_and_the_demo_stays_where_it_is(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    shelf = Shelf(home, FIRST)
    turning = Turning(House(home, a_port(), shelf), shelf, standing=FIRST)
    supervisor = Supervisor([], environment={}, say=print)
    shelf.want("doomsday")

    def has_failed() -> bool:
        turning.look(supervisor)
        return shelf.has_failed("doomsday")

    until(has_failed)
    turning.look(supervisor)
    turning.end()

    assert not shelf.is_made("doomsday")
    assert shelf.progress("doomsday") == 0


@pytest.mark.proof
@pytest.mark.skipif(os.environ.get("GONGGO_PROOF") != "1", reason="lives for minutes; make proof")
@pytest.mark.parametrize("day", ALL)
def test_the_audit_finds_nothing_on_any_day_and_everybody_finds_work_or_why_there_is_none(
    tmp_path: Path, day: str
) -> None:
    made = begin(tmp_path / "demo", "--day", day)
    _, said = made.communicate()
    assert made.returncode == 0, said
    audit = in_the_day(tmp_path / "demo", day, "-c", _AUDIT)

    assert (audit.returncode, audit.stdout) == (0, "")
    told, quiet = at_work(tmp_path / "demo", day)
    idle = {role for role, lines in told.items() if not lines}
    assert {"Adopter", "Agency officer", "Agency lead"}.isdisjoint(idle)
    assert idle <= quiet
