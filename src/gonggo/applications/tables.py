"""Tables of an application's form: what they may hold, what they lack, what their lines come to. Pure."""

from collections.abc import Collection, Mapping
from typing import Any

from gonggo.intake.draft_faults import BadDraft
from gonggo.intake.draft_rules import FieldRule
from gonggo.intake.table_rules import ColumnShape, TableShape, checked_table, plain_number, shape_written
from gonggo.kernel.money import won
from gonggo.kernel.table import Cells, added, rows_of, whole
from gonggo.kernel.text import Text
from gonggo.programs.definition import (
    Column,
    ColumnKind,
    Program,
    Question,
    QuestionKind,
    QuestionSection,
    TableForm,
)

Fault = tuple[str, dict[str, Any]]
"""code, facts"""


def rule_of(program: Program, section: QuestionSection, question: Question) -> FieldRule:
    """What the door lets a draft of this question hold."""
    shape = shape_written(shape_of(program, section.role, question.table)) if question.table else ""
    return FieldRule(section.key, question.kind, question.max_length, shape)


def shape_of(program: Program, role: str, table: TableForm) -> TableShape:
    """The table as the door checks it."""
    return TableShape(
        tuple(
            ColumnShape(
                column.key,
                column.label,
                column.kind,
                column.max_length,
                tuple(choice.key for choice in program.cell_choices(column, role)),
            )
            for column in table.columns
        ),
        table.most_rows,
    )


def table_fault(
    program: Program, track: str, role: str, question: Question, answers: Mapping[str, str]
) -> Fault | None:
    """The first thing that is wrong with a table that is not empty, with row and column."""
    table, value = question.table, answers.get(question.key, "")
    assert table is not None  # only a table is asked
    most = {column.key: _most(program, track, column, answers) for column in table.columns}
    try:
        checked_table(question.key, value, shape_of(program, role, table))
    except BadDraft:
        return "answer_malformed", {}
    for place, row in enumerate(rows_of(value), start=1):
        for column in table.columns:
            found = _cell_fault(table, column, row, most[column.key])
            if found is not None:
                code, facts = found
                return code, {"row": place, "column": column.label, **facts}
    return None


def paper_fault(program: Program, question: Question, value: str, held: Collection[str]) -> Fault | None:
    """The first cell that names an optional paper whose slot is not ``held``; a required one is a gap of its own."""
    columns = question.table.columns if question.table else ()
    for place, row in enumerate(rows_of(value), start=1):
        for column in (one for one in columns if one.kind is ColumnKind.PAPER and row.get(one.key)):
            paper = program.paper(row[column.key])
            if paper.slot not in held and not paper.required:
                return "cell_paper_missing", {"row": place, "column": column.label, "paper": paper.label}
    return None


def _most(program: Program, track: str, column: Column, answers: Mapping[str, str]) -> int | None:
    """The most that a number of this column may be, None for no limit."""
    limits = [column.up_to] if column.up_to else []
    if column.kind is ColumnKind.MONTH:
        limits.append(program.track(track).period_months.value)
    if column.most and (said := whole(plain_number(answers.get(column.most, "")))):
        limits.append(said)
    return min(limits, default=None)


def _cell_fault(table: TableForm, column: Column, row: Cells, most: int | None) -> Fault | None:
    cell = row.get(column.key, "")
    if not cell.strip():
        return ("cell_missing", {}) if column.required else None
    if column.kind is ColumnKind.MONTH and whole(cell) == 0:
        return "cell_too_small", {"least": 1}
    if most is not None and whole(cell) > most:
        return "cell_too_large", {"most": most}
    if column.not_below and whole(cell) < whole(row.get(column.not_below, "")):
        earlier = next(one for one in table.columns if one.key == column.not_below)
        return "cell_before", {"earlier": earlier.label}
    return None


def amounts_of(question: Question, value: str) -> dict[str, int]:
    """The totals of the columns that have one, in whole won or units, by the key of the column."""
    sums = summed(question)
    rows = rows_of(value) if sums else []
    return {column.key: added(rows, column.key) for column in sums}


def summed(question: Question) -> tuple[Column, ...]:
    return tuple(column for column in question.table.columns if column.sums) if question.table else ()


def by_choice(question: Question, value: str, column: str) -> dict[str, dict[str, int]]:
    """The same totals apart for each choice of a column: choice → column → won."""
    found: dict[str, dict[str, int]] = {}
    for row in rows_of(value):
        sums = found.setdefault(row.get(column, ""), {one.key: 0 for one in summed(question)})
        for key in sums:
            sums[key] += whole(row.get(key, ""))
    return found


def cell_read(program: Program, role: str, column: Column, cell: str) -> Text:
    """A cell as people read it."""
    if not cell:
        return Text("", "")
    named = {choice.key: choice.label for choice in program.cell_choices(column, role)}
    if cell in named:
        return named[cell]
    if column.kind is ColumnKind.MONTH:
        return Text(f"{cell}개월째", f"month {cell}")
    if column.kind is ColumnKind.WON and cell.isdecimal():
        return Text(won(int(cell)), won(int(cell), "en"))
    return Text(cell, cell)


def answer_read(program: Program, role: str, question: Question, value: str) -> Text:
    """An answer as people read it: the words of a choice, an amount with its separators, a table as lines of text."""
    if question.table is not None:
        return _lines(program, role, question.table, value)
    if question.kind is QuestionKind.CHOICE:
        return next((choice.label for choice in question.choices if choice.key == value), Text(value, value))
    digits = plain_number(value)
    if question.kind is QuestionKind.WON and digits.isascii() and digits.isdecimal():
        return Text(won(int(digits)), won(int(digits), "en"))
    return Text(value, value)


def _lines(program: Program, role: str, table: TableForm, value: str) -> Text:
    """A row a line, its cells in order: where there is no room for a table."""
    lines = [
        [cell_read(program, role, column, row.get(column.key, "")) for column in table.columns]
        for row in rows_of(value)
    ]
    return Text(_joined(lines, "ko"), _joined(lines, "en"))


def _joined(lines: list[list[Text]], language: str) -> str:
    return "\n".join(" · ".join(said for cell in line if (said := cell.said(language))) for line in lines)
