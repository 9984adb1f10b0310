"""What a company has written, in the place of each question on a form of the program."""

from collections.abc import Mapping

from gonggo.applications.tables import amounts_of, answer_read, cell_read
from gonggo.kernel.table import rows_of
from gonggo.programs.definition import Question
from gonggo.web.company.case import Case


def written(case: Case, answers: Mapping[str, str]) -> tuple[dict[str, str], dict[str, list[list[str]]]]:
    """question → its answer as a text, and of those answered in rows the rows, with what they come to below."""
    role, texts, rows = case.me.role, {}, {}
    for question in case.program.questions():
        value = answers.get(question.key, "")
        if not value:
            continue
        if question.table is None:
            texts[question.key] = answer_read(case.program, role, question, value).said(case.language)
        else:
            rows[question.key] = _rows(case, question, value)
    return texts, rows


def _rows(case: Case, question: Question, value: str) -> list[list[str]]:
    columns = question.table.columns if question.table else ()
    said = [
        [cell_read(case.program, case.me.role, one, row.get(one.key, "")).said(case.language) for one in columns]
        for row in rows_of(value)
    ]
    totals = amounts_of(question, value)
    return [*said, [f"{totals[one.key]:,}" if one.key in totals else "" for one in columns]] if totals else said
