"""Papers of received applications that are held until an officer has looked (reads only)."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from gonggo.applications.models import Application, Paper, SupplementItem
from gonggo.applications.queries import visible_to
from gonggo.applications.states import RECEIVED
from gonggo.documents import queries as documents
from gonggo.documents.queries import DocumentFacts
from gonggo.intake import queries as door
from gonggo.kernel.actor import AGENCY_ROLES, OPERATOR_ROLES, Actor
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.definition import Program
from gonggo.programs.models import LoadedVersion
from gonggo.programs.queries import program_of_digest


def _digest(to: str) -> Subquery:
    """The digest of the notice that the application at the end of ``to`` is tied to."""
    tied = {"key": OuterRef(f"{to}program"), "version": OuterRef(f"{to}program_version")}
    return Subquery(LoadedVersion.objects.filter(**tied).values("digest")[:1])


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper as it was submitted, or handed in with a supplement, which can act: ``document.remarks`` say what was
    found in it."""

    application_id: UUID
    number: str
    program: Program
    company_id: UUID
    slot: str
    document: DocumentFacts
    is_supplemented: bool = False


def held_papers(*, of: Actor, application_id: UUID | None = None) -> list[HeldPaper]:
    """What waits for an officer's look within reach, oldest first; of one application if said. Five statements.

    Only what was submitted: what a company put into a slot afterwards is nobody else's. Raises OutOfReach.
    """
    if of.role not in AGENCY_ROLES | OPERATOR_ROLES:
        raise OutOfReach("held_papers")
    received = visible_to(of).filter(state__in=RECEIVED)
    if application_id is not None:
        received = received.filter(id=application_id)
    found = [*_submitted(received), *_supplemented(received)]
    return sorted(found, key=lambda one: (one.document.received_at, str(one.document.id)))


def _submitted(received: QuerySet[Application]) -> list[HeldPaper]:
    rows = Paper.objects.filter(application__in=received, document_id__in=documents.held_ids())
    papers = list(
        rows.select_related("application").annotate(digest=_digest("application__")).order_by("placed_at", "id")
    )
    known = documents.documents([row.document_id for row in papers])
    sealed = door.revisions(
        {row.application.sealed_revision_id for row in papers if row.application.sealed_revision_id}
    )
    submitted = {
        (revision.subject.id, UUID(party["company"]), paper["slot"], paper["sha256"])
        for revision in sealed.values()
        for party in revision.content["parties"]
        for paper in party["papers"]
    }
    return [
        HeldPaper(
            row.application.id,
            row.application.number,
            program_of_digest(row.digest),
            row.company_id,
            row.slot,
            known[row.document_id],
        )
        for row in papers
        if (row.application.id, row.company_id, row.slot, known[row.document_id].sha256) in submitted
    ]


def _supplemented(received: QuerySet[Application]) -> list[HeldPaper]:
    rows = SupplementItem.objects.filter(
        supplement__application__in=received, document_id__in=documents.held_ids()
    ).annotate(digest=_digest("supplement__application__"))
    items = list(rows.select_related("supplement__application"))
    known = documents.documents([row.document_id for row in items if row.document_id])
    return [
        HeldPaper(
            row.supplement.application.id,
            row.supplement.application.number,
            program_of_digest(row.digest),
            row.supplement.company_id,
            row.slot,
            known[row.document_id],
            is_supplemented=True,
        )
        for row in items
        if row.document_id is not None
    ]


def held_paper(application_id: UUID, document_id: UUID, *, of: Actor) -> HeldPaper:
    """One of them. Five statements. Raises OutOfReach."""
    rows = held_papers(of=of, application_id=application_id)
    found = next((row for row in rows if row.document.id == document_id), None)
    if found is None:
        raise OutOfReach(f"paper:{document_id}")
    return found
