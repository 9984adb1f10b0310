"""The days of aftercare: five years from completion, reminders, business days to answer."""

from datetime import date, timedelta

import pytest

from gonggo.aftercare.definition import Rules, rules_of
from gonggo.aftercare.rules import answer_due_on, next_reminder, years
from gonggo.programs.calendar import korean_business_days
from program_folders import the_program


@pytest.fixture(scope="module")
def rules() -> Rules:
    return rules_of(the_program())


def test_five_reports_are_due_a_year_apart_on_business_days_with_their_window_and_grace(rules):
    planned = years(rules, date(2025, 2, 3), korean_business_days())

    assert [one.due_on for one in planned] == [
        date(2026, 2, 3),
        date(2027, 2, 3),
        date(2028, 2, 3),
        date(2029, 2, 5),  # 3 February is a Saturday
        date(2030, 2, 6),  # a Sunday, and New Year
    ]
    first = planned[0]
    assert (first.opens_on, first.missed_on) == (date(2026, 1, 4), date(2026, 2, 18))


def test_a_task_completed_on_a_leap_day_reports_on_the_last_of_february(rules):
    planned = years(rules, date(2024, 2, 29), korean_business_days())

    assert [one.due_on for one in planned[:4]] == [
        date(2025, 2, 28),
        date(2026, 3, 3),  # 28 February is a Saturday, 2 March a day off
        date(2027, 3, 2),
        date(2028, 2, 29),
    ]


def test_reminders_come_thirty_and_seven_days_before_and_on_the_day_each_once(rules):
    due = date(2026, 2, 3)
    days = [due - timedelta(days=one) for one in (31, 30, 8, 7, 1, 0)]

    assert [next_reminder(rules, due, after=one) for one in days] == [
        date(2026, 1, 4),
        date(2026, 1, 27),
        date(2026, 1, 27),
        due,
        due,
        None,
    ]


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2025, 3, 5), date(2025, 3, 10)),
        (date(2025, 1, 24), date(2025, 2, 4)),  # New Year between
        (date(2031, 1, 3), date(2031, 1, 8)),  # beyond the known holidays: weekends alone are left out
    ],
)
def test_a_request_is_answered_within_three_business_days(rules, on, due):
    assert answer_due_on(rules, on, korean_business_days()) == due
