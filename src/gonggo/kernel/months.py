"""Terms in calendar months: the day of the same number, or the last day of a month that has none such."""

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """The last day of a term of ``months`` that is counted from ``day``, itself not counted (민법 제157조, 제160조).

    31 August and six months give 28 February, in a leap year the 29th.
    """
    if months < 0:
        raise ValueError("a term is counted forward")
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
