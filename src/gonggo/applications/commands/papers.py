"""Papers of a company's own side."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.applications import queries
from gonggo.applications.commands.reach import as_writer
from gonggo.applications.models import Application, Paper
from gonggo.documents import commands as documents
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import Refused
from gonggo.programs.definition import PaperKind


@transaction.atomic
def place_paper(*, application_id: UUID, slot: str, document_id: UUID, by: Actor, at: datetime) -> Paper:
    """A company puts a document that it uploaded into one of its own slots; the one before it is kept as a version.

    Refuses with: wrong_role, slot_unknown. Raises OutOfReach for a document of somebody else.
    """
    application, member = as_writer(application_id, by, lock=True)
    asked = queries.program_of(application).papers_of(member.role, leads=member.is_lead)
    slots = {paper.slot for paper in asked if paper.kind is PaperKind.UPLOAD}
    if slot not in slots:
        raise Refused("slot_unknown", field="slot")
    return put(application, member.company_id, slot, document_id, by=by, at=at)


def put(application: Application, company_id: UUID, slot: str, document_id: UUID, *, by: Actor, at: datetime) -> Paper:
    """The document stands in the slot; whoever calls has checked that it may."""
    where = {"application": application, "company_id": company_id}
    paper, is_new = documents.fill_slot(Paper.objects, where, slot=slot, document_id=document_id, by=by, at=at)
    if is_new:
        _record("application.paper_placed", paper, by, at)
    return paper


@transaction.atomic
def remove_paper(*, application_id: UUID, slot: str, by: Actor, at: datetime) -> Paper:
    """A company empties one of its slots; the document stays among the versions. Refuses with: wrong_role."""
    application, member = as_writer(application_id, by, lock=True)
    where = {"application": application, "company_id": member.company_id}
    paper = documents.empty_slot(Paper.objects, where, slot=slot, at=at)
    _record("application.paper_removed", paper, by, at)
    return paper


def _record(fact: str, paper: Paper, by: Actor, at: datetime) -> None:
    record(
        fact,
        subject=queries.ref_of(paper.application_id),
        by=by,
        at=at,
        program=paper.application.program,
        company=str(paper.company_id),
        slot=paper.slot,
        document=str(paper.document_id),
    )
