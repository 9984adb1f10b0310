"""Parts of the one statement behind a company's pages: papers, their documents, and the days that those bear."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Coalesce

from gonggo.applications.models import Paper
from gonggo.applications.standing_together import NO_ID, NO_INSTANT, NONE, kind
from gonggo.documents.models import Document, Validity
from gonggo.documents.states import Hold, Scan
from gonggo.intake import receipts
from gonggo.programs.rules import Valid

Rows = Mapping[str, list[tuple[Any, ...]]]
PARTS = ("paper", "document", "validity")


@dataclass(frozen=True, slots=True)
class PaperNow:
    """A paper in a slot as it stands."""

    company_id: UUID
    slot: str
    document_id: UUID
    name: str
    size: int
    sha256: str
    scan: Scan
    hold: Hold
    placed_by: UUID
    placed_at: datetime
    validity: Valid | None = None
    """The days that it bears, where the company said them."""


def parts(application_id: UUID) -> list[Any]:
    """The rows of papers, their documents and the days that those bear, in the columns of the statement."""
    papers = Paper.objects.filter(application=application_id)
    now = papers.filter(ended_at=None).values("document_id")
    e = kind("")
    return [
        papers.values_list(
            kind("paper"), "document_id", "company_id", "placed_by", "slot", e, e, e, NONE, "placed_at", "ended_at"),
        Document.objects.filter(id__in=now).values_list(
            kind("document"), "id", NO_ID, NO_ID, "name", "file_id", "file__scan", "file__hold", "file__size",
            "received_at", NO_INSTANT,
        ),
        Validity.objects.filter(document__in=now).values_list(
            kind("validity"), "document_id", NO_ID, NO_ID, _text("issued_on"), _text("valid_until"), e, e, NONE,
            "said_at", NO_INSTANT,
        ),
    ]  # fmt: skip


def _text(day: str) -> Any:
    """A day as ISO text, empty for none: the union has columns of text to spare."""
    return Coalesce(Cast(day, CharField()), Value(""), output_field=CharField())


def held_papers(house: Rows) -> tuple[PaperNow, ...]:
    """What stands in the slots now."""
    documents = {each[0]: each for each in house["document"]}
    said = {
        each[0]: Valid(_day(each[3]), _day(each[4])) for each in sorted(house["validity"], key=lambda each: each[8])
    }
    held = []
    for document_id, company_id, placed_by, slot, *_, placed_at, ended_at in house["paper"]:
        if ended_at is not None:
            continue
        name, sha256, scan, hold, size = documents[document_id][3:8]
        state = Scan(scan), Hold(hold)
        row = company_id, slot, document_id, name, size, sha256, *state, placed_by, placed_at, said.get(document_id)
        held.append(PaperNow(*row))
    return tuple(sorted(held, key=lambda paper: paper.slot))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def validity_of(papers: Iterable[PaperNow]) -> dict[tuple[UUID, str], Valid]:
    """(company, slot) → the days that its paper bears, where they were said."""
    return {(paper.company_id, paper.slot): paper.validity for paper in papers if paper.validity is not None}


def good_papers(papers: tuple[PaperNow, ...]) -> dict[UUID, list[receipts.Paper]]:
    """company → its papers that count: one with malware in it is none."""
    found: dict[UUID, list[receipts.Paper]] = {}
    for paper in papers:
        if paper.scan is not Scan.INFECTED:
            listed = receipts.Paper(paper.slot, paper.name, paper.size, paper.sha256)
            found.setdefault(paper.company_id, []).append(listed)
    return found


def earlier_papers(house: Rows) -> dict[tuple[UUID, str], int]:
    """(company, slot) → how many files were there before."""
    counts: dict[tuple[UUID, str], int] = {}
    for _, company_id, _, slot, *_, ended_at in house["paper"]:
        if ended_at is not None:
            counts[company_id, slot] = counts.get((company_id, slot), 0) + 1
    return counts
