"""The demo as people start it: a process of its own on a port of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from demos import Demo, a_port, as_a_user, copied, end, get, is_up, start, until
from gonggo.kernel.clock import SEOUL, OffsetClock
from gonggo.web.demo.people import PASSWORD, PEOPLE
from gonggo.wiring.supervisor import memory_kb

MOST_IDLE_KB = 400 * 1024


@pytest.fixture(scope="module")
def demo(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo that is up."""
    one = start(copied(made, tmp_path_factory.mktemp("demo") / "data"), a_port())
    try:
        until(lambda: is_up(one.url) or one.process.poll() is not None)
        assert one.process.poll() is None, one.output.read_text()
        yield one
    finally:
        if one.process.poll() is None:
            end(one)


def test_the_first_page_is_served_and_the_address_and_the_people_are_printed(demo: Demo) -> None:
    status, headers, body = get(f"{demo.url}/")
    until(lambda: "Ctrl+C" in demo.output.read_text())
    printed = demo.output.read_text()

    assert status == 200
    assert "demo-bar" in body
    assert "script" not in headers.get("Content-Security-Policy", "")
    assert demo.url in printed
    assert all(person.email in printed and person.name in printed for person in PEOPLE)
    assert PASSWORD in printed


def test_the_bare_address_is_sent_to_localhost(demo: Demo) -> None:
    status, headers, _ = get(demo.url.replace("localhost", "127.0.0.1") + "/programs/?x=1")

    assert (status, headers["location"]) == (307, f"{demo.url}/programs/?x=1")


def test_the_clock_stands_where_the_demo_begins_and_runs(demo: Demo) -> None:
    clock = OffsetClock(demo.data / "clock.json")
    first = clock.now()
    told = json.loads(get(f"{demo.url}/intake/clock")[2])

    assert (first.astimezone(SEOUL).date().isoformat(), first.astimezone(SEOUL).hour) == ("2024-04-29", 10)
    assert told["microseconds"] >= first.timestamp() * 1e6


def test_the_house_idles_below_its_memory(demo: Demo) -> None:
    assert memory_kb(demo.process.pid) < MOST_IDLE_KB


@pytest.mark.parametrize("name", ["pages", "door", "worker"])
def test_a_process_that_is_killed_comes_back_and_pages_are_served_again(demo: Demo, name: str) -> None:
    before = demo.children()
    os.kill(before[name], signal.SIGKILL)
    until(lambda: demo.children().get(name, before[name]) != before[name])
    until(lambda: is_up(demo.url))

    assert get(f"{demo.url}/")[0] == 200
    assert {each: pid for each, pid in demo.children().items() if each != name} == {
        each: pid for each, pid in before.items() if each != name
    }


def test_the_audit_of_the_demos_world_finds_nothing(demo: Demo) -> None:
    env = as_a_user() | {"GONGGO_DATA": str(demo.data), "GONGGO_KEYS": f"{demo.data}.keys", "GONGGO_ORIGIN": demo.url}
    said = subprocess.run(
        [sys.executable, "-m", "gonggo", "audit"], env=env, capture_output=True, text=True, check=False
    )

    assert (said.returncode, said.stdout) == (0, "")


def test_sigterm_ends_every_process_and_a_second_start_keeps_the_data(demo: Demo) -> None:
    running = demo.children()
    kept = (demo.data / "clock.json").read_text()
    code = end(demo)
    gone = [pid for pid in running.values() if not Path(f"/proc/{pid}").exists()]
    again = start(demo.data, a_port())
    try:
        until(lambda: is_up(again.url))
        assert (demo.data / "clock.json").read_text() == kept
        assert "시연 자료를 만듭니다" not in again.output.read_text()
    finally:
        end(again)

    assert code == 0
    assert sorted(gone) == sorted(running.values())


def test_a_reset_deletes_a_demo_only(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "thesis.txt").write_text("mine")
    other = start(tmp_path / "data", a_port(), "--reset")

    assert other.process.wait(timeout=120) == 1
    assert (tmp_path / "data" / "thesis.txt").read_text() == "mine"
