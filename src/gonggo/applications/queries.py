"""Everything that reads applications. ``within_reach`` is the only way to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gonggo.applications import form
from gonggo.applications.models import Application, Paper, Party
from gonggo.applications.people import named_people
from gonggo.applications.screened import STANDING, within_state
from gonggo.applications.states import RECEIVED, ApplicationState, PartyState
from gonggo.applications.vault import closing_day, validity_now
from gonggo.documents import queries as documents
from gonggo.documents.queries import DocumentFacts
from gonggo.documents.states import Scan
from gonggo.intake import queries as door
from gonggo.intake import receipts
from gonggo.kernel.actor import AGENCY_ROLES, MINISTRY_ROLES, OPERATOR_ROLES, Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties.models import Agency
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_version


def ref_of(application_id: UUID) -> Ref:
    return Ref(Kind.APPLICATION, application_id)


def visible_to(of: Actor) -> QuerySet[Application]:
    """The applications that this actor may know of: a party's own; what was received, for the offices that run it."""
    rows = Application.objects.all()
    if of.company_id is not None:
        theirs = Party.objects.filter(application=OuterRef("pk"), company_id=of.company_id, state=PartyState.JOINED)
        return rows.filter(Exists(theirs))
    if of.role in OPERATOR_ROLES and of.agency_id is not None:
        return rows.filter(state__in=RECEIVED, operator__in=Agency.objects.filter(id=of.agency_id).values("key"))
    if of.role in AGENCY_ROLES | MINISTRY_ROLES:
        return rows.filter(state__in=RECEIVED)
    if of.role is Role.SYSTEM:
        return rows
    return rows.none()


def within_reach(application_id: UUID, *, of: Actor, lock: bool = False) -> Application:
    """The application, if this actor may know that it exists. Raises OutOfReach."""
    rows = visible_to(of)
    if lock:
        rows = rows.select_for_update(of=("self",))
    try:
        return rows.get(pk=application_id)
    except Application.DoesNotExist as missing:
        raise OutOfReach(f"application:{application_id}") from missing


def program_of(application: Application) -> Program:
    """The version of the notice that the application is tied to."""
    return program_version(application.program, application.program_version)


def draft_of(application: Application) -> form.Draft:
    """The application as its form sees it now: members, answers from the door's store, papers."""
    rows = application.parties.filter(state__in=[PartyState.INVITED, PartyState.JOINED])
    parties = list(rows.order_by("-is_lead", "invited_at", "brn"))
    members = tuple(
        form.Member(party.company_id, party.brn, party.role, party.is_lead)
        for party in parties
        if party.state == PartyState.JOINED and party.company_id is not None
    )
    drafts, validity = door.drafts(ref_of(application.id)), validity_now(application)
    return form.Draft(
        program=program_of(application),
        track=application.track,
        type=application.type,
        members=members,
        unanswered=tuple(party.brn for party in parties if party.state == PartyState.INVITED),
        answers={
            member.company_id: {key: d.value for key, d in drafts.get(member.company_id, {}).items()}
            for member in members
        },
        papers=papers_of(application),
        validity=validity,
        people=named_people(application),
        closes_on=closing_day(application.program, validity),
    )


def papers_of(application: Application) -> dict[UUID, list[receipts.Paper]]:
    """company → its papers now. Two statements."""
    rows = list(application.papers.filter(ended_at=None).order_by("slot"))
    known = documents.documents([row.document_id for row in rows])
    held: dict[UUID, list[receipts.Paper]] = {}
    for row in rows:
        document = known[row.document_id]
        if document.scan is not Scan.INFECTED:  # a slot with malware in it counts as empty
            paper = receipts.Paper(row.slot, document.name, document.size, document.sha256)
            held.setdefault(row.company_id, []).append(paper)
    return held


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A company in an application, as the others may see it."""

    id: UUID
    company_id: UUID | None
    brn: str
    role: str
    state: PartyState
    is_lead: bool
    email: str
    invited_at: datetime
    joined_at: datetime | None


def parties_of(application: Application) -> list[PartyRow]:
    """Joined and invited companies, the lead first. One statement."""
    rows = application.parties.filter(state__in=[PartyState.INVITED, PartyState.JOINED]).order_by(
        "-is_lead", "invited_at"
    )
    return [
        PartyRow(r.id, r.company_id, r.brn, r.role, PartyState(r.state), r.is_lead, r.email, r.invited_at, r.joined_at)
        for r in rows
    ]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of the company at hand: its document, and who put it there."""

    slot: str
    document: DocumentFacts
    placed_by: UUID
    placed_at: datetime
    is_current: bool


def paper_rows(application: Application, company_id: UUID) -> list[PaperRow]:
    """A company's own papers with their earlier versions, newest first in each slot. Two statements."""
    rows = list(application.papers.filter(company_id=company_id).order_by("slot", "-placed_at"))
    known = documents.documents([row.document_id for row in rows])
    return [
        PaperRow(row.slot, known[row.document_id], row.placed_by, row.placed_at, row.ended_at is None) for row in rows
    ]


def paper_within_reach(application_id: UUID, document_id: UUID, *, of: Actor) -> Paper:
    """A paper of the actor's own company, or any paper of a received application for the offices that run it.

    A partner's paper does not exist for the other companies. Raises OutOfReach.
    """
    application = within_reach(application_id, of=of)
    rows = application.papers.filter(document_id=document_id)
    if of.company_id is not None:
        rows = rows.filter(company_id=of.company_id)
    elif of.role in MINISTRY_ROLES:
        rows = rows.none()
    paper = rows.order_by("-placed_at").first()
    if paper is None:
        raise OutOfReach(f"paper:{document_id}")
    return paper


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a company's list of applications."""

    id: UUID
    number: str
    program: str
    track: str
    type: str
    state: ApplicationState
    title: str
    role: str
    started_at: datetime
    received_at: datetime | None


def applications_of_company(of: Actor) -> list[Listed]:
    """The company's applications, drafts first, newest first. One statement."""
    if of.company_id is None:
        return []
    rows = Party.objects.filter(company_id=of.company_id, state=PartyState.JOINED).select_related("application")
    listed = [
        Listed(
            p.application.id,
            p.application.number,
            p.application.program,
            p.application.track,
            p.application.type,
            ApplicationState(p.application.state),
            p.application.title,
            p.role,
            p.application.started_at,
            p.application.received_at,
        )
        for p in rows.order_by("-application__started_at")
    ]
    return sorted(listed, key=lambda row: row.state != ApplicationState.DRAFT)


def invitations_of_company(of: Actor, brn: str) -> list[PartyRow]:
    """Open invitations to the company acted for."""
    rows = Party.objects.filter(brn=brn, state=PartyState.INVITED) if of.company_id else Party.objects.none()
    return [
        PartyRow(r.id, r.company_id, r.brn, r.role, PartyState(r.state), r.is_lead, r.email, r.invited_at, r.joined_at)
        for r in rows.order_by("invited_at")
    ]


@dataclass(frozen=True, slots=True)
class ReceivedCount:
    """How many received applications stand in one combination; ``standing`` is a state or SUPPLEMENTED."""

    track: str
    type: str
    operator: str
    standing: str
    count: int


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """One line of the offices' list."""

    id: UUID
    number: str
    track: str
    type: str
    operator: str
    title: str
    lead_company_id: UUID
    received_at: datetime
    state: ApplicationState


@dataclass(frozen=True, slots=True)
class Filter:
    """What the offices' list is narrowed to; empty means all. ``state`` is a state, or SUPPLEMENTED."""

    program: str = ""
    track: str = ""
    type: str = ""
    operator: str = ""
    state: str = ""
    words: str = ""


def received_counts(*, of: Actor, program: str) -> list[ReceivedCount]:
    """Counts of received applications within reach by track, type, operator and state. One statement."""
    rows = (
        visible_to(of)
        .filter(program=program, state__in=RECEIVED)
        .annotate(standing=STANDING)
        .values("track", "type", "operator", "standing")
        .annotate(count=Count("id"))
        .order_by("track", "type", "operator", "standing")
    )
    return [ReceivedCount(r["track"], r["type"], r["operator"], r["standing"], r["count"]) for r in rows]


def eligible(program: str) -> list[Application]:
    """Everything that was found eligible, by number: what is evaluated. One statement."""
    return list(Application.objects.filter(program=program, state=ApplicationState.ELIGIBLE).order_by("number"))


def received_list(*, of: Actor, where: Filter, offset: int = 0, limit: int = 50) -> Sequence[ReceivedRow]:
    """Received applications within reach, latest first. One statement."""
    rows = visible_to(of).filter(state__in=RECEIVED)
    chosen = {
        "program": where.program,
        "track": where.track,
        "type": where.type,
        "operator": where.operator,
    }
    rows = rows.filter(**{key: value for key, value in chosen.items() if value})
    if where.state:
        rows = within_state(rows, where.state)
    if where.words:
        rows = rows.filter(Q(title__icontains=where.words) | Q(number__icontains=where.words))
    return [
        ReceivedRow(
            r.id,
            r.number,
            r.track,
            r.type,
            r.operator,
            r.title,
            r.lead_company_id,
            r.received_at,
            ApplicationState(r.state),
        )
        for r in rows.order_by("-received_at", "number")[offset : offset + limit]
        if r.received_at is not None
    ]
