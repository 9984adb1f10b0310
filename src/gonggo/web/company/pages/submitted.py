"""What was submitted, as one company reads it: its own answers, and of the plan what every company answers for."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from gonggo.documents.forms import Rows, SheetField, SheetPart, SheetTable, Values
from gonggo.kernel.text import Text
from gonggo.programs.definition import Question, QuestionSection
from gonggo.web.company.case import Case
from gonggo.web.company.pages.check import Part
from gonggo.web.company.pages.consents import shared_budgets, shared_sections, titled
from gonggo.web.company.pages.written import written
from gonggo.web.ui.answers import answer_pair

Answers = Mapping[str, str]


def submitted_parts(case: Case, content: Mapping[str, Any]) -> list[Part]:
    """Page by page, from a sealed content; empty where it is not known."""
    return [
        Part(
            label.said(case.language),
            [answer_pair(case.program, section.role, one, answers.get(one.key, "")) for one in section.questions],
        )
        for label, section, answers in _sections(case, content)
    ]


def submitted_sheet(case: Case, content: Mapping[str, Any]) -> tuple[list[SheetPart], Values, Rows]:
    """The same to be printed: its parts, and what stands in them, each page's under keys of its own."""
    parts: list[SheetPart] = []
    values: dict[str, str] = {}
    rows: dict[str, list[list[str]]] = {}
    for place, (label, section, answers) in enumerate(_sections(case, content)):
        texts, tables = written(case, {one.key: answers.get(one.key, "") for one in section.questions})
        left = {one.key: gettext("답하지 않음") for one in section.questions if one.key not in tables}
        values |= {f"{place}.{key}": text for key, text in (left | texts).items()}
        rows |= {f"{place}.{key}": table for key, table in tables.items()}
        parts += _pieces(case, place, label.said(case.language), section, tables)
    return parts, values, rows


def _sections(case: Case, content: Mapping[str, Any]) -> Iterator[tuple[Text, QuestionSection, Answers]]:
    """The pages that the reader may see under what they are called, with the answers of who wrote them."""
    parties = content.get("parties", [])
    own = next((party["answers"] for party in parties if party["company"] == str(case.me.company_id)), None)
    if own is None:
        return
    plan = next(party["answers"] for party in parties if party["lead"])
    pages = [] if case.me.is_lead else [(case.lead, section, plan) for section in shared_sections(case)]
    pages += [(case.me, section, own) for section in case.sections_of(case.me)]
    for member, section, answers in [*pages, *shared_budgets(case, content)]:
        yield titled(case, section, member, content), section, answers


def _pieces(
    case: Case, place: int, label: str, section: QuestionSection, tables: Mapping[str, object]
) -> Iterator[SheetPart]:
    """A page cut at its tables, each under its own question; the pieces after the first have no heading."""
    fields = list[SheetField]()
    for question in section.questions:
        key, said = f"{place}.{question.key}", question.label.said(case.language)
        if question.key not in tables:
            fields.append(SheetField(key, "", said))
            continue
        yield SheetPart(label, (), tuple(fields), (SheetTable(key, "", said, _heads(case, question), 0),))
        label, fields = "", []
    if fields:
        yield SheetPart(label, (), tuple(fields))


def _heads(case: Case, question: Question) -> tuple[str, ...]:
    assert question.table is not None  # only a table has heads
    return tuple(column.label.said(case.language) for column in question.table.columns)
