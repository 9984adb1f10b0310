"""A table as it is kept: rows of named cells, one text for one content. Pure."""

import json
from collections.abc import Iterable, Mapping

from gonggo.kernel.canonical import canonical

Cells = Mapping[str, str]
"""key of the column → what stands in the cell"""


def written(rows: Iterable[Cells]) -> str:
    """The one text of these rows (canonical JSON): empty cells and empty rows are left out, no row is an empty text.

    Raises NotCanonical.
    """
    kept = [filled for row in rows if (filled := {key: text for key, text in row.items() if text})]
    return canonical(kept).decode("utf-8") if kept else ""


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a text that ``written`` made; none for an empty one."""
    return json.loads(text) if text else []


def whole(text: str) -> int:
    """The number in a cell; what is no number counts as 0."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else 0


def added(rows: Iterable[Cells], *columns: str) -> int:
    """What the cells of these columns come to."""
    return sum(whole(row.get(column, "")) for row in rows for column in columns)
