"""What was submitted, as one company reads it: its own answers, and of the plan what every company answers for."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext

from gonggo.documents.forms import Rows, SheetField, SheetPart, SheetTable, Values
from gonggo.kernel.text import Text
from gonggo.programs.definition import Question, QuestionSection
from gonggo.web.company.case import Case
from gonggo.web.company.pages.check import Part
from gonggo.web.company.pages.consents import shared_budgets, shared_sections
from gonggo.web.company.pages.written import written
from gonggo.web.ui.answers import answer_pair

Answers = Mapping[str, str]


def submitted_parts(case: Case, content: Mapping[str, object]) -> list[Part]:
    """Page by page, from a sealed content; empty where it is not known."""
    return [
        Part(
            section.label.said(case.language),
            [answer_pair(case.program, section.role, one, answers.get(one.key, "")) for one in section.questions],
        )
        for section, answers in _sections(case, content)
    ]


def submitted_sheet(case: Case, content: Mapping[str, object]) -> tuple[list[SheetPart], Values, Rows]:
    """The same to be printed: its parts, and what stands in them."""
    parts: list[SheetPart] = []
    values: dict[str, str] = {}
    rows: dict[str, list[list[str]]] = {}
    for section, answers in _sections(case, content):
        texts, tables = written(case, {one.key: answers.get(one.key, "") for one in section.questions})
        left = {one.key: gettext("답하지 않음") for one in section.questions if one.key not in tables}
        values, rows = values | left | texts, rows | tables
        parts += _pieces(case, section, tables)
    return parts, values, rows


def _sections(case: Case, content: Mapping[str, object]) -> Iterator[tuple[QuestionSection, Answers]]:
    """The pages that the reader may see, with the answers of the company that wrote them."""
    parties = content.get("parties", [])
    assert isinstance(parties, list)
    own = next((party["answers"] for party in parties if party["company"] == str(case.me.company_id)), None)
    if own is None:
        return
    if not case.me.is_lead:
        plan = next(party["answers"] for party in parties if party["lead"])
        yield from ((section, plan) for section in shared_sections(case))
    yield from ((section, own) for section in case.sections_of(case.me))
    for member, section, answers in shared_budgets(case, content):
        whose = f" ({case.name_of(member.company_id)})"
        label = Text(section.label.ko + whose, section.label.en + whose)
        yield section.model_copy(update={"label": label}), answers


def _pieces(case: Case, section: QuestionSection, tables: Mapping[str, object]) -> Iterator[SheetPart]:
    """A page cut at its tables, each under its own question; the pieces after the first have no heading."""
    label, fields = section.label.said(case.language), list[SheetField]()
    for question in section.questions:
        said = question.label.said(case.language)
        if question.key not in tables:
            fields.append(SheetField(question.key, "", said))
            continue
        yield SheetPart(label, (), tuple(fields), (SheetTable(question.key, "", said, _heads(case, question), 0),))
        label, fields = "", []
    if fields:
        yield SheetPart(label, (), tuple(fields))


def _heads(case: Case, question: Question) -> tuple[str, ...]:
    assert question.table is not None  # only a table has heads
    return tuple(column.label.said(case.language) for column in question.table.columns)
