"""A question page: its form, what is wrong in it, texts kept beside each other, where it leads on to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.utils.translation import gettext

from gonggo.applications import form as rules
from gonggo.applications.gaps import GAPS
from gonggo.applications.had import Had, may_be_chosen
from gonggo.intake.queries import Draft
from gonggo.kernel.basis import Basis
from gonggo.kernel.refusal import Refused
from gonggo.programs.definition import Question, QuestionKind, QuestionSection, SectionKind
from gonggo.web.company.case import Case, last_saved
from gonggo.web.company.forms import AnswerForm
from gonggo.web.company.pages import money
from gonggo.web.company.pages.table import TableAsked, table_asked
from gonggo.web.ui import wording
from gonggo.web.ui.answers import answer_pair, answer_table, one_of_several, schedule
from gonggo.web.ui.refusals import worded
from gonggo.web.ui.rows import Gauge, Pair, Schedule, Table
from gonggo.web.ui.speech import said


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its field and the basis on which it is asked; ``is_won`` repeats it in Korean units.

    One that is answered in rows has a ``table``; where they are drawn, ``schedule`` is what was saved, if anything.
    """

    field: forms.BoundField
    basis: Basis
    is_optional: bool
    is_won: bool
    revision: int
    table: TableAsked | None
    is_drawn: bool
    schedule: Schedule | None


@dataclass(frozen=True, slots=True)
class Both:
    """Two texts of one question: one's own, kept aside as ``revision``, and the one that stands.

    Of a question that is answered in rows both are tables too.
    """

    key: str
    label: str
    revision: int
    mine: str
    mine_at: datetime
    theirs: str
    theirs_by: str
    theirs_at: datetime
    my_table: Table | None
    their_table: Table | None


@dataclass(frozen=True, slots=True)
class Help:
    """What stands in the margin beside a question."""

    title: str
    text: str
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """Everything that a question page shows."""

    title: str
    says: str
    form: AnswerForm
    asked: list[Asked]
    written: list[Pair]
    """The answers as a text, for who may not write them (any more)."""
    conflicts: list[Both]
    gauges: list[Gauge]
    limits: Mapping[str, object]
    beside: Table | None
    """The amounts of other companies that are held against the limits with one's own."""
    helps: list[Help]
    saved_at: datetime | None
    total: int
    next_label: str
    next_url: str
    has_errors: bool
    earlier_answers: list[tuple[str, str]]
    """Questions whose answer was another before, as (label, address of what it was)."""
    is_from_earlier: bool
    """Whether fields hold what was written in an earlier application, and is not saved in this one."""


def question_page(
    case: Case,
    section: QuestionSection,
    *,
    typed: Mapping[str, str] | None = None,
    base: Mapping[str, int] | None = None,
) -> QuestionPage:
    """The page as it stands, or with what was just typed and not taken, over the revisions that it began from."""
    drafts = case.drafts_of(case.owner_of(section))
    earlier = _earlier(case, section)
    standing = {q.key: drafts[q.key].value for q in section.questions if q.key in drafts}
    values = {**earlier, **standing, **(typed or {})}
    revisions = {key: draft.revision for key, draft in drafts.items()} if base is None else base
    form = AnswerForm(section, case.language, values, _had(case, section))
    wrong = _mark(case, section, form)
    latest = last_saved(drafts[q.key] for q in section.questions if q.key in drafts)
    next_label, next_url = _next(case, section)
    parts = money.held(case, section, values) if section.kind is SectionKind.MONEY else []
    return QuestionPage(
        title=section.label.said(case.language),
        says=section.says.said(case.language),
        form=form,
        asked=[_asked(case, form, q, values, revisions) for q in section.questions],
        written=[answer_pair(case.program, section.role, q, values.get(q.key, "")) for q in section.questions],
        conflicts=_conflicts(case, section) if case.may_change else [],
        gauges=money.gauges(case, parts) if parts else [],
        limits=money.limits(case, section, parts) if parts else {},
        beside=money.beside_table(case, section, parts),
        helps=_helps(case, section),
        saved_at=latest.saved_at if latest else None,
        total=money.whole(parts),
        next_label=next_label,
        next_url=next_url,
        has_errors=wrong,
        earlier_answers=_earlier_answers(case, section, drafts),
        is_from_earlier=bool(earlier),
    )


def _earlier_answers(case: Case, section: QuestionSection, drafts: Mapping[str, Draft]) -> list[tuple[str, str]]:
    """The questions that were answered otherwise before, with the way to those answers."""
    return [
        (q.label.said(case.language), case.url("answer_versions", section.key, q.key))
        for q in section.questions
        if q.key in drafts and drafts[q.key].revision > 1
    ]


def _had(case: Case, section: QuestionSection) -> tuple[Had, ...]:
    """The tasks of earlier years among which the company whose page it is may choose."""
    owner = case.owner_of(section)
    return may_be_chosen(case.program, case.whole.draft.had.get((owner.company_id, owner.role), ()))


def _earlier(case: Case, section: QuestionSection) -> Mapping[str, str]:
    """What the company wrote about itself in an earlier application, on a page that nobody has saved in this one."""
    drafts, elsewhere = case.drafts_of(case.me), case.whole.gate.elsewhere
    if (
        not case.may_change
        or case.owner_of(section) != case.me
        or any(question.key in drafts for question in section.questions)
    ):
        return {}
    keys = [question.key for question in section.questions if elsewhere.get(question.key, "").strip()]
    return {key: elsewhere[key] for key in keys}


def _asked(
    case: Case, form: AnswerForm, question: Question, values: Mapping[str, str], revisions: Mapping[str, int]
) -> Asked:
    value = values.get(question.key, "")
    return Asked(
        field=form[question.key],
        basis=question.basis,
        is_optional=not question.required,
        is_won=question.kind is QuestionKind.WON,
        revision=revisions.get(question.key, 0),
        table=table_asked(case, question, value),
        is_drawn=question.table is not None and question.table.bars is not None,
        schedule=schedule(question, value),
    )


_NOT_YET = frozenset({"answer_missing", "cell_missing"})


def _mark(case: Case, section: QuestionSection, form: AnswerForm) -> bool:
    """Put what is wrong to its field; an answer that is only not there yet is no error."""
    for gap in case.gaps_of(case.owner_of(section), section.key):
        if gap.code not in _NOT_YET and not form.has_error(gap.item):
            form.add_error(gap.item, gap_words(gap))
    return bool(form.errors)


def put_refusal(form: AnswerForm, refused: Refused) -> None:
    """A refusal of a save stands at its field."""
    form.add_error(refused.field if refused.field in form.fields else None, str(worded(refused)))


def gap_words(gap: rules.Gap) -> str:
    """What is missing and the way out, in the language of the page."""
    words = GAPS.get(gap.code)
    if words is None:
        return str(worded(Refused(gap.code, gap.basis, field=gap.item, **gap.facts)))
    return f"{said(words.says.format(**gap.facts))} {said(words.remedy.format(**gap.facts))}"


def gap_says(gap: rules.Gap) -> str:
    """What is missing, without the way out: for a list that leads there."""
    words = GAPS.get(gap.code)
    if words is None:
        return worded(Refused(gap.code, gap.basis, field=gap.item, **gap.facts)).says
    return str(said(words.says.format(**gap.facts)))


def _conflicts(case: Case, section: QuestionSection) -> list[Both]:
    owner = case.owner_of(section)
    drafts = case.drafts_of(owner)
    newest = {
        aside.key: aside
        for aside in case.whole.gate.asides
        if aside.party == owner.company_id and aside.saved_by == case.by.person_id
    }
    return [
        Both(
            key=q.key,
            label=q.label.said(case.language),
            revision=newest[q.key].revision,
            mine=newest[q.key].value,
            mine_at=newest[q.key].saved_at,
            theirs=drafts[q.key].value,
            theirs_by=case.writer(drafts[q.key].saved_by),
            theirs_at=drafts[q.key].saved_at,
            my_table=_drawn(case, section.role, q, newest[q.key].value, gettext("내가 쓴 글")),
            their_table=_drawn(case, section.role, q, drafts[q.key].value, case.writer(drafts[q.key].saved_by)),
        )
        for q in section.questions
        if q.key in newest and q.key in drafts
    ]


def _drawn(case: Case, role: str, question: Question, value: str, which: str) -> Table | None:
    return one_of_several(answer_table(case.program, role, question, value), which) if question.table else None


def _helps(case: Case, section: QuestionSection) -> list[Help]:
    if section.kind is SectionKind.MONEY:
        return [Help(one.title, one.text, one.basis) for one in money.helps(case)]
    return [
        Help(q.label.said(case.language), q.hint.said(case.language), None if q.basis.is_default else q.basis)
        for q in section.questions
        if not q.basis.is_default
    ]


def not_saved(case: Case, section: QuestionSection, typed: Mapping[str, str]) -> dict[str, str]:
    """Of what was typed, what is another text than the one that stands."""
    drafts = case.drafts_of(case.owner_of(section))
    standing = {key: drafts[key].value for key in typed if key in drafts}
    return {key: text for key, text in typed.items() if text.replace("\r\n", "\n") != standing.get(key, "")}


def saving(case: Case, section: QuestionSection, page: QuestionPage, typed: Mapping[str, str] | None) -> dict[str, str]:
    """What the script that saves needs to know, and the state of saving in words; ``typed`` is shown and not taken."""
    together = {case.me.company_id, *(one.company_id for one in case.whole.opened if one.section == section.key)}
    together.add(case.owner_of(section).company_id)
    colleagues = {
        str(one.person_id): case.writer(one.person_id) for one in case.whole.people if one.company_id in together
    }
    words = gettext("저장됨 %(at)s") % {"at": wording.clock(page.saved_at)} if page.saved_at else ""
    if page.has_errors and words:
        words += ". " + gettext("고칠 것이 남아 있어도 저장은 됩니다.")
    is_saved = typed is None
    return {
        "unsaved_json": json.dumps(sorted(not_saved(case, section, typed or {}))),
        "base_json": json.dumps({asked.field.name: asked.revision for asked in page.asked if asked.revision}),
        "people_json": json.dumps(colleagues, ensure_ascii=False),
        "keep": f"{case.id}.{case.by.person_id}.{section.key}",
        "saved_words": words if is_saved else gettext("저장 안 됨. 쓰신 글은 이 화면에 그대로 있습니다."),
        "saved_state": "saved" if is_saved else "unsaved",
    }


def _next(case: Case, section: QuestionSection) -> tuple[str, str]:
    if case.owner_of(section) != case.me:
        return gettext("저장하고 마치기"), case.url("application")
    pages = [page.key for page in case.sections_of(case.me)]
    place = pages.index(section.key) + 1
    if place < len(pages):
        following = case.section(pages[place])
        return gettext("다음: %(page)s") % {"page": following.label.said(case.language)}, case.url(
            "section", following.key
        )
    return gettext("다음: 제출 서류"), case.url("papers")
