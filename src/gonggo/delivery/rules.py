"""The days that follow from what happened. Pure.

A day that binds a company moves on to the next business day if it is none (민법 제161조); one that binds an office
stays.
"""

from datetime import date, timedelta

from gonggo.delivery.definition import Rules
from gonggo.kernel.holidays import BeyondCalendar, BusinessDays
from gonggo.kernel.months import months_after

_DAY = timedelta(days=1)
_SATURDAY = 5


def moved_on(day: date, calendar: BusinessDays) -> date:
    """``day`` or the next business day; beyond the known calendar only weekends are left out."""
    try:
        return calendar.on_or_after(day)
    except BeyondCalendar:
        while day.weekday() >= _SATURDAY:
            day += _DAY
        return day


def report_due_on(rules: Rules, last_on: date, calendar: BusinessDays) -> date:
    """Until when completion is to be reported; ``last_on`` is the last day of the agreement."""
    return moved_on(last_on + timedelta(days=rules.report.count), calendar)


def correct_due_on(rules: Rules, on: date, calendar: BusinessDays) -> date:
    return moved_on(months_after(on, rules.correct.count), calendar)


def supplement_due_on(rules: Rules, on: date, calendar: BusinessDays) -> date:
    return moved_on(months_after(on, rules.supplement.count), calendar)


def look_due_on(rules: Rules, on: date, calendar: BusinessDays) -> date:
    return calendar.after(on, rules.look.count)


def inspect_due_on(rules: Rules, on: date, *, is_recheck: bool) -> date:
    return on + timedelta(days=(rules.recheck if is_recheck else rules.inspect).count)
