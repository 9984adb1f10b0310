"""How far each task of a party is, in words; of a partner only states and counts."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, ngettext

from gonggo.applications import form
from gonggo.documents.states import Scan
from gonggo.programs.definition import QuestionSection
from gonggo.web.company.case import Case, last_saved
from gonggo.web.company.pages.people import PEOPLE, states
from gonggo.web.ui import wording
from gonggo.web.ui.rows import Task

PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Progress:
    """One task of one party: ``state`` is a key of the glyphs, ``by`` is empty where one may not know."""

    key: str
    label: str
    state: str
    note: str
    saved_at: datetime | None


def progress_of(case: Case, member: form.Member) -> list[Progress]:
    """Every task of a party in the order of its pages, then the papers and the people whose data is in it."""
    sections = [_section(case, member, section) for section in case.sections_of(member)]
    return [*sections, _papers(case, member), *_people(case, member)]


def done_count(progress: list[Progress]) -> int:
    return sum(task.state == "done" for task in progress)


def _section(case: Case, member: form.Member, section: QuestionSection) -> Progress:
    keys = {question.key for question in section.questions}
    drafts = {key: draft for key, draft in case.drafts_of(member).items() if key in keys}
    latest = last_saved(drafts.values())
    gaps = case.gaps_of(member, section.key)
    state = _state(any(draft.value.strip() for draft in drafts.values()), gaps)
    own = member.company_id == case.me.company_id
    return Progress(
        key=section.key,
        label=section.label.said(case.language),
        state=state,
        note=_section_note(case, gaps, own, latest.saved_at if latest else None, latest.saved_by if latest else None),
        saved_at=latest.saved_at if latest else None,
    )


def _state(begun: bool, gaps: list[form.Gap]) -> str:  # noqa: FBT001  # a fact about the task
    if not gaps and begun:
        return "done"
    if not begun:
        return "todo"
    return "doing" if all(gap.code == "answer_missing" for gap in gaps) else "problem"


def _section_note(case: Case, gaps: list[form.Gap], own: bool, saved_at: datetime | None, saved_by: object) -> str:  # noqa: FBT001
    parts = []
    missing = sum(gap.code == "answer_missing" for gap in gaps)
    if own and missing and saved_at:
        parts.append(ngettext("남은 질문 %(count)d개", "남은 질문 %(count)d개", missing) % {"count": missing})
    if own and len(gaps) > missing:
        parts.append(gettext("고칠 것이 있습니다"))
    if saved_at is not None:
        who = case.writer(saved_by) if own else ""  # type: ignore[arg-type]  # an id of a person
        when = wording.instant(saved_at, case.language)
        parts.append(f"{who}, {when}" if who else gettext("마지막 저장 %(when)s") % {"when": when})
    return " · ".join(parts)


def _papers(case: Case, member: form.Member) -> Progress:
    slots, held = case.required_slots_of(member), case.papers_of(member)
    bad = sum(paper.scan is Scan.INFECTED for paper in held.values())
    good = len(slots) - len(case.gaps_of(member, PAPERS))
    state = "problem" if bad else "done" if good == len(slots) else "doing" if held else "todo"
    note = gettext("%(all)d가지 중 %(done)d가지 완료") % {"all": len(slots), "done": good}
    latest = max((paper.placed_at for paper in held.values()), default=None)
    if latest is not None:
        note += " · " + gettext("마지막 저장 %(when)s") % {"when": wording.instant(latest, case.language)}
    return Progress(PAPERS, gettext("제출 서류"), state, note, latest)


def _people(case: Case, member: form.Member) -> list[Progress]:
    """Done when everybody is named: their consent is asked for at the end, beside the companies'."""
    if not case.program.capacities_of(member.role):
        return []
    named = [one for one in case.whole.named if one.named.company_id == member.company_id]
    state = "done" if not case.gaps_of(member, PEOPLE) else "doing" if named else "todo"
    agreed = sum(state.stands for key, state in states(case).items() if key in {one.named.id for one in named})
    counted = {"all": len(named), "done": agreed}
    note = gettext("%(all)d명을 등록했고, 그 가운데 %(done)d명이 동의했습니다") % counted if named else ""
    latest = max((one.named_at for one in named), default=None)
    return [Progress(PEOPLE, gettext("정보가 담긴 사람"), state, note, latest)]


def rows(case: Case, member: form.Member, progress: list[Progress]) -> list[Task]:
    """The task list of a party: linked for one's own, states alone for a partner."""
    own = member.company_id == case.me.company_id
    return [
        Task(task.label, task.state, url=url_of(case, task.key) if own else "", note=task.note) for task in progress
    ]


def opened_rows(case: Case) -> list[Task]:
    """The lead's pages that are open to one's own company: linked, with how far they are."""
    listed = []
    for page in case.opened_pages:
        one = _section(case, case.lead, page)
        label = f"{one.label} ({case.name_of(case.lead.company_id)})"
        listed.append(Task(label, one.state, url=url_of(case, page.key), note=one.note))
    return listed


def url_of(case: Case, key: str) -> str:
    return case.url(key) if key in {PAPERS, PEOPLE} else case.url("section", key)
