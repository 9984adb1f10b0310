"""What a filled form says, as the answers that the pages would have saved. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gonggo.applications.tables import shape_of
from gonggo.documents.forms import ReadRow, folded
from gonggo.intake.draft_faults import BadDraft
from gonggo.intake.table_rules import TableShape, checked_table, plain_number
from gonggo.kernel.table import Cells, added, rows_of, written
from gonggo.kernel.text import Text
from gonggo.programs.definition import Choice, Column, ColumnKind, Program, Question, QuestionKind, TableForm

_NUMBERS = frozenset({QuestionKind.WHOLE, QuestionKind.WON})
_DAY = re.compile(r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?")
_MONTH = re.compile(r"^(?:month\s*)?(\d{1,2})\s*(?:개월(?:째|차)?|차월)?$", re.IGNORECASE)
_CURRENCY = re.compile(r"^(?:KRW|₩|\\)\s*", re.IGNORECASE)
_NONE = frozenset({"-", "–", "—", "−"})
_TOTALS = frozenset({"합계", "계", "총계", "총합계", "총액", "total", "sum"})


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A row of the file that is no row of the answer, with the column and what stands in it where that is why.

    ``code``: ``cell`` (cannot be read), ``cell_long``, ``cells`` (merged or split), ``many`` (more rows than there may
    be), ``total`` (the sum below the rows, which is never kept), ``other_total`` (the same, and it is not their sum).
    """

    place: int
    code: str
    column: Text | None = None
    said: str = ""
    limit: int = 0


@dataclass(frozen=True, slots=True)
class RowsRead:
    """A table of a file as an answer: ``value`` as it would be saved, of ``count`` rows; ``places`` are theirs in the
    file."""

    value: str
    count: int
    places: tuple[int, ...]
    left: tuple[NotTaken, ...]


def as_answer(question: Question, said: str) -> str:
    """A field of a file: a choice by its key, an amount without its unit, a day as 2024-04-01."""
    match question.kind:
        case QuestionKind.CHOICE:
            return _chosen(question.choices, said)
        case QuestionKind.DATE:
            return _day(said)
    return number_of(said) if question.kind in _NUMBERS else said


def number_of(said: str) -> str:
    """Digits of a number as people write it: '₩1,000', '1,000원' and 'KRW 1,000' are '1000'; else what was said."""
    plain = plain_number(_CURRENCY.sub("", unicodedata.normalize("NFKC", said).strip()))
    return plain if plain.isascii() and plain.isdecimal() else said


def _day(said: str) -> str:
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", said).strip())
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else said


def _chosen(choices: Iterable[Choice], said: str) -> str:
    wanted = folded(said)
    return next((c.key for c in choices if wanted in {folded(c.label.ko), folded(c.label.en), folded(c.key)}), said)


def rows_read(program: Program, role: str, question: Question, rows: Sequence[ReadRow]) -> RowsRead:
    """The rows of a table in a file as the answer to ``question``, as far as the door would let it stand.

    A row that the door would refuse is left out whole: an amount that cannot be read is never an empty one.
    """
    table = question.table
    assert table is not None  # only rows of a table are read
    shape = shape_of(program, role, table)
    taken: dict[int, Cells] = {}
    left: list[NotTaken] = []
    for row in rows:
        if _is_total(table, row, is_last=row is rows[-1], is_first=not taken):
            left.append(NotTaken(row.place, "total" if _adds_up(table, row, taken.values()) else "other_total"))
            continue
        judged = _judged(program, role, question, row, shape)
        if isinstance(judged, NotTaken):
            left.append(judged)
        elif len(taken) == table.most_rows:
            left.append(NotTaken(row.place, "many", limit=table.most_rows))
        elif judged:
            taken[row.place] = judged
    return RowsRead(written(taken.values()), len(taken), tuple(taken), tuple(left))


def _judged(
    program: Program, role: str, question: Question, row: ReadRow, shape: TableShape
) -> dict[str, str] | NotTaken:
    """The cells of a row as the door would keep them, or why it is no row."""
    table = question.table
    assert table is not None  # only rows of a table are read
    if not row.is_whole:
        return NotTaken(row.place, "cells")
    kept: dict[str, str] = {}
    for column, said in zip(table.columns, row.cells, strict=True):
        cell = _cell(program, role, column, said)
        try:
            kept |= rows_of(checked_table(question.key, written([{column.key: cell}]), shape) or "[{}]")[0]
        except BadDraft as bad:
            code = "cell_long" if bad.code == "draft_cell_long" else "cell"
            return NotTaken(row.place, code, column.label, said, column.max_length)
    return kept


def _cell(program: Program, role: str, column: Column, said: str) -> str:
    if said in _NONE and not column.required:
        return ""
    match column.kind:
        case ColumnKind.WON | ColumnKind.WHOLE:
            return number_of(said.removesuffix("%"))
        case ColumnKind.MONTH:
            return _MONTH.sub(r"\1", unicodedata.normalize("NFKC", said).strip())
        case ColumnKind.CHOICE | ColumnKind.PAPER:
            return _chosen(program.cell_choices(column, role), said)
        case ColumnKind.TEXT:
            return " ".join(said.split())
    return said


def _is_total(table: TableForm, row: ReadRow, *, is_last: bool, is_first: bool) -> bool:
    """Whether the row is what a form writes below the others: called so, or last with amounts and nothing else."""
    sums = [column.sums for column in table.columns]
    if not any(sums) or not row.is_whole:
        return False
    beside = [said for said, is_sum in zip(row.cells, sums, strict=True) if said and not is_sum]
    return all(folded(said) in _TOTALS for said in beside) if beside else is_last and not is_first


def _adds_up(table: TableForm, row: ReadRow, above: Iterable[Cells]) -> bool:
    said = zip(table.columns, row.cells, strict=True)
    rows = list(above)
    return all(number_of(cell) == str(added(rows, one.key)) for one, cell in said if one.sums and cell)
