"""A filled form beside what stands: what was recognised of it, field by field, and what may be taken over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from gonggo.applications import form as rules
from gonggo.applications.answers import text_gap
from gonggo.documents.forms import ReadBack, folded
from gonggo.intake.table_rules import plain_number
from gonggo.programs.definition import Form, Question, QuestionKind, QuestionSection
from gonggo.web.company.case import Case
from gonggo.web.company.pages.consents import answer_read
from gonggo.web.company.pages.question import gap_words
from gonggo.web.ui.rows import Cell, Row, Table

NEW, DIFFERENT, SAME, OPEN, ABSENT, WRONG, NOT_HERE = "new", "different", "same", "open", "absent", "wrong", "not_here"
NUMBERS = frozenset({QuestionKind.WHOLE, QuestionKind.WON})


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer of the file that may be taken over: ``value`` as it would be saved over ``revision``.

    ``was`` and ``is_now`` are both as people read them; ``is_chosen`` where nothing would be overwritten.
    """

    key: str
    label: str
    section: str
    value: str
    was: str
    is_now: str
    revision: int
    is_chosen: bool


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
        state, words = NOT_HERE, gettext("이 화면에서 바꾸는 항목이 아닙니다")
        if one.field.key in asked:
            section, question = asked[one.field.key]
            state, words, offered = _judged(case, section, question, one.value)
            taken += [offered] if offered else []
        lines.append(_line(one.field.heading, state, words))
    lines += [_table_line(one.table.heading, one.rows) for one in found.tables]
    counted = {"all": len(found.fields), "read": sum(one.value is not None for one in found.fields)}
    return ReadPage(
        title=f"{form.number.said(case.language)} {form.title.said(case.language)}",
        name=name,
        taken=taken,
        report=Table(gettext("항목마다 읽은 결과"), [gettext("항목"), gettext("결과")], lines),
        unknown=found.unknown,
        count=gettext("서식의 항목 %(all)d개 중 %(read)d개를 찾았습니다.") % counted,
    )


_GLYPHS = {
    NEW: "done",
    DIFFERENT: "doing",
    SAME: "done",
    OPEN: "todo",
    ABSENT: "problem",
    WRONG: "problem",
    NOT_HERE: "locked",
}


def _line(heading: str, state: str, words: str) -> Row:
    return Row([heading, Cell(words, state=_GLYPHS[state])])


def _table_line(heading: str, rows: Collection[object] | None) -> Row:
    if rows is None:
        return _line(heading, ABSENT, gettext("파일에서 이 표를 찾지 못했습니다"))
    if not rows:
        return _line(heading, OPEN, gettext("파일에 비어 있습니다"))
    words = gettext("표 %(count)d줄을 읽었지만 옮기지 않습니다. 화면에 적어 주세요.") % {"count": len(rows)}
    return _line(heading, NOT_HERE, words)


def _judged(
    case: Case, section: QuestionSection, question: Question, said: str | None
) -> tuple[str, str, Taken | None]:
    """Where a field of one's own stands: its state, the words for it, and what may be taken over."""
    if said is None:
        return ABSENT, gettext("파일에서 이 항목을 찾지 못했습니다"), None
    if not said:
        return OPEN, gettext("파일에 비어 있습니다"), None
    draft = case.drafts_of(case.me).get(question.key)
    was, value = draft.value if draft else "", as_answer(question, said)
    if _plain(question, was) == _plain(question, value):
        return SAME, gettext("지금 쓴 답과 같습니다"), None
    wrong = text_gap(question, value)
    if wrong is not None:
        code, facts = wrong
        gap = rules.Gap(code, case.me.company_id, section.key, question.key, question.basis,
                        {"label": question.label, **facts})  # fmt: skip
        return WRONG, gap_words(gap), None
    taken = Taken(
        key=question.key,
        label=question.label.said(case.language),
        section=section.label.said(case.language),
        value=value,
        was=answer_read(case, section.role, question, was),
        is_now=answer_read(case, section.role, question, value),
        revision=draft.revision if draft else 0,
        is_chosen=not was.strip(),
    )
    if was.strip():
        return DIFFERENT, gettext("지금 쓴 답과 다릅니다. 위에서 골라 주세요"), taken
    return NEW, gettext("새로 가져올 수 있습니다"), taken


def as_answer(question: Question, said: str) -> str:
    """What a file says, as the answer that the page would have: a choice by its key, an amount without its unit."""
    if question.kind is QuestionKind.CHOICE:
        wanted = folded(said)
        keys = (c.key for c in question.choices if wanted in {folded(c.label.ko), folded(c.label.en), folded(c.key)})
        return next(keys, said)
    return plain_number(said) if question.kind in NUMBERS else said


def _plain(question: Question, value: str) -> str:
    return plain_number(value) if question.kind in NUMBERS else value.strip()


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
