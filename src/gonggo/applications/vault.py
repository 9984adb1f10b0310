"""What a company uploaded for the same paper of another application, and the days that papers bear (reads only)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gonggo.applications.models import Application, Paper
from gonggo.documents import queries as documents
from gonggo.documents.queries import DocumentFacts
from gonggo.documents.states import Scan
from gonggo.kernel.actor import Actor
from gonggo.programs.queries import program as in_force
from gonggo.programs.rules import Valid

MOST = 20
"""Of the newest: older ones are of no use for a paper that ages."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A file that the company put into a slot of this name before; ``number`` is of the application it was for."""

    document: DocumentFacts
    number: str
    validity: Valid | None


def earlier_papers(slot: str, *, of: Actor, besides: UUID) -> list[Earlier]:
    """The company's own files for a paper of applications ``besides`` this one, the newest first, the same bytes once.

    Three statements, one where there is none.
    """
    if of.company_id is None:
        return []
    placed = Paper.objects.filter(company_id=of.company_id, slot=slot).exclude(application=besides)
    rows = list(placed.select_related("application").order_by("-placed_at", "-id")[:MOST])
    ids = [row.document_id for row in rows]
    known, said = documents.documents(ids), documents.validity_of(ids)
    found: dict[str, Earlier] = {}
    for row in rows:
        document = known[row.document_id]
        if document.scan is not Scan.INFECTED and document.organisation == of.organisation:
            found.setdefault(document.sha256, Earlier(document, row.application.number, said.get(row.document_id)))
    return list(found.values())


def validity_now(application: Application) -> dict[tuple[UUID, str], Valid]:
    """(company, slot) → the days that its paper bears, where they were said. Two statements."""
    rows = list(application.papers.filter(ended_at=None))
    said = documents.validity_of([row.document_id for row in rows])
    return {(row.company_id, row.slot): said[row.document_id] for row in rows if row.document_id in said}


def closing_day(program: str, validity: Mapping[tuple[UUID, str], Valid]) -> date | None:
    """접수 마감일 현재 by the notice in force, for papers that bear days. One statement; none without such papers."""
    return in_force(program).judged_on() if validity else None
