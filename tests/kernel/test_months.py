"""Terms in calendar months."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonggo.kernel.months import months_after

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2024, 7, 15), 6, date(2025, 1, 15)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 8, 29), 6, date(2025, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 12, 31), 2, date(2025, 2, 28)),
        (date(2024, 7, 15), 0, date(2024, 7, 15)),
    ],
)
@pytest.mark.clause("2-period")
def test_a_term_ends_on_the_day_of_the_same_number_or_the_last_of_its_month(day, months, last):
    assert months_after(day, months) == last


@given(DAYS, st.integers(0, 36))
def test_a_term_ends_in_the_month_that_is_so_many_later(day, months):
    last = months_after(day, months)

    assert (last.year * 12 + last.month) - (day.year * 12 + day.month) == months
    assert last.day == min(day.day, monthrange(last.year, last.month)[1])


@given(DAYS, st.integers(0, 36))
def test_a_term_from_a_later_day_never_ends_earlier(day, months):
    assert months_after(day, months) <= months_after(day + timedelta(days=1), months)


@given(DAYS, st.integers(0, 24), st.integers(0, 24))
def test_terms_one_after_the_other_lose_at_most_the_days_that_a_short_month_lacks(day, first, second):
    whole, parts = months_after(day, first + second), months_after(months_after(day, first), second)

    assert timedelta() <= whole - parts <= timedelta(days=3)


def test_a_term_is_never_counted_backwards():
    with pytest.raises(ValueError, match="forward"):
        months_after(date(2024, 1, 1), -1)
