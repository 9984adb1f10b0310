"""Papers of registrations that are held because they can act, for the agency that decides (reads only)."""

from dataclasses import dataclass
from uuid import UUID

from gonggo.documents import queries as documents
from gonggo.documents.queries import DocumentFacts
from gonggo.intake import queries as door
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import OutOfReach
from gonggo.kernel.text import Text
from gonggo.pool import queries
from gonggo.pool.models import PoolPaper, Registration
from gonggo.pool.states import JUDGES


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper as it was submitted, which can act: ``document.remarks`` say what was found in it."""

    registration: Registration
    slot: str
    label: Text
    document: DocumentFacts


def held_papers(*, of: Actor, registration_id: UUID | None = None) -> list[HeldPaper]:
    """What of the revisions in force waits for a look, oldest first; of one registration if said. Three statements.

    Nothing for those who do not decide on registrations.
    """
    if of.role not in JUDGES:
        return []
    rows = PoolPaper.objects.filter(registration__in=queries.visible_to(of), document_id__in=documents.held_ids())
    if registration_id is not None:
        rows = rows.filter(registration=registration_id)
    papers = list(rows.select_related("registration").order_by("placed_at", "id"))
    known = documents.documents([row.document_id for row in papers])
    sealed = door.revisions({row.registration.sealed_revision_id for row in papers} - {None})  # type: ignore[arg-type]
    submitted = {
        (revision.subject.id, paper["slot"], paper["sha256"])
        for revision in sealed.values()
        for paper in revision.content["papers"]
    }
    return [
        HeldPaper(row.registration, row.slot, _label(row), known[row.document_id])
        for row in papers
        if (row.registration.id, row.slot, known[row.document_id].sha256) in submitted
    ]


def _label(row: PoolPaper) -> Text:
    slot = queries.pool(row.registration).paper(row.slot)
    return slot.label if slot else Text(row.slot, row.slot)


def held_paper(registration_id: UUID, document_id: UUID, *, of: Actor) -> HeldPaper:
    """One of them. Three statements. Raises OutOfReach."""
    rows = held_papers(of=of, registration_id=registration_id)
    found = next((row for row in rows if row.document.id == document_id), None)
    if found is None:
        raise OutOfReach(f"paper:{document_id}")
    return found
