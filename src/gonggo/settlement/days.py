"""Terms in calendar months. Pure."""

import calendar
from datetime import date, timedelta

_DAY = timedelta(days=1)
_YEAR = 12


def months_after(day: date, months: int) -> date:
    """The day of the same number ``months`` later, or the last of that month where it has none (민법 제160조)."""
    years, month = divmod(day.month - 1 + months, _YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def term_until(first_on: date, months: int) -> date:
    """The first day outside of a term of ``months`` whose first day counts (민법 제157조, 제160조).

    A term from 31 August over six months ends with the last day of February, so that 1 March is outside.
    """
    until = months_after(first_on, months)
    return until if until.day == first_on.day else until + _DAY
