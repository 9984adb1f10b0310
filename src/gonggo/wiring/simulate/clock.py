"""A clock that stands where it was put, so that the same life has the same times on any machine."""

from datetime import datetime, timedelta
from pathlib import Path

from gonggo.intake.door.config import Stamps
from gonggo.intake.receipts import microseconds
from gonggo.kernel.clock import MovedBackwards, machine_now
from gonggo.programs.loading import read

_EVE = timedelta(hours=2)


def begins_at(folder: Path) -> datetime:
    """When a life of the program in ``folder`` begins: shortly before applications open."""
    return read(folder).window("application").opens - _EVE


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


class StandingStamps(Stamps):
    """What arrives is stamped with exactly where the clock stands: its offset, read beside a monotonic clock, would put
    some of what people did in one instant before what they did before it."""

    def __init__(self, clock: StandingClock) -> None:
        super().__init__(clock)
        self._standing = clock

    def now_us(self) -> int:
        return microseconds(self._standing.now())
