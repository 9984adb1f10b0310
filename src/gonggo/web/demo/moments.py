"""The instants that the panel offers: those of the programs' windows, and plain steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from gonggo.kernel.clock import SEOUL
from gonggo.kernel.text import Text
from gonggo.programs.definition import Program

STEPS = (
    ("600", Text("+10분", "+10 min")),
    ("3600", Text("+1시간", "+1 hour")),
    ("86400", Text("+1일", "+1 day")),
)
_MORNING = time(9)
_BEFORE = (timedelta(minutes=5), timedelta(seconds=10))


@dataclass(frozen=True, slots=True)
class Offered:
    """One button: where the clock goes and why one would go there."""

    at: datetime
    says: Text


def offered(programs: Iterable[Program], *, now: datetime) -> list[Offered]:
    """What lies ahead of ``now``, the nearest first: windows that open and close, moments, the first day of a stage."""
    found: dict[datetime, Text] = {}
    for program in programs:
        for window in program.windows.values():
            label = window.label
            opens, closes = window.window.opens, window.window.closes
            found.setdefault(opens, Text(f"{label.ko} 시작", f"{label.en} opens"))
            for before in _BEFORE:
                found.setdefault(closes - before, Text(f"{label.ko} 마감 직전", f"just before {label.en} closes"))
            found.setdefault(closes, Text(f"{label.ko} 마감", f"{label.en} closes"))
        for moment in program.moments.values():
            found.setdefault(moment.at, moment.label)
        for stage in program.stages:
            if stage.from_on:
                morning = datetime.combine(stage.from_on, _MORNING, SEOUL)
                found.setdefault(morning, Text(f"{stage.label.ko} 첫날", f"{stage.label.en}: first day"))
    return [Offered(at, says) for at, says in sorted(found.items()) if at > now]
