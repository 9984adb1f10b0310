"""One received application as it was submitted: the sealed revision, its companies and papers, its receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, gettext_lazy

from gonggo.applications.commands.opening import open_application
from gonggo.applications.consent_files import sealed_program
from gonggo.applications.consent_papers import consent_papers
from gonggo.applications.form import REPORT_SLOT, paper_label
from gonggo.applications.states import ApplicationState
from gonggo.applications.supplements import SupplementRow, supplements
from gonggo.documents.queries import FileState, states_of
from gonggo.documents.states import Hold, Scan
from gonggo.facts.queries import names_of
from gonggo.intake.queries import Receipt, Revision, receipt
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach
from gonggo.kernel.text import Text
from gonggo.parties.queries import companies
from gonggo.parties.rules import written_brn
from gonggo.programs.definition import Program
from gonggo.web.office.budget_shown import sums_shown
from gonggo.web.office.consents import ConsentLine, consent_lines
from gonggo.web.ui.answers import answer_pair
from gonggo.web.ui.rows import Pair

SCANNED = {
    Scan.WAITING: gettext_lazy("악성코드 검사 중"),
    Scan.NOT_SCANNED: gettext_lazy("악성코드 검사하지 않음"),
    Scan.CLEAN: gettext_lazy("악성코드 없음 확인됨"),
    Scan.INFECTED: gettext_lazy("악성코드 발견: 내려받을 수 없음"),
}
"""How a file stands with the scanner, as an office reads it."""


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """A page of the form with what was answered."""

    label: Text
    answers: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper as it was submitted; ``sha256`` is the digest in the receipt."""

    slot: str
    number: str
    label: Text
    name: str
    size: int
    sha256: str
    states: tuple[str, ...]
    """Where it stands with the scanner and the hold, in words; a held one also says what to look at."""
    remarks: tuple[Text, ...]


def paper_anchor(company_id: UUID, slot: str) -> str:
    """Where a paper of a company stands on the page."""
    return f"paper-{company_id}-{slot}"


@dataclass(frozen=True, slots=True)
class CompanyPart:
    """A company's own part."""

    id: UUID
    name: str
    brn: str
    role: Text
    is_lead: bool
    sections: tuple[AnswerSection, ...]
    papers: tuple[PaperLine, ...]
    consents: tuple[ConsentLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that an officer reads of one application."""

    id: UUID
    number: str
    title: str
    program: Program
    track: Text
    type: Text
    operator: Text
    received_at: datetime
    revision: Revision
    receipt: Receipt
    state: ApplicationState
    reason: str
    supplements: tuple[SupplementRow, ...]
    companies: tuple[CompanyPart, ...]


def opened_case(application_id: UUID, *, by: Actor, at: datetime, origin: str) -> Case:
    """The application, for the operator that has it and for the agency; opening it goes into the access log.

    Ten statements. Raises OutOfReach.
    """
    opened = open_application(application_id=application_id, by=by, at=at, origin=origin)
    row, sealed = opened.row, opened.revision
    answer = receipt(row.receipt_id) if row.receipt_id else None
    if answer is None or row.received_at is None:
        raise OutOfReach(f"application:{application_id}")
    program, parties = sealed_program(sealed), sealed.content["parties"]
    ids = [UUID(party["company"]) for party in parties]
    return Case(
        id=row.id,
        number=row.number,
        title=row.title,
        program=program,
        track=program.track(row.track).label,
        type=program.support_type(row.type).label,
        operator=program.operator(row.operator).name,
        received_at=row.received_at,
        revision=sealed,
        receipt=answer,
        state=ApplicationState(row.state),
        reason=row.reason,
        supplements=tuple(supplements(row)),
        companies=company_parts(
            program,
            row.track,
            parties,
            names=names_of(ids, legal_day(at)),
            brns={one.id: written_brn(one.brn) for one in companies(ids).values()},
            states=states_of([paper["sha256"] for party in parties for paper in party["papers"]]),
            consents=consent_lines(consent_papers(row, program, sealed)),
        ),
    )


def company_parts(
    program: Program,
    track: str,
    parties: Sequence[Mapping[str, Any]],
    *,
    names: Mapping[UUID, str],
    brns: Mapping[UUID, str],
    states: Mapping[str, FileState] | None,
    consents: Mapping[UUID, tuple[ConsentLine, ...]] | None = None,
) -> tuple[CompanyPart, ...]:
    """Every company's own part of what was sealed, in its order; without ``states`` papers say nothing of theirs."""
    return tuple(
        CompanyPart(
            id=company_id,
            name=names.get(company_id, ""),
            brn=brns.get(company_id, ""),
            role=program.role(party["role"]).applying,
            is_lead=party["lead"],
            sections=(*_sections(program, track, party), *(_sums(program, track, parties) if party["lead"] else ())),
            papers=_papers(program, party["papers"], states),
            consents=(consents or {}).get(company_id, ()),
        )
        for company_id, party in ((UUID(party["company"]), party) for party in parties)
    )


def _sections(program: Program, track: str, party: Mapping[str, Any]) -> tuple[AnswerSection, ...]:
    answers, role = party["answers"], party["role"]
    links = {paper["slot"]: f"#{paper_anchor(UUID(party['company']), paper['slot'])}" for paper in party["papers"]}
    return tuple(
        AnswerSection(
            section.label,
            tuple(
                answer_pair(program, role, question, answers.get(question.key, ""), links)
                for question in section.questions
            ),
        )
        for section in program.sections_of(role, track, leads=party["lead"])
    )


def _sums(program: Program, track: str, parties: Sequence[Mapping[str, Any]]) -> tuple[AnswerSection, ...]:
    """Behind the lead's plan: what all parts of the budget come to, where several companies wrote one."""
    pairs = sums_shown(program, track, parties)
    title = Text("함께 신청한 기업의 사업비 합계", "The budgets of all companies together")
    return (AnswerSection(title, tuple(pairs)),) if pairs else ()


def _papers(
    program: Program, submitted: Sequence[Mapping[str, Any]], states: Mapping[str, FileState] | None
) -> tuple[PaperLine, ...]:
    """In the notice's order, then the report of the consulting."""
    by_slot = {paper["slot"]: paper for paper in submitted}
    numbers = {paper.slot: paper.number for paper in program.papers} | {REPORT_SLOT: ""}
    return tuple(
        PaperLine(
            slot,
            number,
            paper_label(program, slot),
            paper["name"],
            paper["size"],
            paper["sha256"],
            () if states is None else _said(states.get(paper["sha256"])),
            state.remarks if states and (state := states.get(paper["sha256"])) else (),
        )
        for slot, number in numbers.items()
        if (paper := by_slot.get(slot))
    )


def _released(state: FileState) -> str:
    return gettext("담당자 확인됨: %(reason)s") % {"reason": state.release_reason}


def _said(state: FileState | None) -> tuple[str, ...]:
    if state is None:
        return (gettext("보관된 파일 없음"),)
    held = {Hold.NONE: "", Hold.HELD: gettext("보류: 담당자 확인 필요"), Hold.RELEASED: _released(state)}
    return (str(SCANNED[state.scan]), *filter(None, [held[state.hold]]))
