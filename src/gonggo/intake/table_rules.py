"""What a draft's table may hold: pure, used by the door and by the house alike."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from gonggo.intake.draft_faults import BadDraft
from gonggo.kernel.canonical import NotCanonical
from gonggo.kernel.table import written
from gonggo.kernel.text import Text

NUMBERS = frozenset({"whole", "won", "month"})
_DIGITS = re.compile(r"[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class ColumnShape:
    """A column: ``choices`` are all that its cells may say; without any they say what ``kind`` allows."""

    key: str
    label: Text
    kind: str
    max_length: int
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableShape:
    """The columns of a table, and how many rows it may have."""

    columns: tuple[ColumnShape, ...]
    most_rows: int


def shape_written(shape: TableShape) -> str:
    """The shape as the door's store keeps it."""
    return json.dumps(asdict(shape), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@lru_cache(maxsize=256)
def shape_read(text: str) -> TableShape:
    """The shape that ``shape_written`` wrote."""
    said = json.loads(text)
    columns = (
        ColumnShape(**each | {"label": Text(**each["label"]), "choices": tuple(each["choices"])})
        for each in said["columns"]
    )
    return TableShape(tuple(columns), said["most_rows"])


def checked_table(key: str, text: str, shape: TableShape) -> str:
    """The rows in ``text`` as they are kept, if ``shape`` allows every cell. Raises BadDraft, naming row and column.

    Amounts are whole and not negative already while they are typed; a cell that is still empty is left out.
    """
    rows = _rows(key, text)
    if len(rows) > shape.most_rows:
        raise BadDraft("draft_rows_many", key, limit=shape.most_rows, rows=len(rows))
    columns = {column.key: column for column in shape.columns}
    try:
        return written(_row(key, place, row, columns) for place, row in enumerate(rows, start=1))
    except NotCanonical as surrogate:
        raise BadDraft("draft_value_invalid", key, kind="table") from surrogate


def _rows(key: str, text: str) -> list[dict[str, Any]]:
    try:
        rows = json.loads(text) if text else []
    except (ValueError, RecursionError) as unread:
        raise BadDraft("draft_value_invalid", key, kind="table") from unread
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadDraft("draft_value_invalid", key, kind="table")
    return rows


def _row(key: str, place: int, row: Mapping[str, Any], columns: Mapping[str, ColumnShape]) -> dict[str, str]:
    if not row.keys() <= columns.keys():
        raise BadDraft("draft_value_invalid", key, kind="table")
    return {name: _cell(key, place, cell, columns[name]) for name, cell in row.items()}


def _cell(key: str, place: int, cell: Any, column: ColumnShape) -> str:
    """The cell as it is kept: numbers without separators and unit."""
    where = {"row": place, "column": column.label}
    if not isinstance(cell, str) or "\0" in cell:
        raise BadDraft("draft_cell_invalid", key, **where)
    said = cell.replace("\r\n", "\n")
    if column.kind in NUMBERS and said:
        said = plain_number(said)
        if not _DIGITS.fullmatch(said):
            raise BadDraft("draft_cell_invalid", key, **where)
        said = str(int(said))
    if len(said) > column.max_length:
        raise BadDraft("draft_cell_long", key, limit=column.max_length, length=len(said), **where)
    if column.choices and said and said not in column.choices:
        raise BadDraft("draft_cell_invalid", key, **where)
    return said


def plain_number(text: str) -> str:
    """Digits as typed with separators and unit: '1,000원' is '1000'."""
    return text.replace(",", "").replace(" ", "").removesuffix("원")
