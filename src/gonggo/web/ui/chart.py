"""Charts as numbers for SVG: two drawings of the same bars, one for wide pages and one for a phone."""

from dataclasses import dataclass

from gonggo.web.ui.rows import Chart, Schedule
from gonggo.web.ui.speech import said

ROW = 32
BAR = 18
TEXT = 120
DIGIT = 9


@dataclass(frozen=True, slots=True)
class BarDrawn:
    """Pixels of the view box: ``y`` of the row, ``length`` of the bar, where its value is written."""

    label: str
    value: str
    y: int
    text_y: int
    length: int
    value_x: int


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    left: int
    bars: tuple[BarDrawn, ...]


@dataclass(frozen=True, slots=True)
class SpanDrawn:
    """A row of a schedule: its label, and the bar from ``x`` on."""

    label: str
    y: int
    text_y: int
    x: int
    length: int


@dataclass(frozen=True, slots=True)
class MonthDrawn:
    """A column of a schedule: its number, and where its line and its number stand."""

    number: int
    x: int
    text_x: int


@dataclass(frozen=True, slots=True)
class Gantt:
    """A schedule in the pixels of its view box."""

    width: int
    height: int
    left: int
    top: int
    months: tuple[MonthDrawn, ...]
    spans: tuple[SpanDrawn, ...]


def wide(chart: Chart) -> Drawing:
    """For columns of 720 px and more."""
    return _drawn(chart, width=720, left=160)


def narrow(chart: Chart) -> Drawing:
    """For a phone: 343 px."""
    return _drawn(chart, width=343, left=96)


def _drawn(chart: Chart, *, width: int, left: int) -> Drawing:
    most = max((bar.value for bar in chart.bars), default=0) or 1
    room = width - left - max(72, 16 + DIGIT * len(f"{most:,}"))  # the longest value stands beside its bar
    bars = []
    for place, bar in enumerate(chart.bars):
        length = round(room * bar.value / most)
        y = place * ROW + (ROW - BAR) // 2
        text = f"{bar.value:,}"
        bars.append(BarDrawn(str(said(bar.label)), text, y, y + BAR - 4, length, left + length + 8))
    return Drawing(width, len(chart.bars) * ROW, left, tuple(bars))


def gantt_wide(schedule: Schedule) -> Gantt:
    """For columns of 720 px and more."""
    return _gantt(schedule, width=720, left=240, letters=20)


def gantt_narrow(schedule: Schedule) -> Gantt:
    """For a phone: 343 px."""
    return _gantt(schedule, width=343, left=124, letters=9)


def _gantt(schedule: Schedule, *, width: int, left: int, letters: int) -> Gantt:
    most, room = max((span.last for span in schedule.spans), default=1), width - left
    months = tuple(
        MonthDrawn(number, left + room * (number - 1) // most, left + room * (2 * number - 1) // (2 * most))
        for number in range(1, most + 1)
    )
    spans = []
    for place, span in enumerate(schedule.spans):
        x, end = left + room * (span.first - 1) // most, left + room * span.last // most
        y = (place + 1) * ROW + (ROW - BAR) // 2
        spans.append(SpanDrawn(_short(span.what, letters), y, y + BAR - 4, x, end - x))
    return Gantt(width, (len(schedule.spans) + 1) * ROW, left, ROW, months, tuple(spans))


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"
