"""The program's clock moves forward only, in every process at once, and goes on where the data are."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from gonggo.kernel.clock import SEOUL, MovedBackwards, OffsetClock, PlainClock, legal_day

START = datetime(2024, 4, 29, 10, 0, tzinfo=SEOUL)
TODAY = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "clock.json"


def test_clock_set_to_an_instant_runs_on_from_it(path):
    with time_machine.travel(TODAY, tick=False) as machine:
        clock = OffsetClock(path)
        clock.move_to(START)
        machine.shift(timedelta(minutes=5))

        assert clock.now() == START + timedelta(minutes=5)


def test_clock_moved_in_one_process_is_moved_in_another(path):
    with time_machine.travel(TODAY, tick=False):
        here, there = OffsetClock(path), OffsetClock(path)
        here.move_to(START)
        assert there.now() == START

        here.move_to(START + timedelta(days=1))

        assert there.now() == START + timedelta(days=1)


def test_clock_moved_backwards_is_refused_and_stays(path):
    with time_machine.travel(TODAY, tick=False):
        clock = OffsetClock(path)
        clock.move_to(START)
        kept = path.read_text(encoding="utf-8")

        with pytest.raises(MovedBackwards):
            clock.move_to(START - timedelta(microseconds=1))

        assert path.read_text(encoding="utf-8") == kept
        assert clock.now() == START


def test_clock_keeps_its_offset_to_the_microsecond(path):
    with time_machine.travel(TODAY, tick=False):
        OffsetClock(path).move_to(START + timedelta(microseconds=1))

        kept = json.loads(path.read_text(encoding="utf-8"))

        assert kept == {"offset_microseconds": (START + timedelta(microseconds=1) - TODAY) // timedelta(microseconds=1)}


def test_clock_of_production_is_the_machines():
    with time_machine.travel(TODAY, tick=False):
        assert (PlainClock().now(), PlainClock().offset()) == (TODAY, timedelta())


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2024, 4, 30, 14, 59, 59, 999999, tzinfo=UTC), date(2024, 4, 30)),
        (datetime(2024, 4, 30, 15, 0, tzinfo=UTC), date(2024, 5, 1)),
    ],
)
def test_legal_day_is_the_calendar_day_in_seoul(instant, day):
    assert legal_day(instant) == day
