"""Papers of a registration, and an officer's reading of them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.documents import commands as documents
from gonggo.documents.commands import OpenedFile, open_for
from gonggo.documents.queries import DocumentFacts
from gonggo.documents.states import Hold
from gonggo.journal.commands import record, record_access
from gonggo.journal.purposes import Purpose
from gonggo.kernel.actor import Actor
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import Refused
from gonggo.pool import queries
from gonggo.pool.commands.reach import as_open
from gonggo.pool.held import held_paper
from gonggo.pool.models import PoolPaper, Registration
from gonggo.pool.queries import Opened


@transaction.atomic
def place_paper(*, registration_id: UUID, slot: str, document_id: UUID, by: Actor, at: datetime) -> PoolPaper:
    """A company puts a document that it uploaded into a slot; the one before it is kept as a version.

    Refuses with: wrong_role, pool_not_open_to_changes, pool_slot_unknown. Raises OutOfReach for somebody else's file.
    """
    registration = as_open(registration_id, by, at)
    if queries.pool(registration).paper(slot) is None:
        raise Refused("pool_slot_unknown", field="slot")
    where = {"registration": registration}
    paper, is_new = documents.fill_slot(PoolPaper.objects, where, slot=slot, document_id=document_id, by=by, at=at)
    if is_new:
        _record("pool.paper_placed", registration, paper, by, at)
    return paper


@transaction.atomic
def remove_paper(*, registration_id: UUID, slot: str, by: Actor, at: datetime) -> PoolPaper:
    """A company empties a slot. Refuses with: wrong_role, pool_not_open_to_changes. Raises OutOfReach."""
    registration = as_open(registration_id, by, at)
    paper = documents.empty_slot(PoolPaper.objects, {"registration": registration}, slot=slot, at=at)
    _record("pool.paper_removed", registration, paper, by, at)
    return paper


def _record(fact: str, registration: Registration, paper: PoolPaper, by: Actor, at: datetime) -> None:
    record(
        fact,
        subject=queries.ref_of(registration.id),
        by=by,
        at=at,
        program=registration.program,
        slot=paper.slot,
        document=str(paper.document_id),
    )


@transaction.atomic
def open_registration(*, registration_id: UUID, by: Actor, at: datetime, origin: str) -> Opened:
    """An officer opens a registration as it was submitted, personal contacts too: on record and in the access log.

    ``at`` is the moment of reading, ``origin`` the network address that the officer came from. Raises OutOfReach.
    """
    registration = queries.judged(registration_id, by)
    opened = queries.as_submitted(registration)
    _note("pool.opened", registration, Purpose.POOL, by, at, origin)
    return opened


@transaction.atomic
def open_paper(*, registration_id: UUID, slot: str, sha256: str, by: Actor, at: datetime, origin: str) -> OpenedFile:
    """An officer takes a paper as it was submitted: the version with this digest.

    ``at`` and ``origin`` as for the registration. Raises OutOfReach; refuses with: file_not_yet_open.
    """
    registration = queries.judged(registration_id, by)
    document = queries.submitted_paper(registration, slot, sha256)
    opened = open_for(document.id, by=by, at=at, as_uploader=False, as_staff=True)
    purpose = Purpose.HELD_PAPER if document.hold is Hold.HELD else Purpose.PAPER
    _note("pool.paper_opened", registration, purpose, by, at, origin, slot=slot, document=str(document.id))
    return opened


@transaction.atomic
def release_paper(*, registration_id: UUID, document_id: UUID, reason: str, by: Actor, at: datetime) -> DocumentFacts:
    """An officer has looked at a held paper and says why it may be opened; from then on it is as any other.

    ``at`` is the moment of the decision. Raises OutOfReach; refuses with: wrong_state, release_reason_missing.
    """
    paper = held_paper(registration_id, document_id, of=by)
    released = documents.release(document_id=document_id, reason=reason, by=by, at=at)
    record(
        "pool.paper_released",
        subject=queries.ref_of(registration_id),
        by=by,
        at=at,
        program=paper.registration.program,
        slot=paper.slot,
        document=str(document_id),
    )
    return released


def _note(  # noqa: PLR0917  # who, when and where belong to every reading
    name: str, registration: Registration, purpose: Purpose, by: Actor, at: datetime, origin: str, **data: str
) -> None:
    record_access(
        name,
        subject=queries.ref_of(registration.id),
        whose=[Ref(Kind.COMPANY, registration.company_id)],
        purpose=purpose,
        origin=origin,
        by=by,
        at=at,
        program=registration.program,
        number=registration.number,
        **data,
    )
