"""Handing files out, and ending the hold on those that an officer has looked at."""

from dataclasses import dataclass
from datetime import datetime
from typing import IO
from uuid import UUID

from django.db import transaction

from gonggo.documents import scanner, vault
from gonggo.documents.models import Document, StoredFile
from gonggo.documents.queries import DocumentFacts, document
from gonggo.documents.refusals import NOT_YET_OPEN
from gonggo.documents.rules import may_open
from gonggo.documents.states import HOLD_MOVES, Hold, Scan
from gonggo.journal import commands as journal
from gonggo.journal.purposes import Purpose
from gonggo.kernel.actor import Actor
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties.queries import claim_within_reach
from gonggo.parties.states import CLAIM_JUDGES


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file on its way out: sent as an attachment under ``facts.name``, never shown in place."""

    facts: DocumentFacts
    stream: IO[bytes]


def open_for(
    document_id: UUID, *, by: Actor, at: datetime, as_uploader: bool, as_staff: bool, as_colleague: bool = False
) -> OpenedFile:
    """Hand the file out. The room that holds it has decided that ``by`` may ask, and as what.

    ``as_colleague`` is somebody of the uploader's organisation. Others than the uploader who get a file that was not
    scanned, or is held, leave a row in the journal. Raises OutOfReach; refuses with: file_not_yet_open.
    """
    facts = document(document_id)
    scanner_set = scanner.socket_of_the_house() is not None
    if not may_open(
        facts.scan,
        facts.hold,
        as_uploader=as_uploader,
        as_staff=as_staff,
        as_colleague=as_colleague,
        scanner_set=scanner_set,
    ):
        raise Refused(NOT_YET_OPEN)
    if not as_uploader and (facts.scan is not Scan.CLEAN or facts.hold is Hold.HELD):
        _note_download(facts, by=by, at=at)
    return OpenedFile(facts, vault.opened(facts.sha256))


@transaction.atomic
def _note_download(facts: DocumentFacts, *, by: Actor, at: datetime) -> None:
    journal.record("document.opened_unsafe", subject=facts.ref, by=by, at=at, scan=facts.scan, hold=facts.hold)


def open_certificate(*, claim_id: UUID, by: Actor, at: datetime, origin: str) -> OpenedFile:
    """An officer who judges a claim to a company takes the certificate that came with it; it goes into the access log.

    ``origin`` is the network address that the officer came from. Raises OutOfReach; refuses with: file_not_yet_open.
    """
    claim = claim_within_reach(claim_id, of=by)
    if by.role not in CLAIM_JUDGES or claim.certificate_id is None:
        raise OutOfReach(f"certificate:{claim_id}")
    opened = open_for(claim.certificate_id, by=by, at=at, as_uploader=False, as_staff=True)
    company = Ref(Kind.COMPANY, claim.company_id)
    with transaction.atomic():
        journal.record_access(
            "claim.certificate_opened",
            subject=company,
            whose=[company],
            purpose=Purpose.CLAIM,
            origin=origin,
            by=by,
            at=at,
            claim=str(claim_id),
        )
    return opened


@transaction.atomic
def release(*, document_id: UUID, reason: str, by: Actor, at: datetime) -> DocumentFacts:
    """An officer has looked at a held file and lets it go to those who may read it, and says why.

    ``at`` is the moment of the decision, which holds for these bytes wherever they were handed in. The room that holds
    the file has decided that ``by`` may ask. Raises OutOfReach; refuses with: wrong_role, wrong_state,
    release_reason_missing.
    """
    try:
        row = Document.objects.get(id=document_id)
    except Document.DoesNotExist as missing:
        raise OutOfReach(f"document:{document_id}") from missing
    file = StoredFile.objects.select_for_update().get(sha256=row.file_id)
    state = HOLD_MOVES.check("release", Hold(file.hold), by)
    if not reason.strip():
        raise Refused("release_reason_missing", field="reason")

    file.hold, file.released_at, file.released_by, file.release_reason = state, at, by.person_id, reason.strip()
    file.save(update_fields=["hold", "released_at", "released_by", "release_reason"])
    facts = document(document_id)
    journal.record("document.released", subject=facts.ref, by=by, at=at, sha256=file.sha256)
    return facts
