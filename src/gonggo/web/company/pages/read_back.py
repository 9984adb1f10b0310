"""A filled form beside what stands: what was recognised of it, field by field, and what may be taken over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from gonggo.applications.forms_read import as_answer
from gonggo.documents.forms import ReadBack, ReadField
from gonggo.programs.definition import Form, Question, QuestionSection
from gonggo.web.company.case import Case
from gonggo.web.company.pages.read_offers import ABSENT, NOT_HERE, OPEN, Offer, Taken, line, offered
from gonggo.web.company.pages.read_tables import table_lines
from gonggo.web.ui.rows import Table


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What was recognised; ``report`` has a line for every field of the form, ``unknown`` what it has not."""

    title: str
    name: str
    taken: list[Taken]
    report: Table
    unknown: tuple[str, ...]
    count: str


def read_page(case: Case, form: Form, found: ReadBack, name: str) -> ReadPage:
    """Built from the case and the file alone."""
    asked = {q.key: (section, q) for section in case.sections_of(case.me) for q in section.questions}
    taken, lines = [], []
    for one in found.fields:
        state, words, offer = _judged(case, asked.get(one.field.key), one)
        taken += [offer] if offer else []
        lines.append(line(one.field.heading, state, words))
    for table in found.tables:
        told, offer = table_lines(case, asked.get(table.table.key), table)
        taken += [offer] if offer else []
        lines += told
    return ReadPage(
        title=f"{form.number.said(case.language)} {form.title.said(case.language)}",
        name=name,
        taken=taken,
        report=Table(gettext("항목마다 읽은 결과"), [gettext("항목"), gettext("결과")], lines),
        unknown=found.unknown,
        count=_counted(found),
    )


def _counted(found: ReadBack) -> str:
    counted = {
        "all": len(found.fields),
        "read": sum(one.value is not None for one in found.fields),
        "tables": len(found.tables),
        "found": sum(one.rows is not None for one in found.tables),
    }
    return (
        gettext("서식의 항목 %(all)d개 중 %(read)d개, 표 %(tables)d개 중 %(found)d개를 찾았습니다.") % counted
        if found.tables
        else gettext("서식의 항목 %(all)d개 중 %(read)d개를 찾았습니다.") % counted
    )


def _judged(case: Case, asked: tuple[QuestionSection, Question] | None, one: ReadField) -> Offer:
    """Where a field stands: its state, the words for it, and what may be taken over."""
    if asked is None:
        return NOT_HERE, gettext("이 화면에서 바꾸는 항목이 아닙니다"), None
    if one.value is None:
        return ABSENT, gettext("파일에서 이 항목을 찾지 못했습니다"), None
    if not one.value:
        return OPEN, gettext("파일에 비어 있습니다"), None
    section, question = asked
    return offered(case, section, question, as_answer(question, one.value))


def chosen(
    case: Case, posted: Mapping[str, str], keys: Collection[str]
) -> list[tuple[QuestionSection, dict[str, str]]]:
    """What was ticked, page by page, in the order of the pages; questions of nobody or of others are left out."""
    found = []
    for section in case.sections_of(case.me):
        values = {q.key: posted.get(f"value.{q.key}", "") for q in section.questions if q.key in keys}
        if values:
            found.append((section, values))
    return found
