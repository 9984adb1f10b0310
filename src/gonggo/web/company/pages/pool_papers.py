"""The papers of a registration: a slot for each, what is in it, what is wrong with it."""

from django.utils.translation import gettext

from gonggo.documents.refusals import MALWARE
from gonggo.documents.states import Scan
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.pool.definition import PaperSlot
from gonggo.web.company.pages.papers import file_state, limits
from gonggo.web.company.pages.pool import PoolCase
from gonggo.web.ui.refusals import worded
from gonggo.web.ui.rows import Slot

Problem = tuple[str, Refused]


def slots(case: PoolCase, problem: Problem | None = None) -> list[Slot]:
    return [slot(case, paper, problem) for paper in case.pool.papers]


def count(case: PoolCase) -> str:
    """How many of the papers that are needed are there."""
    needed, good = {paper.slot for paper in case.pool.papers if paper.required}, {p.slot for p in case.draft.papers}
    words = gettext("올릴 서류 %(all)d가지 중 %(done)d가지 완료")
    return words % {"all": len(needed), "done": len(needed & good)}


def paper_of(case: PoolCase, key: str) -> PaperSlot:
    """Raises OutOfReach for a slot that the program does not have."""
    paper = case.pool.paper(key)
    if paper is None:
        raise OutOfReach(f"slot:{key}")
    return paper


def slot(case: PoolCase, paper: PaperSlot, problem: Problem | None = None) -> Slot:
    """One row of the list."""
    now = next((held for held in case.draft.held if held.slot == paper.slot), None)
    refused = problem[1] if problem is not None and problem[0] == paper.slot else None
    if refused is None and now is not None and now.document.scan is Scan.INFECTED:
        refused = Refused(MALWARE)
    said = worded(refused) if refused is not None else None
    file = now.document if now else None
    state, word = file_state(file.scan if file else None, file.hold if file else None, refused)
    return Slot(
        slot=paper.slot,
        number=paper.number,
        label=paper.label,
        state=state,
        word=word,
        upload_url=case.url("upload", paper.slot) if case.may_write else "",
        file_name=file.name if file else "",
        size=file.size if file else 0,
        at=now.placed_at if now else None,
        digest=file.sha256 if file else "",
        is_optional=not paper.required,
        problem=said.says if said else "",
        remedy=said.remedy if said else "",
        download=case.url("download", file.id) if file else "",
        accept=limits(case.program, case.language).accept,
        watch=case.url("slot", paper.slot) if state == "scanning" else "",
    )


def removable(case: PoolCase) -> list[tuple[str, str]]:
    """(slot, name of the paper) of what can be taken out."""
    held = {now.slot for now in case.draft.held}
    return [(p.slot, p.label.said(case.language)) for p in case.pool.papers if p.slot in held] if case.may_write else []


def used_bytes(case: PoolCase, key: str) -> int:
    """Bytes that the other papers take."""
    return sum(now.document.size for now in case.draft.held if now.slot != key)
