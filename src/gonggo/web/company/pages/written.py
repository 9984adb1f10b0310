"""What a company has written, in the place of each question on a form of the program."""

from gonggo.applications.tables import amounts_of, answer_read, cell_read
from gonggo.kernel.table import rows_of
from gonggo.programs.definition import Form, FormPart, Question
from gonggo.web.company.case import Case


def forms_of(case: Case) -> list[Form]:
    """The forms of one's own papers that ask what was answered online."""
    named = dict.fromkeys(paper.form for paper in case.program.papers_of(case.me.role))
    asked = (case.program.form(key) for key in named)
    return [form for form in asked if any(map(_asks, form.parts))]


def _asks(part: FormPart) -> bool:
    return any(one.question for one in part.fields) or any(one.question for one in part.tables)


def filled(case: Case) -> tuple[dict[str, str], dict[str, list[list[str]]]]:
    """question → its answer as a text, and of those answered in rows the rows, with what they come to below."""
    drafts, role = case.drafts_of(case.me), case.me.role
    texts: dict[str, str] = {}
    rows: dict[str, list[list[str]]] = {}
    for question in (one for section in case.sections_of(case.me) for one in section.questions):
        value = drafts[question.key].value if question.key in drafts else ""
        if question.table is None:
            texts[question.key] = answer_read(case.program, role, question, value).said(case.language)
        elif value:
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
