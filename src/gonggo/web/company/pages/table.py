"""A question that is answered in rows: its cells as a form shows them, and rows as a form sent them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gonggo.applications.tables import amounts_of, summed
from gonggo.intake.table_rules import plain_number
from gonggo.kernel.table import Cells, added, rows_of, written
from gonggo.programs.definition import Column, ColumnKind, Question
from gonggo.web.company.case import Case
from gonggo.web.ui import wording

BLANK = "__row__"
"""Stands for the number of a row that the page's script adds."""
_INDEX = re.compile(r"[0-9]{1,3}")
_NUMBERS = frozenset({ColumnKind.WHOLE, ColumnKind.WON, ColumnKind.MONTH})


@dataclass(frozen=True, slots=True)
class CellAsked:
    """A cell to fill: ``choices`` are (key, words, whether it is the one that stands there)."""

    name: str
    column: str
    label: str
    kind: str
    value: str
    most: int
    is_optional: bool
    is_summed: bool
    choices: tuple[tuple[str, str, bool], ...]

    @property
    def is_number(self) -> bool:
        return self.kind in _NUMBERS


@dataclass(frozen=True, slots=True)
class RowAsked:
    """A row to fill; ``index`` is what its names and its button say, ``total`` what its summed cells come to."""

    index: str
    cells: tuple[CellAsked, ...]
    total: int


@dataclass(frozen=True, slots=True)
class TotalAsked:
    """What a column comes to: in digits, and as people read it."""

    column: str
    label: str
    amount: int
    read: str


@dataclass(frozen=True, slots=True)
class TableAsked:
    """The rows that stand and one to go on in."""

    key: str
    rows: tuple[RowAsked, ...]
    blank: RowAsked
    totals: tuple[TotalAsked, ...]
    most_rows: int

    @property
    def has_row_total(self) -> bool:
        return len(self.totals) > 1


def table_asked(case: Case, question: Question, value: str) -> TableAsked | None:
    """The question as a table to fill, None for one that is answered otherwise."""
    if question.table is None:
        return None
    rows, most = rows_of(value), question.table.most_rows
    shown = [*rows, {}] if len(rows) < most or not rows else rows
    totals = amounts_of(question, value)
    return TableAsked(
        key=question.key,
        rows=tuple(_row(case, question, str(place), row) for place, row in enumerate(shown)),
        blank=_row(case, question, BLANK, {}),
        totals=tuple(
            TotalAsked(
                one.key,
                one.label.said(case.language),
                totals[one.key],
                wording.amount_read(totals[one.key], case.language),
            )
            for one in summed(question)
        ),
        most_rows=most,
    )


def _row(case: Case, question: Question, index: str, row: Cells) -> RowAsked:
    assert question.table is not None  # only rows of a table are asked
    cells = tuple(
        _cell(case, f"{question.key}.{index}.{column.key}", column, row.get(column.key, ""))
        for column in question.table.columns
    )
    return RowAsked(index, cells, added([row], *(column.key for column in summed(question))))


def _cell(case: Case, name: str, column: Column, value: str) -> CellAsked:
    choices = case.program.cell_choices(column, case.me.role)
    shown = f"{int(value):,}" if column.kind is ColumnKind.WON and value.isascii() and value.isdecimal() else value
    return CellAsked(
        name=name,
        column=column.key,
        label=column.label.said(case.language),
        kind=column.kind,
        value=shown,
        most=column.max_length,
        is_optional=not column.required,
        is_summed=column.sums,
        choices=tuple((one.key, one.label.said(case.language), one.key == value) for one in choices),
    )


def posted(question: Question, fields: Mapping[str, str]) -> str:
    """What a form sent as the answer to this question: of a table its rows, as one text that the door checks."""
    if question.table is None:
        return fields.get(question.key, "")
    rows = _posted_rows(question, fields)
    _, _, dropped = fields.get("row", "").partition(f"drop:{question.key}:")
    return written(row for index, row in sorted(rows.items()) if str(index) != dropped)


def _posted_rows(question: Question, fields: Mapping[str, str]) -> dict[int, dict[str, str]]:
    assert question.table is not None  # only a table has rows
    numbers = {column.key for column in question.table.columns if column.kind in _NUMBERS}
    rows: dict[int, dict[str, str]] = {}
    for name, text in fields.items():
        index, _, column = name.removeprefix(f"{question.key}.").partition(".")
        is_cell = name.startswith(f"{question.key}.") and column and _INDEX.fullmatch(index)
        if is_cell:
            plain = plain_number(text) if column in numbers else text.replace("\r\n", "\n")
            rows.setdefault(int(index), {})[column] = plain
    return rows


def is_sent(question: Question, fields: Mapping[str, str]) -> bool:
    """Whether a form said anything of this question."""
    return question.key in fields or bool(question.table and _posted_rows(question, fields))
