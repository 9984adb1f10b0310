"""Until when one may object, and when it is answered, over every day that the calendar knows."""

from datetime import date, timedelta

import pytest

from gonggo.objections.definition import rules_of
from gonggo.programs.calendar import korean_business_days
from gonggo.programs.loading import read
from world import FOLDER

CALENDAR = korean_business_days()
RULES = rules_of(read(FOLDER), "selection")
DISPOSITION = rules_of(read(FOLDER), "disposition")


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def test_the_program_gives_ten_and_fifteen_days_and_thirty_fourteen_and_ten_for_a_disposition():
    assert (RULES.days, RULES.answer_days, RULES.more_days, RULES.grounds) == (10, 15, 0, ("procedure", "facts"))
    assert (DISPOSITION.days, DISPOSITION.answer_days, DISPOSITION.more_days) == (30, 14, 10)


@pytest.mark.parametrize(
    ("notified_on", "until_on"),
    [
        (date(2024, 5, 20), date(2024, 5, 30)),  # a Thursday
        (date(2024, 5, 22), date(2024, 6, 3)),  # 1 June is a Saturday
        (date(2024, 5, 27), date(2024, 6, 7)),  # 6 June is Memorial Day
        (date(2024, 9, 4), date(2024, 9, 19)),  # 14 September is a Saturday, Chuseok lies from 16 to 18
        (date(2024, 9, 21), date(2024, 10, 2)),  # 1 October was made a holiday for that year
    ],
)
def test_the_last_day_is_the_tenth_or_the_next_working_day(notified_on, until_on):
    assert RULES.until_on(notified_on, CALENDAR) == until_on


@pytest.mark.parametrize("rules", [RULES, DISPOSITION], ids=["selection", "disposition"])
def test_on_every_day_of_the_calendar_nobody_gets_fewer_days_nor_a_day_off_as_the_last(rules):
    wrong = []
    before = CALENDAR.first
    for notified_on in days(CALENDAR.first, CALENDAR.last - timedelta(days=rules.days + 15)):
        until = rules.until_on(notified_on, CALENDAR)
        counted = notified_on + timedelta(days=rules.days)
        skipped = days(counted, until - timedelta(days=1))
        if until < max(counted, before) or not CALENDAR.holds(until) or any(CALENDAR.holds(day) for day in skipped):
            wrong.append(notified_on)
        before = until

    assert wrong == []
