"""A bar chart as numbers for SVG: two drawings of the same bars, one for wide pages and one for a phone."""

from dataclasses import dataclass

from gonggo.web.ui.rows import Chart
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
