"""The offices read a paper of a received application; each reading is on record."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.applications import queries
from gonggo.applications.models import Application
from gonggo.documents.commands import OpenedFile, open_for
from gonggo.journal.commands import record
from gonggo.kernel.actor import AGENCY_ROLES, OPERATOR_ROLES, Actor
from gonggo.kernel.refusal import OutOfReach


def open_paper(
    *, application_id: UUID, company_id: UUID, slot: str, sha256: str, by: Actor, at: datetime
) -> OpenedFile:
    """An officer takes a paper as it was submitted: the version with this digest, whatever came into the slot later.

    ``at`` is the moment of reading. Raises OutOfReach; refuses with: file_not_yet_open.
    """
    if by.role not in AGENCY_ROLES | OPERATOR_ROLES:
        raise OutOfReach(f"application:{application_id}")
    application = queries.within_reach(application_id, of=by)
    held = queries.paper_rows(application, company_id)
    paper = next((row for row in held if (row.slot, row.document.sha256) == (slot, sha256)), None)
    if paper is None:
        raise OutOfReach(f"slot:{slot}")
    opened = open_for(paper.document.id, by=by, at=at, as_uploader=False, as_staff=True)
    _note(application, company_id, paper, by=by, at=at)
    return opened


@transaction.atomic
def _note(application: Application, company_id: UUID, paper: queries.PaperRow, *, by: Actor, at: datetime) -> None:
    record(
        "application.paper_opened",
        subject=queries.ref_of(application.id),
        by=by,
        at=at,
        program=application.program,
        company=str(company_id),
        slot=paper.slot,
        document=str(paper.document.id),
    )
