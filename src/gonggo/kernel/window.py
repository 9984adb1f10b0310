"""Half-open windows of time: the opening instant is inside, the closing instant is the first outside."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import legal_day


@dataclass(frozen=True, slots=True)
class Window:
    """[opens, closes), both aware instants."""

    opens: datetime
    closes: datetime
    basis: Basis

    def __post_init__(self) -> None:
        if self.opens.tzinfo is None or self.closes.tzinfo is None:
            raise ValueError("a window's instants need a time zone")
        if not self.opens < self.closes:
            raise ValueError("a window must open before it closes")

    def holds(self, at: datetime) -> bool:
        return self.opens <= at < self.closes

    @property
    def last_day(self) -> date:
        """The legal day of the last instant inside: 접수 마감일."""
        return legal_day(self.closes - timedelta(microseconds=1))
