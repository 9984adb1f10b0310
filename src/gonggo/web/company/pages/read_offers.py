"""An answer that a file gives beside the one that stands: the same, another, or none that may be saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from gonggo.applications import form as rules
from gonggo.applications.answers import text_gap
from gonggo.applications.forms_read import number_of
from gonggo.kernel.table import rows_of, written
from gonggo.programs.definition import Question, QuestionKind, QuestionSection
from gonggo.web.company.case import Case
from gonggo.web.company.pages.consents import answer_read
from gonggo.web.company.pages.question import gap_words
from gonggo.web.ui.answers import answer_table, one_of_several
from gonggo.web.ui.rows import Cell, Row, Table

NEW, DIFFERENT, SAME, OPEN, ABSENT, WRONG, NOT_HERE = "new", "different", "same", "open", "absent", "wrong", "not_here"
_GLYPHS = {
    NEW: "done",
    DIFFERENT: "doing",
    SAME: "done",
    OPEN: "todo",
    ABSENT: "problem",
    WRONG: "problem",
    NOT_HERE: "locked",
}
_NUMBERS = frozenset({QuestionKind.WHOLE, QuestionKind.WON})


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer of the file that may be taken over: ``value`` as it would be saved over ``revision``.

    ``was`` and ``is_now`` are both as people read them, of rows as tables; ``is_chosen`` where nothing would be
    overwritten.
    """

    key: str
    label: str
    section: str
    value: str
    was: str
    is_now: str
    was_table: Table | None
    is_now_table: Table | None
    revision: int
    is_chosen: bool


Offer = tuple[str, str, Taken | None]
"""state, the words for it, what may be taken over"""


def line(heading: str, state: str, words: str) -> Row:
    return Row([heading, Cell(words, state=_GLYPHS[state])])


def offered(case: Case, section: QuestionSection, question: Question, value: str) -> Offer:
    """``value`` is the answer as the page would save it."""
    draft = case.drafts_of(case.me).get(question.key)
    was = draft.value if draft else ""
    if _plain(question, was) == _plain(question, value):
        return SAME, gettext("지금 쓴 답과 같습니다"), None
    wrong = text_gap(question, value)
    if wrong is not None:
        return WRONG, fault_words(case, section, question, *wrong), None
    taken = Taken(
        key=question.key,
        label=question.label.said(case.language),
        section=section.label.said(case.language),
        value=value,
        was=answer_read(case, section.role, question, was),
        is_now=answer_read(case, section.role, question, value),
        was_table=_drawn(case, section, question, was, gettext("지금 쓴 답")),
        is_now_table=_drawn(case, section, question, value, gettext("서식의 답")),
        revision=draft.revision if draft else 0,
        is_chosen=not was.strip(),
    )
    if was.strip():
        return DIFFERENT, gettext("지금 쓴 답과 다릅니다. 위에서 골라 주세요"), taken
    return NEW, gettext("새로 가져올 수 있습니다"), taken


def _drawn(case: Case, section: QuestionSection, question: Question, value: str, which: str) -> Table | None:
    """Of an answer in rows the rows as a table."""
    if not question.table or not value:
        return None
    return one_of_several(answer_table(case.program, section.role, question, value), which)


def fault_words(case: Case, section: QuestionSection, question: Question, code: str, facts: Mapping[str, Any]) -> str:
    gap = rules.Gap(code, case.me.company_id, section.key, question.key, question.basis,
                    {"label": question.label, **facts})  # fmt: skip
    return gap_words(gap)


def _plain(question: Question, value: str) -> str:
    """An answer without what a sheet cannot keep: separators, spaces at the ends of what was typed."""
    if question.table is not None:
        return written({key: _lines(cell) for key, cell in row.items()} for row in rows_of(value))
    return number_of(value) if question.kind in _NUMBERS else value.strip()


def _lines(cell: str) -> str:
    return "\n".join(piece.strip() for piece in cell.strip().splitlines())
