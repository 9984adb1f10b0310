"""What a company has written, in the place of each question on a form of the program."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from gonggo.applications.tables import amounts_of, answer_read, cell_read
from gonggo.kernel.table import rows_of
from gonggo.programs.definition import Column, Question
from gonggo.web.company.case import Case


def written(case: Case, answers: Mapping[str, str]) -> tuple[dict[str, str], dict[str, list[list[str]]]]:
    """question → its answer as a text, and of those answered in rows the rows, with what they come to below."""
    texts, rows = {}, {}
    for role, question in ((section.role, one) for section in case.program.sections for one in section.questions):
        value = answers.get(question.key, "")
        if not value:
            continue
        if question.table is None:
            texts[question.key] = answer_read(case.program, role, question, value).said(case.language)
        else:
            rows[question.key] = _rows(case, role, question, value)
    return texts, rows


def _rows(case: Case, role: str, question: Question, value: str) -> list[list[str]]:
    columns = question.table.columns if question.table else ()
    said = [
        [cell_read(case.program, role, one, row.get(one.key, "")).said(case.language) for one in columns]
        for row in rows_of(value)
    ]
    totals = amounts_of(question, value)
    return [*said, _total(columns, totals)] if totals else said


def _total(columns: Sequence[Column], totals: Mapping[str, int]) -> list[str]:
    """What the summed columns come to, called so in the first cell where that is none of them."""
    cells = [f"{totals[one.key]:,}" if one.key in totals else "" for one in columns]
    return [cells[0] or gettext("합계"), *cells[1:]]
