"""제출 전 최종 확인: every answer and file, what is missing and whose task it is, consents, and the way to submit."""

from dataclasses import dataclass

from django.utils.translation import gettext

from gonggo.applications import form
from gonggo.programs.definition import PaperKind, Question, QuestionSection, SectionKind
from gonggo.web.company.case import Case
from gonggo.web.company.pages import money, people, tasks
from gonggo.web.company.pages.consents import (
    ConsentRow,
    answer_read,
    consent_rows,
    own_texts,
    shared_budgets,
    shared_sections,
    texts,
    titled,
)
from gonggo.web.company.pages.people import PEOPLE, missing
from gonggo.web.company.pages.question import gap_says, gap_words
from gonggo.web.ui import wording
from gonggo.web.ui.answers import answer_pair, answer_table, schedule
from gonggo.web.ui.consent_text import ConsentText
from gonggo.web.ui.registrations import glyph, word
from gonggo.web.ui.rows import Pair, Problem


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of the check page with its questions and answers."""

    title: str
    pairs: list[Pair]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """Where the page stands on the way to submission; exactly one of the flags of the template's last panel.

    ``stage`` is closed, gaps, unsealed, changed, received, consent, waiting or ready; ``revision`` is the number of
    what is sealed.
    """

    stage: str
    revision: int | None
    first_gap: Problem | None
    waiting_for: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Everything that the check page shows."""

    problems: list[Problem]
    parts: list[Part]
    partner_parts: list[Part]
    shared: list[Part]
    consents: list[ConsentRow]
    mine: ConsentRow | None
    texts: list[ConsentText]
    as_person: bool
    """Whether the reader consents for themselves, too, as one of the people whose data is in it."""
    way: Way
    papers: int


def check_page(case: Case) -> CheckPage:
    """Built from the case alone."""
    rows = consent_rows(case)
    mine = next((row for row in rows if row.company_id == case.me.company_id), None)
    problems = _without_twins([_problem(case, gap) for gap in case.gaps])
    return CheckPage(
        problems=problems,
        parts=[*(_section(case, section) for section in case.sections_of(case.me)), _papers(case), *_pool(case)],
        partner_parts=[_partner(case, member) for member in case.partners],
        shared=_shared(case),
        consents=rows,
        mine=mine,
        texts=[*(texts(case) if mine is None or not mine.stands else ()), *own_texts(case)],
        as_person=bool(own_texts(case)),
        way=_way(case, rows, mine, problems),
        papers=sum(len(case.required_slots_of(member)) for member in case.whole.draft.members),
    )


def _problem(case: Case, gap: form.Gap) -> Problem:
    """A gap as a link to its field, or, for a partner's, only how far the partner is."""
    own = gap.company_id == case.me.company_id
    if gap.place == "parties":
        return Problem(gap_says(gap), f"{case.url('application')}#parties", _whose(case, case.lead))
    member = next(m for m in case.whole.draft.members if m.company_id == gap.company_id)
    if not own:
        words = gettext("%(party)s: %(task)s 준비가 남았습니다")
        return Problem(
            words % {"party": case.name_of(gap.company_id), "task": _place(case, member, gap)}, "", _whose(case, member)
        )
    return Problem(gap_says(gap), _mended_at(case, gap), _whose(case, member))


def _mended_at(case: Case, gap: form.Gap) -> str:
    match gap.place:
        case tasks.PAPERS:
            return f"{case.url('papers')}#slot-{gap.item}"
        case people.PEOPLE:
            return f"{case.url('people')}#name-title"
        case _:
            return f"{case.url('section', gap.place)}#id_{gap.item}"


def _whose(case: Case, member: form.Member) -> str:
    return gettext("%(company)s의 할 일") % {"company": case.name_of(member.company_id)}


def _place(case: Case, member: form.Member, gap: form.Gap) -> str:
    if gap.place == tasks.PAPERS:
        return gettext("제출 서류")
    if gap.place == PEOPLE:
        return gettext("정보가 담긴 사람")
    return next(s.label.said(case.language) for s in case.sections_of(member) if s.key == gap.place)


def _without_twins(problems: list[Problem]) -> list[Problem]:
    """A partner's page is named once, however much of it is missing."""
    return list(dict.fromkeys(problems))


def _section(case: Case, section: QuestionSection) -> Part:
    drafts, gaps = case.drafts_of(case.me), {gap.item: gap for gap in case.gaps_of(case.me, section.key)}
    links = {slot: case.url("download", paper.document_id) for slot, paper in case.papers_of(case.me).items()}
    pairs = []
    for question in section.questions:
        value = drafts[question.key].value if question.key in drafts else ""
        gap, is_table = gaps.get(question.key), bool(question.table and value)
        pairs.append(
            Pair(
                term=question.label.said(case.language),
                value="" if is_table else _read(case, question, value),
                table=answer_table(case.program, case.me.role, question, value, links) if is_table else None,
                schedule=schedule(question, value),
                note=gap_words(gap) if gap is not None and value.strip() else "",
                edit=f"{case.url('section', section.key)}#id_{question.key}" if case.may_change else "",
                gap=(gettext("답이 없습니다") if gap is not None and not value.strip() else ""),
            )
        )
    if section.kind is SectionKind.MONEY:
        pairs += money.totals(case, section, {key: draft.value for key, draft in drafts.items()})
    return Part(section.label.said(case.language), pairs)


def _read(case: Case, question: Question, value: str) -> str:
    return answer_read(case, case.me.role, question, value) or gettext("답하지 않음 (안 내도 됩니다)")


def _papers(case: Case) -> Part:
    held = case.papers_of(case.me)
    pairs = []
    for paper in case.asked_papers_of(case.me):
        term = f"{paper.number} {paper.label.said(case.language)}"
        now = held.get(paper.slot)
        edit = f"{case.url('papers')}#slot-{paper.slot}" if case.may_change else ""
        if paper.kind is PaperKind.CONSENT:
            pairs.append(Pair(term, gettext("온라인 동의"), edit="#consent"))
        elif now is None:
            gap = gettext("파일이 없습니다") if paper.required else ""
            pairs.append(Pair(term, "" if paper.required else gettext("내지 않음 (선택)"), edit=edit, gap=gap))
        else:
            note = f"{wording.file_size(now.size)} · {wording.digest_read(now.sha256)}"
            pairs.append(Pair(term, now.name, note=note, edit=edit))
    if report := held.get(form.REPORT_SLOT):
        label = form.paper_label(case.program, form.REPORT_SLOT).said(case.language)
        pairs.append(Pair(label, report.name, note=wording.file_size(report.size), edit=f"{case.url('papers')}#report"))
    return Part(gettext("제출 서류"), pairs)


def _pool(case: Case) -> list[Part]:
    """How each company that must be in the pool stands with it: received without, but not assessed."""
    bound = [(member, required) for member in (case.me, *case.partners) if (required := case.pool_requirement(member))]
    if not bound:
        return []
    pairs = []
    for member, required in bound:
        stands = case.pool_standing(member)
        pairs.append(
            Pair(
                case.party_title(member),
                word(stands),
                note=case.pool_says(required),
                basis=required.basis,
                state=glyph(stands),
            )
        )
    return [Part(bound[0][1].label.said(case.language), pairs)]


def _partner(case: Case, member: form.Member) -> Part:
    pairs = [Pair(task.label, "", note=task.note, state=task.state) for task in tasks.progress_of(case, member)]
    return Part(case.party_title(member), pairs, gettext("쓴 내용과 파일은 그 회사와 심사 담당자만 봅니다."))


def _shared(case: Case) -> list[Part]:
    """What is sealed of others and one's own company must consent to: the lead's plan, and every part of the budget."""
    standing = case.whole.gate.sealed
    if standing is None:
        return []
    content = standing.content
    plan = next(party["answers"] for party in content["parties"] if party["lead"])
    pages = [] if case.me.is_lead else [(case.lead, section, plan) for section in shared_sections(case)]
    return [
        Part(
            titled(case, section, member, content).said(case.language),
            [answer_pair(case.program, section.role, one, answers.get(one.key, "")) for one in section.questions],
        )
        for member, section, answers in [*pages, *shared_budgets(case, content)]
    ]


def _way(case: Case, rows: list[ConsentRow], mine: ConsentRow | None, problems: list[Problem]) -> Way:
    standing = case.whole.gate.sealed
    open_rows = [row for row in rows if not row.stands]
    waiting = [row.title for row in open_rows] + missing(case, {row.company_id for row in open_rows})
    own_gap = next((problem for problem in problems if problem.url), None)
    return Way(
        stage=_stage(case, mine, waiting),
        revision=standing.number if standing else None,
        first_gap=own_gap,
        waiting_for=", ".join(waiting),
    )


def _stage(case: Case, mine: ConsentRow | None, waiting: list[str]) -> str:
    standing, received = case.whole.gate.sealed, case.received
    reached = (
        ("closed", case.is_closed),
        ("gaps", bool(case.gaps)),
        ("unsealed", standing is None),
        ("changed", not is_as_sealed(case)),
        ("received", received is not None and standing is not None and received.sealed_id == standing.id),
        ("consent", mine is None or not mine.stands or bool(own_texts(case))),
        ("waiting", bool(waiting)),
    )
    return next((stage for stage, holds in reached if holds), "ready")


def is_as_sealed(case: Case) -> bool:
    """Whether what is sealed is what the draft says now."""
    standing, facts = case.whole.gate.sealed, case.whole.facts
    if standing is None:
        return False
    return form.sealed_content(case.whole.draft, number=facts.number, operator=facts.operator) == standing.content


def may_submit(case: Case) -> bool:
    """Whether there is something to submit now: sealed, consented to by every company, not yet received as it is."""
    standing, received = case.whole.gate.sealed, case.received
    if standing is None or not case.may_change or case.gaps:
        return False
    if received is not None and received.sealed_id == standing.id:
        return False
    return all(row.stands for row in consent_rows(case)) and not missing(case)
