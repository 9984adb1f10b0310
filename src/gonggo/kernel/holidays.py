"""Business days: counting days without weekends and holidays, over a calendar that says how far it knows them."""

from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5
_DAY = timedelta(days=1)


class BeyondCalendar(ValueError):
    """The calendar does not know the holidays of this day: it must be continued before anything is counted there."""


@dataclass(frozen=True, slots=True)
class BusinessDays:
    """Holidays known from ``first`` to ``last``, both inclusive."""

    holidays: frozenset[date]
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether ``day`` is a business day. Raises BeyondCalendar."""
        if not self.first <= day <= self.last:
            raise BeyondCalendar(day.isoformat())
        return day.weekday() < _SATURDAY and day not in self.holidays

    def after(self, day: date, days: int) -> date:
        """The ``days``-th business day after ``day``, itself not counted (민법 제157조). Raises BeyondCalendar."""
        if days < 0:
            raise ValueError("business days are counted forward")
        found = day
        for _ in range(days):
            found = self.on_or_after(found + _DAY)
        return found

    def on_or_after(self, day: date) -> date:
        """``day``, or the next business day if it is none (민법 제161조). Raises BeyondCalendar."""
        while not self.holds(day):
            day += _DAY
        return day

    def between(self, start: date, end: date) -> int:
        """How many business days lie after ``start`` up to and with ``end``; 0 if ``end`` is not later."""
        return sum(self.holds(start + _DAY * step) for step in range(1, (end - start).days + 1))
