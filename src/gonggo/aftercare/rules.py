"""The days of aftercare. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from gonggo.aftercare.definition import Rules
from gonggo.delivery.rules import moved_on
from gonggo.kernel.holidays import BeyondCalendar, BusinessDays
from gonggo.kernel.months import months_after

_DAY = timedelta(days=1)
_MONTHS = 12
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Year:
    """One yearly report: from when it can be filed, its last day, the first day on which it counts as missed."""

    year: int
    opens_on: date
    due_on: date
    missed_on: date


def years(rules: Rules, completed_on: date, calendar: BusinessDays) -> list[Year]:
    """All yearly reports of a task; the first is due a year after it was completed."""
    found = []
    for year in range(1, rules.years + 1):
        due = moved_on(months_after(completed_on, year * _MONTHS), calendar)
        grace = timedelta(days=rules.grace_days)
        found.append(Year(year, due - timedelta(days=rules.open_days), due, due + grace + _DAY))
    return found


def next_reminder(rules: Rules, due_on: date, *, after: date) -> date | None:
    """The first day of a reminder that lies after ``after``; None where there is none."""
    days = (due_on - timedelta(days=one) for one in rules.remind_days)
    return next((one for one in days if one > after), None)


def answer_due_on(rules: Rules, on: date, calendar: BusinessDays) -> date:
    """Business days after ``on``; beyond the known calendar only weekends are left out."""
    try:
        return calendar.after(on, rules.answer_days)
    except BeyondCalendar:
        left, day = rules.answer_days, on
        while left:
            day += _DAY
            left -= day.weekday() < _SATURDAY
        return day
