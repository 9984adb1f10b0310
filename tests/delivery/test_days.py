"""Days that follow: by months and business days for companies, by the calendar for offices."""

from datetime import date

import pytest

from gonggo.delivery.definition import Rules, rules_of
from gonggo.delivery.rules import (
    correct_due_on,
    inspect_due_on,
    look_due_on,
    moved_on,
    report_due_on,
    supplement_due_on,
)
from gonggo.programs.calendar import korean_business_days
from program_folders import the_program


@pytest.fixture(scope="module")
def rules() -> Rules:
    return rules_of(the_program())


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2024, 10, 15), date(2024, 11, 15)),
        (date(2024, 8, 31), date(2024, 9, 30)),  # no 31st
        (date(2025, 1, 31), date(2025, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),  # a leap year
        (date(2024, 8, 16), date(2024, 9, 19)),  # Chuseok, 16 to 18 September
        (date(2024, 11, 15), date(2024, 12, 16)),  # a Sunday
    ],
)
def test_a_month_to_correct_ends_on_its_day_or_the_last_of_a_short_month_and_moves_on_from_a_day_off(rules, on, due):
    assert correct_due_on(rules, on, korean_business_days()) == due
    assert supplement_due_on(rules, on, korean_business_days()) == due


def test_the_report_is_due_on_the_last_day_of_the_agreement_or_the_next_business_day(rules):
    calendar = korean_business_days()

    assert report_due_on(rules, date(2025, 1, 31), calendar) == date(2025, 1, 31)  # a Friday
    assert report_due_on(rules, date(2024, 12, 25), calendar) == date(2024, 12, 26)


def test_the_operator_looks_within_business_days_and_the_agency_within_calendar_days(rules):
    friday = date(2025, 1, 24)

    assert look_due_on(rules, friday, korean_business_days()) == date(2025, 2, 6)  # 27 to 30 January: New Year
    assert inspect_due_on(rules, friday, is_recheck=False) == date(2025, 2, 7)
    assert inspect_due_on(rules, date(2025, 3, 1), is_recheck=True) == date(2025, 3, 15)  # a Saturday binds the agency


def test_beyond_the_known_holidays_a_day_still_moves_on_from_a_weekend():
    assert moved_on(date(2031, 3, 1), korean_business_days()) == date(2031, 3, 3)
