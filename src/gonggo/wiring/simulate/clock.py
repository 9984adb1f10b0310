"""A clock that stands where it was put, so that the same life has the same times on any machine."""

from datetime import datetime, timedelta

from gonggo.kernel.clock import MovedBackwards, machine_now


class StandingClock:
    """The program's clock of a simulated life: it moves when told to, forward only."""

    def __init__(self, starts_at: datetime) -> None:
        self._now = starts_at

    def now(self) -> datetime:
        return self._now

    def offset(self) -> timedelta:
        return self._now - machine_now()

    def move_to(self, instant: datetime) -> None:
        """Raises MovedBackwards."""
        if instant < self._now:
            raise MovedBackwards(instant.isoformat())
        self._now = instant
