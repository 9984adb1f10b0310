"""A filled form read back: which of its fields and tables the file answers, and what of the file nobody knows. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gonggo.documents.forms.sheet import FormSheet, SheetField, SheetTable
from gonggo.documents.forms.words import in_language

MOST_UNKNOWN = 20  # lines of the report
LONGEST_LABEL = 80  # characters of a line that are shown of a label nobody knows

Grid = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class ReadField:
    """A field of the form and what the file says there: empty if it was left open, None if the line is not there."""

    field: SheetField
    value: str | None


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table of the form and its filled rows in the file; None if the table is not there."""

    table: SheetTable
    rows: tuple[tuple[str, ...], ...] | None


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What was recognised of a form; ``unknown`` are labels in the file with an answer beside them that it has not."""

    fields: tuple[ReadField, ...]
    tables: tuple[ReadTable, ...]
    unknown: tuple[str, ...]

    @property
    def is_this_form(self) -> bool:
        """Whether a third of its lines are there: a few are on other forms, too."""
        return 3 * sum(one.value is not None for one in self.fields) >= len(self.fields)


def read_back(grids: Sequence[Grid], sheets: Sequence[FormSheet]) -> ReadBack:
    """What ``grids`` answer of one form, whose ``sheets`` are the same form in each language.

    A line is recognised by its number and label as printed, whatever the spaces; by the label alone where the number
    was taken away and no other line is called the same.
    """
    heads = {tuple(folded(head) for head in table.heads) for sheet in sheets for table in _tables(sheet)}
    free = [grid for grid in grids if grid and tuple(folded(cell) for cell in grid[0]) not in heads]
    lines = [(row[0], row[1]) for grid in free for row in grid if len(row) == 2]
    by_label: dict[str, str] = {}
    for label, value in lines:
        by_label.setdefault(folded(label), value)
    names = _names(sheets)
    fields = tuple(ReadField(field, _said(by_label, names, place)) for place, field in enumerate(_fields(sheets[0])))
    tables = tuple(
        ReadTable(table, _rows(grids, [list(_tables(sheet))[place].heads for sheet in sheets]))
        for place, table in enumerate(_tables(sheets[0]))
    )
    known = {name for each in names for name in each} | {folded(in_language(one.language)["field"]) for one in sheets}
    unknown = [label for label, value in lines if value.strip() and folded(label) not in known and label.strip()]
    return ReadBack(fields, tables, tuple(" ".join(one.split())[:LONGEST_LABEL] for one in unknown[:MOST_UNKNOWN]))


def folded(text: str) -> str:
    """A label without what people change in passing: spaces, cases, the way its letters are put together."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def _fields(sheet: FormSheet) -> Iterator[SheetField]:
    return (field for part in sheet.parts for field in part.fields)


def _tables(sheet: FormSheet) -> Iterator[SheetTable]:
    return (table for part in sheet.parts for table in part.tables)


def _names(sheets: Sequence[FormSheet]) -> list[set[str]]:
    """For each field how its line may begin: headings, and labels that are no other line's."""
    names: list[set[str]] = [set() for _ in _fields(sheets[0])]
    for sheet in sheets:
        fields = list(_fields(sheet))
        called = Counter(folded(field.label) for field in fields)
        for each, field in zip(names, fields, strict=True):
            each.add(folded(field.heading))
            if called[folded(field.label)] == 1:
                each.add(folded(field.label))
    return names


def _said(by_label: dict[str, str], names: list[set[str]], place: int) -> str | None:
    return next((by_label[name].strip() for name in names[place] if name in by_label), None)


def _rows(grids: Sequence[Grid], heads: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...] | None:
    wanted = [[folded(head) for head in each] for each in heads]
    for grid in grids:
        if grid and [folded(cell) for cell in grid[0]] in wanted:
            filled = (tuple(cell.strip() for cell in row) for row in grid[1:])
            return tuple(row for row in filled if any(row) and len(row) == len(grid[0]))
    return None
