"""What could be reached when, as numbers for SVG: a thin line where it answered, a block where it did not.

Two drawings of the same, one for wide pages and one for a phone; the table stands beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gonggo.web.ui.rows import Table, Words
from gonggo.web.ui.speech import said

LANE = 32
BLOCK = 18
LINE = 4
HEAD = 22


@dataclass(frozen=True, slots=True)
class Span:
    """[since, until): answered or not."""

    since: datetime
    until: datetime
    is_there: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One thing that was looked at; between spans nobody looked."""

    label: Words
    spans: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Mark:
    """An instant that matters, with what it is called."""

    at: datetime
    label: Words


@dataclass(frozen=True, slots=True)
class Reach:
    """The whole: [since, until) from left to right. ``table`` says the same in words."""

    name: Words
    since: datetime
    until: datetime
    lanes: Sequence[Lane]
    marks: Sequence[Mark]
    table: Table


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pixels of the view box. ``texts`` are (x, y, anchor, words), ``blocks`` (x, y, width, height, class)."""

    width: int
    height: int
    texts: tuple[tuple[int, int, str, str], ...]
    blocks: tuple[tuple[int, int, int, int, str], ...]
    lines: tuple[int, ...]


def wide(reach: Reach) -> Drawn:
    return _drawn(reach, width=720, left=110)


def narrow(reach: Reach) -> Drawn:
    return _drawn(reach, width=343, left=72)


def _drawn(reach: Reach, *, width: int, left: int) -> Drawn:
    whole = (reach.until - reach.since).total_seconds() or 1.0

    def x(at: datetime) -> int:
        inside = min(max((at - reach.since).total_seconds(), 0.0), whole)
        return left + round((width - left - 1) * inside / whole)

    texts, blocks = [], []
    for place, mark in enumerate(reach.marks):
        at, is_late = x(mark.at), x(mark.at) > (left + width) / 2
        start, anchor = (at - 4, "end") if is_late else (at + 4, "start")
        texts.append((start, 14 + place * HEAD, anchor, mark.label))
    top = len(reach.marks) * HEAD
    for place, lane in enumerate(reach.lanes):
        y = top + place * LANE
        texts.append((0, y + LANE // 2 + 5, "start", lane.label))
        for span in lane.spans:
            tall = LINE if span.is_there else BLOCK
            start = x(span.since)
            long = max(x(span.until) - start, 2)  # what lasted a minute is still seen
            blocks.append((start, y + (LANE - tall) // 2, long, tall, "b1" if span.is_there else "away"))
    return Drawn(
        width,
        top + len(reach.lanes) * LANE,
        tuple((a, b, anchor, str(said(words))) for a, b, anchor, words in texts),
        tuple(blocks),
        tuple(x(mark.at) for mark in reach.marks),
    )
