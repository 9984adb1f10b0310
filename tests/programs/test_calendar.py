"""Korean business days know public, substitute, temporary and election holidays."""

from datetime import date

import pytest

from gonggo.kernel.holidays import BeyondCalendar
from gonggo.programs.calendar import korea, korean_business_days

DAYS = korean_business_days()


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2024, 4, 9), True),
        (date(2024, 4, 10), False),  # 국회의원 선거일
        (date(2024, 5, 1), True),
        (date(2024, 5, 6), False),  # 어린이날 대체공휴일
        (date(2024, 5, 15), False),
        (date(2024, 10, 1), False),  # 임시공휴일
        (date(2025, 6, 3), False),  # 대통령 선거일
        (date(2029, 9, 24), False),  # 추석 대체공휴일
    ],
)
def test_day_is_a_business_day_unless_it_is_a_weekend_or_a_holiday(day, held):
    assert DAYS.holds(day) is held


def test_approval_due_in_seven_days_from_8_april_2024_leaves_the_election_out():
    assert DAYS.after(date(2024, 4, 8), 7) == date(2024, 4, 18)


def test_supplement_asked_on_30_april_2024_is_due_after_childrens_day():
    assert DAYS.after(date(2024, 4, 30), 5) == date(2024, 5, 8)


def test_calendar_says_where_it_comes_from_and_how_far_it_goes():
    calendar = korea()

    assert (calendar.first, calendar.last) == (date(2023, 1, 1), date(2030, 12, 31))
    assert "관공서의 공휴일에 관한 규정" in calendar.basis.text
    assert len({day.on for day in calendar.days}) == len(calendar.days)
    with pytest.raises(BeyondCalendar):
        DAYS.holds(date(2031, 1, 2))
