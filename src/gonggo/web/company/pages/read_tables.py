"""A table of a filled form beside the one that stands, and what of it was not taken: by table, row and column."""

from django.utils.translation import gettext

from gonggo.applications import tables
from gonggo.applications.forms_read import NotTaken, RowsRead, rows_read
from gonggo.documents.forms import ReadTable
from gonggo.programs.definition import Question, QuestionSection
from gonggo.web.company.case import Case
from gonggo.web.company.pages.read_offers import (
    ABSENT,
    DIFFERENT,
    NOT_HERE,
    OPEN,
    WRONG,
    Offer,
    Taken,
    fault_words,
    line,
    offered,
)
from gonggo.web.ui.rows import Row


def table_lines(
    case: Case, asked: tuple[QuestionSection, Question] | None, found: ReadTable
) -> tuple[list[Row], Taken | None]:
    """The lines of the report about one table, and what may be taken over of it."""
    heading = found.table.heading
    if found.rows is None:
        return [line(heading, ABSENT, gettext("파일에서 이 표를 찾지 못했습니다"))], None
    if asked is None:
        return [line(heading, NOT_HERE, gettext("이 화면에서 바꾸는 항목이 아닙니다"))], None
    if not found.rows:
        return [line(heading, OPEN, gettext("파일에 비어 있습니다"))], None
    section, question = asked
    read = rows_read(case.program, section.role, question, found.rows)
    state, words, taken = _offered(case, section, question, read)
    totals = sum(one.code in {"total", "other_total"} for one in read.left)
    counted = {"all": len(found.rows) - totals, "read": read.count}
    count = gettext("표의 %(all)d줄 중 %(read)d줄을 읽었습니다.") % counted
    lines = [line(heading, state, f"{count} {words}"), *_columns(found)]
    lines += [line(_where(case, heading, one), *_why(one)) for one in read.left]
    return [*lines, *_faults(case, section, question, heading, read)], taken


def _offered(case: Case, section: QuestionSection, question: Question, read: RowsRead) -> Offer:
    if not read.value:
        return WRONG, gettext("가져올 수 있는 줄이 없습니다"), None
    return offered(case, section, question, read.value)


def _columns(found: ReadTable) -> list[Row]:
    absent, unknown = gettext("파일의 표에 이 칸이 없습니다"), gettext("서식의 표에 없는 칸이라 읽지 않았습니다")
    heading = found.table.heading
    lines = [line(f"{heading} · {column}", ABSENT, absent) for column in found.absent]
    return [*lines, *(line(f"{heading} · {column}", NOT_HERE, unknown) for column in found.unknown)]


def _where(case: Case, heading: str, one: NotTaken) -> str:
    row = gettext("%(place)d번째 줄") % {"place": one.place}
    column = [one.column.said(case.language)] if one.column else []
    return " · ".join([heading, row, *column])


def _why(one: NotTaken) -> tuple[str, str]:
    match one.code:
        case "total":
            return NOT_HERE, gettext("합계라 옮기지 않습니다. 합계는 줄들에서 다시 계산합니다.")
        case "other_total":
            return DIFFERENT, gettext("합계로 보아 옮기지 않습니다. 다른 줄들의 합과 다르니 금액을 확인해 주세요.")
        case "cells":
            return WRONG, gettext("칸이 합쳐졌거나 나뉘어 있어 이 줄을 옮기지 않습니다.")
        case "many":
            return WRONG, gettext("%(limit)d줄까지 적을 수 있어 이 줄을 옮기지 않습니다.") % {"limit": one.limit}
        case "cell_long":
            facts = {"limit": one.limit, "length": len(one.said)}
            return WRONG, gettext("%(limit)d자까지 적을 수 있는데 %(length)d자입니다. 이 줄을 옮기지 않습니다.") % facts
    return WRONG, gettext("“%(said)s”: 읽을 수 없어 이 줄을 옮기지 않습니다.") % {"said": one.said[:60]}


def _faults(case: Case, section: QuestionSection, question: Question, heading: str, read: RowsRead) -> list[Row]:
    """What the page will ask to mend once the rows are there: the door lets it stand, the check does not."""
    answers = {key: draft.value for key, draft in case.drafts_of(case.me).items()} | {question.key: read.value}
    track = case.whole.facts.track
    fault = tables.table_fault(case.program, track, section.role, question, answers) if read.value else None
    if fault is None:
        return []
    code, facts = fault
    if "row" in facts:
        facts = facts | {"row": read.places[facts["row"] - 1]}
    return [line(heading, DIFFERENT, fault_words(case, section, question, code, facts))]
