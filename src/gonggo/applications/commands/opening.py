"""The offices read a received application and its papers; each reading is on record and in the access log."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.applications import queries, screening
from gonggo.applications.consent_files import MadePaper, consent_file
from gonggo.applications.held import held_paper
from gonggo.applications.models import Application
from gonggo.applications.sealed import revision
from gonggo.applications.supplements import supplements
from gonggo.documents.commands import OpenedFile, open_for, release
from gonggo.documents.queries import DocumentFacts
from gonggo.documents.states import Hold
from gonggo.eligibility.queries import VerdictRow
from gonggo.intake.queries import Revision
from gonggo.journal.commands import record, record_access
from gonggo.journal.purposes import Purpose
from gonggo.kernel.actor import AGENCY_ROLES, OPERATOR_ROLES, Actor
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach


@dataclass(frozen=True, slots=True)
class OpenedApplication:
    """A received application with what was submitted: the revision holds contacts of people."""

    row: Application
    revision: Revision


@dataclass(frozen=True, slots=True)
class OpenedVerdicts:
    """A received application with the verdicts of its last run: they name representatives."""

    row: Application
    verdicts: list[VerdictRow]


@transaction.atomic
def open_application(*, application_id: UUID, by: Actor, at: datetime, origin: str) -> OpenedApplication:
    """An officer opens an application as it was submitted.

    ``at`` is the moment of reading, ``origin`` the network address that the officer came from. Raises OutOfReach.
    """
    application = _received(application_id, by)
    submitted = revision(application.sealed_revision_id) if application.sealed_revision_id else None
    if submitted is None:
        raise OutOfReach(f"application:{application_id}")
    companies = [UUID(party["company"]) for party in submitted.content["parties"]]
    _note("application.opened", application, companies, Purpose.APPLICATION, by=by, at=at, origin=origin)
    return OpenedApplication(application, submitted)


@transaction.atomic
def open_verdicts(*, application_id: UUID, by: Actor, at: datetime, origin: str) -> OpenedVerdicts:
    """An officer opens what the conditions say of the companies and their representatives.

    ``at`` and ``origin`` as for the application. Raises OutOfReach.
    """
    application = _received(application_id, by)
    rows = screening.verdicts(application)
    companies = {row.company_id for row in rows}
    _note("application.verdicts_opened", application, companies, Purpose.ELIGIBILITY, by=by, at=at, origin=origin)
    return OpenedVerdicts(application, rows)


@transaction.atomic
def open_history(*, application_id: UUID, by: Actor, at: datetime, origin: str) -> Application:
    """An officer reads what happened to a received application: it names people of its companies.

    ``at`` and ``origin`` as for the application. Raises OutOfReach.
    """
    application = _received(application_id, by)
    companies = {one.company_id for one in screening.candidates([application])[0].parties}
    _note("application.history_opened", application, companies, Purpose.APPLICATION, by=by, at=at, origin=origin)
    return application


def open_paper(
    *, application_id: UUID, company_id: UUID, slot: str, sha256: str, by: Actor, at: datetime, origin: str
) -> OpenedFile:
    """An officer takes a paper as it was submitted: the version with this digest, whatever came into the slot later.

    ``at`` and ``origin`` as for the application. Raises OutOfReach; refuses with: file_not_yet_open.
    """
    application = _received(application_id, by)
    held = queries.paper_rows(application, company_id)
    paper = next((row for row in held if (row.slot, row.document.sha256) == (slot, sha256)), None)
    if paper is None:
        raise OutOfReach(f"slot:{slot}")
    opened = open_for(paper.document.id, by=by, at=at, as_uploader=False, as_staff=True)
    purpose = Purpose.HELD_PAPER if paper.document.hold is Hold.HELD else Purpose.PAPER
    data = {"company": str(company_id), "slot": slot, "document": str(paper.document.id)}
    _note("application.paper_opened", application, [company_id], purpose, by=by, at=at, origin=origin, **data)
    return opened


def open_supplemented(*, application_id: UUID, document_id: UUID, by: Actor, at: datetime, origin: str) -> OpenedFile:
    """An officer takes a paper that a company handed in with a supplement.

    ``at`` and ``origin`` as for the application. Raises OutOfReach; refuses with: file_not_yet_open.
    """
    application = _received(application_id, by)
    rows = [(row.company_id, item) for row in supplements(application) for item in row.items]
    found = next(((owner, item) for owner, item in rows if item.document_id == document_id), None)
    if found is None:
        raise OutOfReach(f"document:{document_id}")
    company_id, item = found
    opened = open_for(document_id, by=by, at=at, as_uploader=False, as_staff=True)
    data = {"company": str(company_id), "slot": item.slot, "document": str(document_id)}
    purpose = Purpose.HELD_PAPER if opened.facts.hold is Hold.HELD else Purpose.PAPER
    _note("application.paper_opened", application, [company_id], purpose, by=by, at=at, origin=origin, **data)
    return opened


def open_consent(*, application_id: UUID, consent_id: UUID, by: Actor, at: datetime, origin: str) -> MadePaper:
    """An officer takes one of the consents that the submitted revision rests on, as a paper.

    ``at`` and ``origin`` as for the application. Raises OutOfReach.
    """
    application = _received(application_id, by)
    submitted = revision(application.sealed_revision_id) if application.sealed_revision_id else None
    made = consent_file(application, submitted, consent_id) if submitted else None
    if made is None:
        raise OutOfReach(f"consent:{consent_id}")
    data = {"company": str(made.company_id), "consent": str(consent_id)}
    _note(
        "application.consent_opened", application, [made.company_id], Purpose.PAPER, by=by, at=at, origin=origin, **data
    )
    return made


@transaction.atomic
def release_paper(*, application_id: UUID, document_id: UUID, reason: str, by: Actor, at: datetime) -> DocumentFacts:
    """An officer has looked at a held paper and says why it may be opened; from then on it is as any other.

    ``at`` is the moment of the decision. Raises OutOfReach; refuses with: wrong_state, release_reason_missing.
    """
    paper = held_paper(application_id, document_id, of=by)
    released = release(document_id=document_id, reason=reason, by=by, at=at)
    record(
        "application.paper_released",
        subject=queries.ref_of(application_id),
        by=by,
        at=at,
        program=paper.program.key,
        company=str(paper.company_id),
        slot=paper.slot,
        document=str(document_id),
    )
    return released


def _received(application_id: UUID, by: Actor) -> Application:
    """The application, for the offices that read what was submitted."""
    if by.role not in AGENCY_ROLES | OPERATOR_ROLES:
        raise OutOfReach(f"application:{application_id}")
    return queries.within_reach(application_id, of=by)


@transaction.atomic
def _note(
    name: str,
    application: Application,
    companies: Collection[UUID],
    purpose: Purpose,
    *,
    by: Actor,
    at: datetime,
    origin: str,
    **data: str,
) -> None:
    record_access(
        name,
        subject=queries.ref_of(application.id),
        whose=[Ref(Kind.COMPANY, company_id) for company_id in companies],
        purpose=purpose,
        origin=origin,
        by=by,
        at=at,
        program=application.program,
        number=application.number,
        **data,
    )
