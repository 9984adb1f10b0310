"""Tables of a filled form read back: which of the file's is which of the form's, and its rows as they stand. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from gonggo.documents.forms.sheet import FormSheet, SheetTable
from gonggo.documents.forms.words import folded


class Grid(Protocol):
    """A table of a file, and what stands last in the text above it."""

    @property
    def before(self) -> str: ...

    @property
    def rows(self) -> Sequence[Sequence[str]]: ...


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A filled row: ``place`` counts from the first under the heads, ``cells`` stand as the form's columns do.

    A column that the file has not is empty. ``is_whole``: as many cells as heads, so that each has its column; of
    another row nothing is read.
    """

    place: int
    cells: tuple[str, ...]
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table of the form and its filled rows in the file; None if the table is not there.

    ``absent`` are columns of the form that the file has not, ``unknown`` heads of the file that the form has not.
    """

    table: SheetTable
    rows: tuple[ReadRow, ...] | None
    absent: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """A table of the form in each language."""

    each: tuple[SheetTable, ...]

    def columns(self, heads: Sequence[str]) -> list[int | None]:
        """For each column of the form where ``heads`` have it, in the language that has the most of them."""
        found = [folded(head) for head in heads]
        tried = [
            [found.index(wanted) if (wanted := folded(head)) in found else None for head in table.heads]
            for table in self.each
        ]
        return max(tried, key=lambda one: len(one) - one.count(None))

    def is_like(self, grid: Grid) -> bool:
        """Whether half of its columns are there, and more than one."""
        if not grid.rows or len(grid.rows[0]) < 2:
            return False
        columns = self.columns(grid.rows[0])
        there = len(columns) - columns.count(None)
        return there >= min(2, len(columns)) and 2 * there >= len(columns)

    def is_named(self, before: str) -> bool:
        return any(folded(table.heading) in folded(before) for table in self.each)


def read_tables(grids: Sequence[Grid], sheets: Sequence[FormSheet]) -> tuple[list[ReadTable], list[Grid]]:
    """Every table of the form as the file has it, and the tables of the file that are none of them.

    A table is recognised by its heads in any order; where several of the form have the same heads, by the heading above
    it, and where that was taken away too, by their order.
    """
    known = [_Known(each) for each in zip(*(list(_tables(sheet)) for sheet in sheets), strict=True)]
    left = list(grids)
    found: dict[int, Grid] = {}
    for is_sure in (True, False):
        for place, table in enumerate(known):
            others = [one for one in known if one is not table]
            taken = next((one for one in left if _is_it(table, one, others, is_sure=is_sure)), None)
            if place not in found and taken is not None:
                found[place] = taken
                left.remove(taken)
    read = [_read(table, found.get(place)) for place, table in enumerate(known)]
    return read, left


def _is_it(table: _Known, grid: Grid, others: Sequence[_Known], *, is_sure: bool) -> bool:
    if not table.is_like(grid):
        return False
    return table.is_named(grid.before) if is_sure else not any(one.is_named(grid.before) for one in others)


def _tables(sheet: FormSheet) -> Iterator[SheetTable]:
    return chain.from_iterable(part.tables for part in sheet.parts)


def _read(known: _Known, grid: Grid | None) -> ReadTable:
    table = known.each[0]
    if grid is None:
        return ReadTable(table, None)
    heads = grid.rows[0]
    columns = known.columns(heads)
    return ReadTable(
        table,
        rows=tuple(
            _row(place, row, columns, len(heads))
            for place, row in enumerate(grid.rows[1:], start=1)
            if any(cell.strip() for cell in row)
        ),
        absent=tuple(head for head, at in zip(table.heads, columns, strict=True) if at is None),
        unknown=tuple(head for at, head in enumerate(heads) if at not in columns and head.strip()),
    )


def _row(place: int, row: Sequence[str], columns: Sequence[int | None], width: int) -> ReadRow:
    if len(row) != width:
        return ReadRow(place, (), is_whole=False)
    return ReadRow(place, tuple("" if at is None else row[at].strip() for at in columns))
