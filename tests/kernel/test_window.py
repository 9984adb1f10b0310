"""A window holds its opening instant and every one before its closing instant, and no other."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonggo.kernel.basis import clause
from gonggo.kernel.clock import SEOUL
from gonggo.kernel.window import Window

OPENS = datetime(2024, 4, 1, tzinfo=SEOUL)
CLOSES = datetime(2024, 4, 30, 18, 0, tzinfo=SEOUL)
WINDOW = Window(OPENS, CLOSES, clause("4-window"))
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("at", "held"),
    [
        (OPENS - TICK, False),
        (OPENS, True),
        (CLOSES - TICK, True),
        (CLOSES, False),
        (CLOSES.astimezone(UTC) - TICK, True),
        (CLOSES.astimezone(UTC), False),
    ],
)
def test_window_holds_its_first_instant_and_not_its_last(at, held):
    assert WINDOW.holds(at) is held


@given(st.integers(min_value=-(10**13), max_value=10**13))
def test_window_holds_exactly_what_lies_between_its_edges(offset):
    at = OPENS + timedelta(microseconds=offset)

    assert WINDOW.holds(at) == (0 <= offset < (CLOSES - OPENS) / TICK)


def test_last_day_is_that_of_the_last_instant_inside():
    midnight = Window(OPENS, datetime(2024, 4, 23, tzinfo=SEOUL), clause("A1-window"))

    assert (WINDOW.last_day, midnight.last_day) == (date(2024, 4, 30), date(2024, 4, 22))


def test_window_without_a_time_zone_is_not_made():
    with pytest.raises(ValueError, match="time zone"):
        Window(OPENS.replace(tzinfo=None), CLOSES.replace(tzinfo=None), clause("4-window"))


def test_window_that_closes_when_it_opens_is_not_made():
    with pytest.raises(ValueError, match="open before it closes"):
        Window(OPENS, OPENS, clause("4-window"))
