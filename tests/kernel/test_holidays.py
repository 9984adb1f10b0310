"""Business days leave weekends and holidays out, and stop where the calendar ends."""

from datetime import date

import pytest

from gonggo.kernel.holidays import BeyondCalendar, BusinessDays

ELECTION = date(2024, 4, 10)
DAYS = BusinessDays(frozenset({ELECTION}), date(2024, 4, 1), date(2024, 4, 30))


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2024, 4, 9), True),
        (ELECTION, False),
        (date(2024, 4, 13), False),
        (date(2024, 4, 14), False),
        (date(2024, 4, 15), True),
    ],
)
def test_business_day_is_no_weekend_and_no_holiday(day, held):
    assert DAYS.holds(day) is held


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2024, 4, 9), 0, date(2024, 4, 9)),
        (date(2024, 4, 9), 1, date(2024, 4, 11)),
        (date(2024, 4, 12), 1, date(2024, 4, 15)),
        (date(2024, 4, 8), 5, date(2024, 4, 16)),
        (date(2024, 4, 13), 1, date(2024, 4, 15)),
    ],
)
def test_counting_after_a_day_leaves_that_day_out(day, count, found):
    assert DAYS.after(day, count) == found


def test_day_that_is_none_moves_to_the_next_business_day():
    assert [DAYS.on_or_after(date(2024, 4, day)) for day in (9, 10, 13)] == [
        date(2024, 4, 9),
        date(2024, 4, 11),
        date(2024, 4, 15),
    ]


@pytest.mark.parametrize(("end", "count"), [(8, 0), (9, 1), (10, 1), (11, 2), (15, 4), (1, 0)])
def test_days_between_count_the_end_and_not_the_start(end, count):
    assert DAYS.between(date(2024, 4, 8), date(2024, 4, end)) == count


@pytest.mark.parametrize("day", [date(2024, 3, 31), date(2024, 5, 1)])
def test_day_beyond_the_calendar_is_not_guessed(day):
    with pytest.raises(BeyondCalendar):
        DAYS.holds(day)


def test_counting_past_the_calendar_is_not_guessed():
    with pytest.raises(BeyondCalendar):
        DAYS.after(date(2024, 4, 29), 3)


def test_counting_backwards_is_a_bug():
    with pytest.raises(ValueError, match="forward"):
        DAYS.after(ELECTION, -1)
