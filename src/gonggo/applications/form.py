"""What an application holds and what it still lacks: pure functions of the program and what was written."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from gonggo.applications import budget, tables
from gonggo.applications.answers import text_gap
from gonggo.applications.draft import Draft as Draft  # noqa: PLC0414  # a form is of these, and is asked for them
from gonggo.applications.draft import Gap as Gap  # noqa: PLC0414  # likewise
from gonggo.applications.draft import Member as Member  # noqa: PLC0414  # likewise
from gonggo.applications.draft import Named as Named  # noqa: PLC0414  # likewise
from gonggo.applications.had import history_fault
from gonggo.applications.people_gaps import people_gaps
from gonggo.consulting.definition import offer_of
from gonggo.kernel.basis import Basis
from gonggo.kernel.canonical import digest
from gonggo.kernel.text import Text
from gonggo.programs.definition import (
    PaperKind,
    PartyRole,
    Program,
    Question,
    QuestionKind,
    QuestionSection,
    SectionKind,
)
from gonggo.programs.rules import missing_papers, validity_fault

REPORT_SLOT = "consulting-report"
"""Where a consulting report stands among a company's papers: no program asks for it."""


def answer_gap(draft: Draft, member: Member, question: Question) -> tuple[str, dict[str, Any]] | None:
    """What is wrong with an answer, read beside the others of its company, as (code, facts), or None."""
    answers = draft.answers.get(member.company_id, {})
    value = answers.get(question.key, "")
    if question.table is None or not value.strip() or len(value) > question.max_length:
        had = draft.had.get((member.company_id, member.role), ())
        return text_gap(question, value) or history_fault(draft.program, question, answers, had)
    held = {paper.slot for paper in draft.papers.get(member.company_id, ())}
    return tables.table_fault(draft.program, draft.track, member.role, question, answers) or tables.paper_fault(
        draft.program, question, value, held
    )


_PERSONAL = {QuestionKind.PHONE, QuestionKind.EMAIL}


def is_personal(section: QuestionSection) -> bool:
    """Whether a page holds how people are reached: no other company reads or writes it."""
    return not _PERSONAL.isdisjoint(question.kind for question in section.questions)


def section_gaps(draft: Draft, member: Member, section: QuestionSection) -> list[Gap]:
    """What one page of one party lacks."""
    gaps = []
    for question in section.questions:
        found = answer_gap(draft, member, question)
        if found is not None:
            code, facts = found
            facts = {"label": question.label, **facts}
            gaps.append(Gap(code, member.company_id, section.key, question.key, question.basis, facts))
    if not gaps and section.kind is SectionKind.MONEY:
        gaps += [
            Gap(f.code, member.company_id, section.key, budget.asked_for(section, f.field), f.basis, f.facts)
            for f in budget.findings(draft, member)
        ]
    return gaps


def paper_label(program: Program, slot: str) -> Text:
    """What the paper in a slot is called: one of the program's, or the report of its consulting."""
    return offer_of(program).report if slot == REPORT_SLOT else program.paper(slot).label


def paper_gaps(draft: Draft, member: Member) -> list[Gap]:
    """The papers that one party still has to upload."""
    held = {paper.slot for paper in draft.papers.get(member.company_id, ())}
    missing = [
        Gap(
            "paper_missing",
            member.company_id,
            "papers",
            paper.slot,
            paper.basis,
            {"number": paper.number, "label": paper.label},
        )
        for paper in missing_papers(draft.program, member.role, held, leads=member.is_lead)
        if paper.kind is PaperKind.UPLOAD
    ]
    return [*missing, *(gap for slot in sorted(held) for gap in _validity_gaps(draft, member, slot))]


def _validity_gaps(draft: Draft, member: Member, slot: str) -> list[Gap]:
    """A paper whose own days say that it does not count on the closing day."""
    said = draft.validity.get((member.company_id, slot))
    if said is None or slot == REPORT_SLOT:
        return []
    paper, closes_on = draft.program.paper(slot), draft.judged_on
    fault = validity_fault(paper, said, closes_on)
    if fault is None:
        return []
    code, facts = fault
    basis = paper.validity.basis if paper.validity else paper.basis
    return [
        Gap(code, member.company_id, "papers", slot, basis, {"number": paper.number, "label": paper.label, **facts})
    ]


def consortium_gaps(draft: Draft) -> list[Gap]:
    """What the companies as a whole lack: a supplier, or answers to invitations."""
    gaps = [
        Gap("party_unanswered", None, "parties", brn, None, {"brn": f"{brn[:3]}-{brn[3:5]}-{brn[5:]}"})
        for brn in draft.unanswered
    ]
    least = draft.program.consortium.least_suppliers
    if sum(member.role == PartyRole.SUPPLIER for member in draft.members) < least.value:
        facts = {"label": draft.program.role(PartyRole.SUPPLIER).applying, "least": least.value}
        gaps.append(Gap("supplier_missing", None, "parties", PartyRole.SUPPLIER, least.basis, facts))
    return gaps


def sections_of(draft: Draft, member: Member) -> tuple[QuestionSection, ...]:
    """The pages that a party is asked for."""
    return draft.program.sections_of(member.role, draft.track, leads=member.is_lead)


def room_for(program: Program, role: str, taken: int) -> Basis | None:
    """The basis that says no more companies of ``role`` may come in when ``taken`` are there, or None."""
    most = program.consortium.most_suppliers if role == PartyRole.SUPPLIER else program.consortium.most_adopters
    return most.basis if taken >= most.value else None


def gaps(draft: Draft) -> list[Gap]:
    """Everything that is missing, in the order of the parties and their pages."""
    found = consortium_gaps(draft)
    for member in draft.members:
        for section in sections_of(draft, member):
            found += section_gaps(draft, member, section)
        found += paper_gaps(draft, member)
        found += people_gaps(draft, member)
    return found


def _own(draft: Draft, member: Member) -> dict[str, Any]:
    """A party's answers (only to questions that it is asked) and papers."""
    given = draft.answers.get(member.company_id, {})
    asked = {
        question.key: given[question.key]
        for section in sections_of(draft, member)
        for question in section.questions
        if given.get(question.key, "").strip()
    }
    page = None if member.is_lead else budget.page_of(draft.program, draft.track, member.role, leads=False)
    common = sorted(budget.BudgetPart(member.company_id, page, asked).common) if page else []
    people = [person.said() for person in draft.people if person.company_id == member.company_id]
    return {
        "company": str(member.company_id),
        "role": member.role,
        "lead": member.is_lead,
        "answers": asked,
        "papers": [p.said() for p in sorted(draft.papers.get(member.company_id, ()), key=lambda p: p.slot)],
        **({"people": people} if people else {}),
        **({"common": common} if common else {}),
    }


def sealed_content(draft: Draft, *, number: str, operator: str) -> dict[str, Any]:
    """The whole application as it is sealed: canonical JSON of answers, slots with digests, companies."""
    return {
        "format": 1,
        "program": draft.program.key,
        "program_version": draft.program.version,
        "program_digest": draft.program.digest,
        "number": number,
        "track": draft.track,
        "type": draft.type,
        "operator": operator,
        "title": _title(draft),
        "parties": [_own(draft, member) for member in draft.members],
    }


def _title(draft: Draft) -> str:
    """What the task is called: the lead's answer to the question that names it."""
    key = next((question.key for question in draft.program.questions() if question.names_task), "")
    lead = next(member for member in draft.members if member.is_lead)
    return draft.answers.get(lead.company_id, {}).get(key, "").strip()


def part_content(content: Mapping[str, Any], company_id: UUID) -> dict[str, Any]:
    """What one party answers for: its own part, the plan, the budget of all, and who takes part.

    The plan is the lead's answers; of the others' answers only their part of the budget is in it, and of no other
    party a paper.
    """
    own = next(p for p in content["parties"] if p["company"] == str(company_id))
    lead = next(p for p in content["parties"] if p["lead"])
    budgets = common_of(content)
    return {
        "frame": {key: content[key] for key in ("program", "program_version", "number", "track", "type", "operator")},
        "companies": [{"company": p["company"], "role": p["role"]} for p in content["parties"]],
        "own": own,
        "plan": lead["answers"],
        **({"budgets": budgets} if budgets else {}),
    }


def common_of(content: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """company → its part of the budget, of those that write one beside the lead."""
    return {
        party["company"]: {key: party["answers"][key] for key in party["common"]}
        for party in content["parties"]
        if party.get("common")
    }


def part_digest(content: Mapping[str, Any], company_id: UUID) -> str:
    return digest(part_content(content, company_id))
