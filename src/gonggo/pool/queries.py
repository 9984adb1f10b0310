"""Everything that reads registrations. ``within_reach`` and ``judged`` are the only ways to one."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gonggo.documents import queries as documents
from gonggo.documents.queries import DocumentFacts
from gonggo.documents.states import Scan
from gonggo.intake import queries as door
from gonggo.intake.queries import OpenGate, Revision
from gonggo.intake.receipts import Paper
from gonggo.intake.standing import Opening, sealed_revisions
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties import personal
from gonggo.pool import form
from gonggo.pool.definition import PERSONAL, Pool, pool_of
from gonggo.pool.models import Decision, PoolPaper, Registration
from gonggo.pool.states import CURABLE, JUDGES, RegistrationState
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_version

S = RegistrationState
OWN = frozenset({S.DRAFT, S.WITHDRAWN})
"""What is nobody's but the company's."""
CHANGEABLE = OWN | {S.RECEIVED}
"""What the company may change while the window is open."""
WITHDRAWABLE = frozenset({S.RECEIVED, S.CORRECTION})
"""What the company may withdraw: received, and not decided."""


def ref_of(registration_id: UUID) -> Ref:
    return Ref(Kind.POOL_REGISTRATION, registration_id)


def personal_of(registration_id: UUID, key: str) -> str:
    """What a personal field's cipher is bound to."""
    return f"pool.{key}:{registration_id}"


def visible_to(of: Actor) -> "QuerySet[Registration]":
    """A company's own; what was received, for those who decide."""
    rows = Registration.objects.all()
    if of.company_id is not None:
        return rows.filter(company_id=of.company_id)
    if of.role in JUDGES:
        return rows.exclude(state__in=OWN)
    return rows if of.role is Role.SYSTEM else rows.none()


def within_reach(registration_id: UUID, *, of: Actor, lock: bool = False) -> Registration:
    """The registration, if this actor may know that it exists. Raises OutOfReach."""
    rows = visible_to(of)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=registration_id).first()
    if found is None:
        raise OutOfReach(f"registration:{registration_id}")
    return found


def judged(registration_id: UUID, by: Actor, *, lock: bool = False) -> Registration:
    """A received registration, for one who decides on it. Raises OutOfReach."""
    if by.role not in JUDGES:
        raise OutOfReach(f"registration:{registration_id}")
    return within_reach(registration_id, of=by, lock=lock)


def program_of(registration: Registration) -> Program:
    """The version of the notice that the registration is tied to."""
    return program_version(registration.program, registration.program_version)


def pool(registration: Registration) -> Pool:
    """What that version says of the pool. Raises OutOfReach."""
    found = pool_of(program_of(registration))
    if found is None:
        raise OutOfReach(f"pool:{registration.program}")
    return found


def cured_until(registration: Registration) -> datetime:
    """When what could be cured is final, by the notice in force."""
    return program_version(registration.program).moment(pool(registration).final_at)


def may_change(state: str, opening: Opening | OpenGate | None, at: datetime) -> bool:
    """Whether the company may change it now: until the deadline in force at its gate; a correction at any time."""
    if state == S.CORRECTION:
        return True
    return state in CHANGEABLE and opening is not None and opening.opens_at <= at < opening.closes_at


def sealed(registration: Registration) -> Revision | None:
    """What may be submitted now. One statement."""
    return door.open_revision(ref_of(registration.id))


def opened(registration_id: UUID, answers: form.Answers) -> form.Answers:
    """The answers with what is personal readable."""
    plain = {
        key: tuple(personal.opened(text, of=personal_of(registration_id, key)) for text in answers.fields.get(key, ()))
        for key in PERSONAL
    }
    return answers.with_fields(plain)


@dataclass(frozen=True, slots=True)
class PaperNow:
    """A paper in a slot."""

    slot: str
    document: DocumentFacts
    placed_by: UUID
    placed_at: datetime


@dataclass(frozen=True)
class Draft:
    """A registration as its company writes it; ``answers`` are readable."""

    registration: Registration
    program: Program
    pool: Pool
    answers: form.Answers
    held: tuple[PaperNow, ...]

    @property
    def papers(self) -> list[Paper]:
        """The papers that count: one with malware in it is none."""
        return [
            Paper(now.slot, now.document.name, now.document.size, now.document.sha256)
            for now in self.held
            if now.document.scan is not Scan.INFECTED
        ]

    @cached_property
    def gaps(self) -> list[form.Gap]:
        return form.gaps(self.pool, self.answers, {paper.slot for paper in self.papers})

    @property
    def content(self) -> dict[str, Any]:
        """As it would be sealed."""
        row, program = self.registration, self.program
        frame = {
            "program": program.key,
            "program_version": program.version,
            "program_digest": program.digest,
            "number": row.number,
            "brn": row.brn,
        }
        return form.sealed_content(frame, form.Answers.read(row.answers), self.papers, str(row.company_id))


def draft_of(registration: Registration) -> Draft:
    """Three statements."""
    answers = opened(registration.id, form.Answers.read(registration.answers))
    program = program_of(registration)
    return Draft(registration, program, pool(registration), answers, tuple(_papers_now(registration)))


def _papers_now(registration: Registration) -> list[PaperNow]:
    rows = list(PoolPaper.objects.filter(registration=registration, ended_at=None).order_by("slot"))
    known = documents.documents([row.document_id for row in rows])
    return [PaperNow(row.slot, known[row.document_id], row.placed_by, row.placed_at) for row in rows]


def own_document(registration_id: UUID, document_id: UUID, *, of: Actor) -> DocumentFacts:
    """A paper of one's own company's registration, an earlier one too. Raises OutOfReach."""
    registration = within_reach(registration_id, of=of)
    if of.company_id is None or not registration.papers.filter(document_id=document_id).exists():
        raise OutOfReach(f"paper:{document_id}")
    return documents.document(document_id)


@dataclass(frozen=True, slots=True)
class Opened:
    """A registration as it was submitted, readable: it holds contacts of people."""

    registration: Registration
    program: Program
    answers: form.Answers
    papers: tuple[Paper, ...]
    revision: Revision


def as_submitted(registration: Registration) -> Opened:
    """The revision in force. Raises OutOfReach where nothing was submitted."""
    revision = door.revision(registration.sealed_revision_id) if registration.sealed_revision_id else None
    if revision is None:
        raise OutOfReach(f"registration:{registration.id}")
    answers = opened(registration.id, form.Answers.read(revision.content["answers"]))
    papers = tuple(Paper(**paper) for paper in revision.content["papers"])
    return Opened(registration, program_of(registration), answers, papers, revision)


def handed_in(registration: Registration) -> list[Revision]:
    """Every revision that the agency was given, the newest first: received through the door, or as a correction."""
    told = timeline(ref_of(registration.id))
    numbers = {line.data["revision"] for line in told if line.name in {"pool.received", "pool.correction_answered"}}
    return [one for one in sealed_revisions(ref_of(registration.id)) if one.number in numbers]


def earlier_papers(registration: Registration) -> list[Paper]:
    """What was handed in before and is not among the papers in force, the newest first. Two statements."""
    found: dict[Paper, bool] = {}
    for one in handed_in(registration):
        for paper in one.content["papers"]:
            found.setdefault(Paper(**paper), one.id == registration.sealed_revision_id)
    return [paper for paper, is_in_force in found.items() if not is_in_force]


def submitted_paper(registration: Registration, slot: str, sha256: str) -> DocumentFacts:
    """The document of a paper that was handed in, an earlier one too. Raises OutOfReach."""
    submitted = {(paper["slot"], paper["sha256"]) for one in handed_in(registration) for paper in one.content["papers"]}
    ids = registration.papers.filter(slot=slot).values_list("document_id", flat=True)
    found = next((one for one in documents.documents(list(ids)).values() if one.sha256 == sha256), None)
    if found is None or (slot, sha256) not in submitted:
        raise OutOfReach(f"slot:{slot}")
    return found


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as both sides read it."""

    state: RegistrationState
    ground: str
    basis: str
    reason: str
    decided_at: datetime
    is_lapse: bool
    """It was not cured in time: the ground and the reason are those of the decision before it."""


def decisions(registration: Registration) -> list[Decided]:
    """Every decision, the newest first. One statement."""
    rows = Decision.objects.filter(registration=registration).order_by("-id")
    return [
        Decided(S(row.state), row.ground, row.basis, row.reason, row.decided_at, row.decided_by is None) for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Own:
    """A registration in the list of what a company has."""

    id: UUID
    number: str
    program: str
    state: RegistrationState


def registrations_of_company(of: Actor) -> list[Own]:
    """The company's own, the newest first. One statement."""
    rows = visible_to(of).order_by("-started_at") if of.company_id is not None else Registration.objects.none()
    return [Own(row.id, row.number, row.program, S(row.state)) for row in rows]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a company stands with the pool of a program; without a registration ``state`` is None."""

    state: RegistrationState | None
    received_at: datetime | None = None

    @property
    def is_approved(self) -> bool:
        return self.state is S.APPROVED


def standing(state: str, received_at: datetime | None, program: Program, at: datetime) -> Standing:
    """A row's state as it counts at ``at``: what was curable is final at the instant, before the worker has come."""
    found = Standing(S(state), received_at)
    read = pool_of(program)
    if read and found.state in CURABLE and at >= program.moment(read.final_at):
        return replace(found, state=S.REFUSED)
    return found


def standing_of(company_ids: Collection[UUID], program: Program, at: datetime) -> dict[UUID, Standing]:
    """How each company stands with the pool; each id given has its standing. One statement."""
    rows = Registration.objects.filter(program=program.key, company_id__in=set(company_ids))
    known = {row.company_id: standing(row.state, row.received_at, program, at) for row in rows}
    return {company_id: known.get(company_id, Standing(None)) for company_id in company_ids}
