"""보완: what one's own company is asked for, the slots that are open for it, and what was handed in before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gonggo.applications import queries, supplements
from gonggo.applications.sealed import texts_for
from gonggo.applications.states import SupplementState
from gonggo.applications.supplements import Item, SupplementRow
from gonggo.documents import queries as documents
from gonggo.documents.queries import DocumentFacts
from gonggo.documents.refusals import MALWARE
from gonggo.documents.states import Scan
from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.web.company.case import Case
from gonggo.web.company.pages.papers import file_state, limits
from gonggo.web.ui.refusals import worded
from gonggo.web.ui.rows import Slot

Problem = tuple[str, Refused]


@dataclass(frozen=True, slots=True)
class ConsentItem:
    """A consent that is asked for again, with the words that one agrees to."""

    slot: str
    title: str
    paragraphs: tuple[str, ...]
    basis: Basis
    is_given: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One supplement; ``slots`` and ``consents`` are what it opens, and nothing else is open."""

    id: UUID
    state: str
    word: str
    reason: str
    due_on: date
    is_open: bool
    is_complete: bool
    slots: Sequence[Slot]
    consents: Sequence[ConsentItem]


def asked_of(case: Case, problem: Problem | None = None) -> list[Asked]:
    """The company's supplements, the newest first. Four statements."""
    application = queries.within_reach(case.id, of=case.by)
    rows = supplements.supplements(application, company_id=case.me.company_id)
    handed_in = [item.document_id for row in rows for item in row.items if item.document_id is not None]
    files = documents.documents(handed_in) if handed_in else {}
    return [_asked(case, row, files, problem) for row in rows]


def open_one(case: Case, rows: Sequence[Asked]) -> Asked:
    """The supplement that waits for an answer. Raises OutOfReach where there is none."""
    found = next((row for row in rows if row.is_open), None)
    if found is None:
        raise OutOfReach(f"supplement of {case.id}")
    return found


def _asked(case: Case, row: SupplementRow, files: dict[UUID, DocumentFacts], problem: Problem | None) -> Asked:
    is_open = row.state is SupplementState.ASKED and legal_day(case.at) <= row.due_on
    papers, consents = [i for i in row.items if not i.is_consent], [i for i in row.items if i.is_consent]
    return Asked(
        id=row.id,
        state=_GLYPHS[row.state],
        word=str(row.state.label),
        reason=row.reason,
        due_on=row.due_on,
        is_open=is_open,
        is_complete=row.is_complete,
        slots=[_slot(case, item, files, problem if is_open else None, may_write=is_open) for item in papers],
        consents=[_consent(case, item) for item in consents],
    )


_GLYPHS = {SupplementState.ASKED: "supplement", SupplementState.ANSWERED: "done", SupplementState.UNANSWERED: "bad"}


def _slot(
    case: Case, item: Item, files: dict[UUID, DocumentFacts], problem: Problem | None, *, may_write: bool
) -> Slot:
    file = files.get(item.document_id) if item.document_id else None
    refused = problem[1] if problem is not None and problem[0] == item.slot else None
    if refused is None and file is not None and file.scan is Scan.INFECTED:
        refused = Refused(MALWARE)
    said = worded(refused) if refused is not None else None
    state, word = file_state(file.scan if file else None, file.hold if file else None, refused)
    paper = case.program.paper(item.slot)
    return Slot(
        slot=item.slot,
        number=paper.number,
        label=paper.label,
        state=state,
        word=word,
        upload_url=case.url("supplement_upload", item.slot) if may_write and case.may_write else "",
        file_name=file.name if file else "",
        size=file.size if file else 0,
        at=item.handed_in_at,
        digest=file.sha256 if file else "",
        problem=said.says if said else "",
        remedy=said.remedy if said else "",
        download=case.url("supplement_file", file.id) if file else "",
        accept=limits(case.program, case.language).accept,
        watch=case.url("supplement_slot", item.slot) if state == "scanning" else "",
    )


def _consent(case: Case, item: Item) -> ConsentItem:
    text = next(one for one in texts_for(case.program, case.me.role) if one.key == item.slot)
    paragraphs = tuple(one.said(case.language) for one in text.text)
    return ConsentItem(
        item.slot, text.title.said(case.language), paragraphs, text.basis, is_given=item.handed_in_at is not None
    )


def used_bytes(case: Case, row: Asked, key: str) -> int:
    """Bytes that the company's papers of the application and the other ones of this supplement take."""
    submitted = sum(paper.size for paper in case.papers_of(case.me).values())
    return submitted + sum(slot.size for slot in row.slots if slot.slot != key)
