"""Answers of an application's form as components: a text beside its question, or a table with its totals."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from django.utils.translation import gettext

from gonggo.applications.tables import amounts_of, answer_read, cell_read, summed
from gonggo.kernel.table import Cells, added, rows_of, whole
from gonggo.kernel.text import Text
from gonggo.programs.definition import Column, ColumnKind, Program, Question
from gonggo.web.ui.rows import Cell, Head, Pair, Row, Schedule, Span, Table
from gonggo.web.ui.speech import said

_NUMBERS = frozenset({ColumnKind.WHOLE, ColumnKind.WON})
Links = Mapping[str, str]
"""slot of a paper → where the reader finds it"""
NO_LINKS: Links = MappingProxyType({})


def answer_pair(program: Program, role: str, question: Question, given: str, papers: Links = NO_LINKS) -> Pair:
    """A question with its answer, as whoever reads a submitted application sees it; ``papers``: slot → address."""
    if not given.strip():
        return Pair(question.label, note=gettext("답하지 않음"))
    if question.table is None:
        return Pair(question.label, answer_read(program, role, question, given))
    return Pair(
        question.label,
        table=answer_table(program, role, question, given, papers),
        schedule=schedule(question, given),
    )


def answer_table(program: Program, role: str, question: Question, given: str, papers: Links = NO_LINKS) -> Table:
    """The rows of an answer under their columns; where columns are summed, with the total of each and of each row.

    A cell that names a paper leads to it where ``papers`` (slot → address) has it.
    """
    columns, sums = question.table.columns if question.table else (), summed(question)
    has_total = len(sums) > 1
    heads = [Head(column.label, "number" if column.kind in _NUMBERS else "text") for column in columns]
    if has_total:
        heads.append(Head(gettext("합계"), "number"))
    rows = []
    for row in rows_of(given):
        cells: list[Cell | Text | str] = [_cell(program, role, one, row.get(one.key, ""), papers) for one in columns]
        if has_total:
            cells.append(f"{added([row], *(one.key for one in sums)):,}")
        rows.append(Row(cells))
    return Table(question.label, heads, rows, foot=[_foot(columns, question, given)] if sums and rows else ())


def one_of_several(table: Table, which: str) -> Table:
    """The table where another of the same answer stands beside it, in a narrow place: told apart, scrolled by key."""
    return replace(table, name=f"{said(table.name)}: {which}", stack=False)


def _cell(program: Program, role: str, column: Column, cell: str, papers: Links) -> Cell | Text | str:
    """As people read it; an amount in digits alone, as its total stands below it."""
    if column.kind is ColumnKind.WON:
        return f"{whole(cell):,}" if cell else ""
    if column.kind is ColumnKind.PAPER and cell in papers:
        return Cell(cell_read(program, role, column, cell), url=papers[cell])
    return cell_read(program, role, column, cell)


def _foot(columns: tuple[Column, ...], question: Question, given: str) -> Row:
    totals = amounts_of(question, given)
    cells: list[str] = [f"{totals[one.key]:,}" if one.key in totals else "" for one in columns]
    cells[0] = cells[0] or gettext("합계")
    if len(totals) > 1:
        cells.append(f"{sum(totals.values()):,}")
    return Row(cells, is_sum=True)


def schedule(question: Question, given: str) -> Schedule | None:
    """The rows as bars over the months, for a table that is drawn so and has anything to draw."""
    bars = question.table.bars if question.table else None
    if bars is None:
        return None
    spans = [
        Span(row.get(bars.what, ""), *months)
        for row in rows_of(given)
        if (months := _months(row, bars.begins, bars.ends)) is not None
    ]
    return Schedule(str(said(question.label)), tuple(spans)) if spans else None


_MOST_MONTHS = 36
"""A longer row is a slip of the pen: it is not drawn, and the check says what is wrong with it."""


def _months(row: Cells, begins: str, ends: str) -> tuple[int, int] | None:
    first, last = whole(row.get(begins, "")), whole(row.get(ends, ""))
    return (first, last) if 1 <= first <= last <= _MOST_MONTHS else None
