"""Who has consented to what is sealed, the texts that are agreed to, and what changed since a consent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from gonggo.applications import budget, form, in_person, sealed, tables
from gonggo.kernel.text import Text
from gonggo.programs.definition import Question, QuestionSection, SectionKind
from gonggo.web.company.case import Case
from gonggo.web.ui import wording
from gonggo.web.ui.consent_text import ConsentText, consent_text
from gonggo.web.ui.rows import Cell, Head, Row, Table


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """Where one company's consent to the sealed revision stands: agreed, stale or todo."""

    company_id: UUID
    title: str
    state: str
    person: str
    when: str
    part_digest: str
    stale_part: str
    """What it consented to before, if that is no longer what is sealed."""

    @property
    def stands(self) -> bool:
        return self.state == "agreed"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not what it was when a company consented."""

    label: str
    before: str
    now: str


def consent_rows(case: Case) -> list[ConsentRow]:
    """Every company of the sealed revision; empty while nothing is sealed."""
    standing = case.whole.gate.sealed
    if standing is None:
        return []
    return [
        _row(case, standing.content, UUID(party["company"]), party["role"]) for party in standing.content["parties"]
    ]


def _row(case: Case, content: Mapping[str, Any], company_id: UUID, role: str) -> ConsentRow:
    part = form.part_digest(content, company_id)
    own = [consent for consent in case.whole.consents if consent.party_id == company_id]
    held = [consent for consent in own if consent.part_digest == part]
    latest = (held or own)[-1] if own else None
    return ConsentRow(
        company_id=company_id,
        title=f"{case.role_label(role)} {case.name_of(company_id)}",
        state="agreed" if held else "stale" if own else "todo",
        person=case.person(latest.person_id) if latest else "",
        when=wording.instant(latest.given_at, case.language) if latest else "",
        part_digest=part,
        stale_part=latest.part_digest if latest and not held else "",
    )


def consent_table(rows: Iterable[ConsentRow]) -> Table:
    """회사, 동의한 사람, 언제, 상태."""
    words = {"agreed": gettext("동의함"), "stale": gettext("다시 동의 필요"), "todo": gettext("아직 동의하지 않음")}
    return Table(
        name=gettext("참여 기업의 동의"),
        heads=[Head(gettext("회사")), Head(gettext("동의한 사람")), Head(gettext("언제")), Head(gettext("상태"))],
        rows=[
            Row([row.title, row.person or "-", row.when or "-", Cell(words[row.state], state=row.state)])
            for row in rows
        ],
    )


def texts(case: Case) -> list[ConsentText]:
    """The texts that one's own company agrees to, in the language of the page."""
    return [consent_text(text, case.language) for text in sealed.texts_for(case.program, case.me.role)]


def own_texts(case: Case) -> list[ConsentText]:
    """The texts that the reader has still to agree to for themselves, as a person whose data is in what is sealed."""
    standing = case.whole.gate.sealed
    readers = {one.named.id: one.named for one in case.whole.named if one.is_reader}
    if standing is None or not readers:
        return []
    states = in_person.person_states(case.program, standing.content, case.whole.consents)
    left = [readers[one.person_id] for one in states if one.person_id in readers and not one.stands]
    asked = [t for one in left for t in in_person.texts_for_person(case.program, case.me.role, one.capacities)]
    return [consent_text(text, case.language) for text in dict.fromkeys(asked)]


def shared_sections(case: Case) -> list[QuestionSection]:
    """The lead's pages that every company answers for: the plan and the budget, without those about people."""
    return [section for section in case.sections_of(case.lead) if not form.is_personal(section)]


def shared_budgets(case: Case, content: Mapping[str, Any]) -> list[tuple[form.Member, QuestionSection, dict[str, str]]]:
    """What other companies than the lead and one's own wrote of the budget: everybody answers for it."""
    found = []
    for company_id, answers in form.common_of(content).items():
        member = next((m for m in case.partners if str(m.company_id) == company_id), None)
        page = budget.page_of(case.program, case.whole.facts.track, member.role, leads=False) if member else None
        if member is not None and page is not None:
            found.append((member, page, answers))
    return found


def titled(case: Case, section: QuestionSection, member: form.Member, content: Mapping[str, Any]) -> Text:
    """What a page is called; with its company's name where several companies wrote one like it."""
    if section.kind is not SectionKind.MONEY or not form.common_of(content):
        return section.label
    whose = f" ({case.name_of(member.company_id)})"
    return Text(section.label.ko + whose, section.label.en + whose)


def changes(case: Case, company_id: UUID, before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """What differs between two sealed contents in the part of one company, as the reader may see it."""
    then, here = form.part_content(before, company_id), form.part_content(now, company_id)
    found = [
        Change(_frame_label(case, key), _frame_value(case, key, then["frame"].get(key)), _frame_value(case, key, value))
        for key, value in here["frame"].items()
        if then["frame"].get(key) != value
    ]
    if then["companies"] != here["companies"]:
        found.append(
            Change(gettext("참여 기업"), _companies(case, then["companies"]), _companies(case, here["companies"]))
        )
    found += _answer_changes(case, company_id, then, here)
    if company_id == case.me.company_id:
        found += _paper_changes(case, then["own"]["papers"], here["own"]["papers"])
    elif then["own"]["papers"] != here["own"]["papers"]:
        found.append(Change(gettext("제출 서류"), "", gettext("바뀜")))
    if then["own"].get("people", []) != here["own"].get("people", []):
        own = company_id == case.me.company_id
        was, is_now = (_names(then["own"]), _names(here["own"])) if own else ("", gettext("바뀜"))
        found.append(Change(gettext("정보가 담긴 사람"), was, is_now))
    return found


def _names(own: Mapping[str, Any]) -> str:
    return ", ".join(person["name"] for person in own.get("people", [])) or "-"


def _frame_label(case: Case, key: str) -> str:
    operator = case.program.operator_label.said(case.language)
    labels = {"track": gettext("구분"), "type": gettext("지원유형"), "operator": operator}
    return labels.get(key, gettext("공고와 신청 번호"))


def _frame_value(case: Case, key: str, value: Any) -> str:
    match key:
        case "track":
            return case.program.track(str(value)).label.said(case.language)
        case "type":
            return case.program.support_type(str(value)).label.said(case.language)
        case "operator":
            return case.program.operator(str(value)).name.said(case.language)
        case _:
            return str(value)


def _companies(case: Case, companies: list[dict[str, str]]) -> str:
    return ", ".join(case.name_of(UUID(company["company"])) for company in companies)


def _answer_changes(case: Case, company_id: UUID, then: Mapping[str, Any], here: Mapping[str, Any]) -> list[Change]:
    """Of the plan what may be shown; of one's own page everything; of what may not be shown only that it changed."""
    lead_reads = case.me.is_lead
    open_keys = {
        q.key for s in (case.sections_of(case.lead) if lead_reads else shared_sections(case)) for q in s.questions
    }
    found = _differing(case, case.sections_of(case.lead), then["plan"], here["plan"], open_keys)
    found += _budget_changes(case, company_id, then.get("budgets", {}), here.get("budgets", {}))
    if company_id != case.lead.company_id:
        member = next(m for m in case.whole.draft.members if m.company_id == company_id)
        sections = case.sections_of(member)
        keys = {q.key for s in sections for q in s.questions} if company_id == case.me.company_id else set()
        found += _differing(case, sections, then["own"]["answers"], here["own"]["answers"], keys)
    return found


def _budget_changes(
    case: Case, company_id: UUID, then: Mapping[str, dict[str, str]], here: Mapping[str, dict[str, str]]
) -> list[Change]:
    """What the other companies' parts of the budget say now, under the names of those companies."""
    found = []
    for member in case.whole.draft.members:
        key, page = str(member.company_id), None
        if not member.is_lead and member.company_id != company_id:
            page = budget.page_of(case.program, case.whole.facts.track, member.role, leads=False)
        if page is not None:
            keys = {question.key for question in page.questions}
            whose = case.name_of(member.company_id)
            differing = _differing(case, [page], then.get(key, {}), here.get(key, {}), keys)
            found += [replace(one, label=f"{one.label} ({whose})") for one in differing]
    return found


def _differing(
    case: Case,
    sections: Iterable[QuestionSection],
    then: Mapping[str, str],
    here: Mapping[str, str],
    open_keys: set[str],
) -> list[Change]:
    found = []
    for section in sections:
        changed = [q for q in section.questions if then.get(q.key, "") != here.get(q.key, "")]
        shown = [q for q in changed if q.key in open_keys]
        found += [
            Change(
                q.label.said(case.language),
                answer_read(case, section.role, q, then.get(q.key, "")),
                answer_read(case, section.role, q, here.get(q.key, "")),
            )
            for q in shown
        ]
        if len(shown) < len(changed):
            found.append(Change(section.label.said(case.language), "", gettext("바뀜")))
    return found


def _paper_changes(case: Case, then: list[dict[str, Any]], here: list[dict[str, Any]]) -> list[Change]:
    before, now = {p["slot"]: p for p in then}, {p["slot"]: p for p in here}
    return [
        Change(
            form.paper_label(case.program, slot).said(case.language),
            before.get(slot, {}).get("name", "-"),
            now.get(slot, {}).get("name", "-"),
        )
        for slot in dict.fromkeys([*before, *now])
        if before.get(slot, {}).get("sha256") != now.get(slot, {}).get("sha256")
    ]


def changes_since(
    case: Case, row: ConsentRow, earlier: Iterable[Mapping[str, Any]], now: Mapping[str, Any]
) -> list[Change]:
    """What is not as it was in the sealed content that the company last consented to."""
    ids = {str(row.company_id)}
    for before in earlier:
        has_it = ids <= {party["company"] for party in before["parties"]}
        if has_it and form.part_digest(before, row.company_id) == row.stale_part:
            return changes(case, row.company_id, before, now)
    return []


def change_table(found: list[Change]) -> Table:
    """항목, 동의했을 때, 지금."""
    return Table(
        name=gettext("동의한 뒤에 바뀐 것"),
        heads=[Head(gettext("항목")), Head(gettext("동의했을 때")), Head(gettext("지금"))],
        rows=[Row([change.label, change.before or "-", change.now or "-"]) for change in found],
    )


def answer_read(case: Case, role: str, question: Question, value: str) -> str:
    """An answer of a company of ``role`` as people read it, in the language of the page."""
    return tables.answer_read(case.program, role, question, value).said(case.language)
