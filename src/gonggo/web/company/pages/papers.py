"""The papers of one's own side: a slot for each, what is in it, what is wrong with it, where to get it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from gonggo.applications import queries
from gonggo.applications.form import REPORT_SLOT
from gonggo.applications.standing_papers import PaperNow
from gonggo.consulting.definition import is_offered, offer_of
from gonggo.consulting.queries import Asked, requests
from gonggo.consulting.states import RequestState
from gonggo.documents.kinds import FileKind, kind_named
from gonggo.documents.queries import has_scanner
from gonggo.documents.refusals import FILE_PROBLEMS, MALWARE, UPLOAD_PROBLEMS
from gonggo.documents.states import Hold, Scan
from gonggo.kernel.basis import Basis
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.programs.definition import Paper, PaperKind, Program
from gonggo.web.company.case import Case
from gonggo.web.company.pages import certificates, tasks
from gonggo.web.company.pages.consents import consent_rows
from gonggo.web.ui import wording
from gonggo.web.ui.refusals import worded
from gonggo.web.ui.rows import Slot


@dataclass(frozen=True, slots=True)
class Limits:
    """What the program allows: bytes of one file, bytes of a company and application, kinds of file."""

    file_bytes: int
    company_bytes: int
    kinds: tuple[FileKind, ...]
    file_says: str
    company_says: str
    basis: Basis

    @property
    def accept(self) -> str:
        return ",".join(f".{kind}" for kind in self.kinds) + (",.jpeg" if "jpg" in self.kinds else "")


@dataclass(frozen=True, slots=True)
class Where:
    """Where a paper comes from, beside the list."""

    label: str
    text: str
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class PapersPage:
    """Everything that the page of papers shows."""

    slots: list[Slot]
    count: str
    limits: Limits
    wheres: list[Where]
    partner_note: str
    report: "Report | None"
    removable: Sequence[tuple[str, str]]
    """(slot, name of the paper) of what can be taken out."""
    has_problem: bool


def limits(program: Program, language: str) -> Limits:
    room = program.room("documents")
    file, company, types = (room.value("limits", key) for key in ("file-bytes", "company-bytes", "types"))
    names = types.value if isinstance(types.value, tuple) else (types.value,)
    return Limits(
        file_bytes=int(str(file.value)),
        company_bytes=int(str(company.value)),
        kinds=tuple(FileKind(str(name)) for name in names),
        file_says=file.says.said(language),
        company_says=company.says.said(language),
        basis=file.basis,
    )


def count(case: Case) -> str:
    """How many of the papers that are needed are there and good."""
    needed = len(case.required_slots_of(case.me))
    counted = {"all": needed, "done": needed - len(case.gaps_of(case.me, tasks.PAPERS))}
    return gettext("올릴 서류 %(all)d가지 중 %(done)d가지 완료") % counted


def papers_page(case: Case, problem: tuple[str, Refused] | None = None) -> PapersPage:
    """The page as it stands; ``problem`` is a slot with the refusal of the file that was just tried."""
    all_papers = case.asked_papers_of(case.me)
    held = case.papers_of(case.me)
    slots = [slot(case, paper, problem) for paper in all_papers]
    return PapersPage(
        slots=slots,
        count=count(case),
        limits=limits(case.program, case.language),
        wheres=_wheres(case, all_papers),
        partner_note=_partner_note(case),
        report=report(case),
        removable=[(p.slot, _label(case, p)) for p in all_papers if p.slot in held] if case.may_change else [],
        has_problem=any(row.state == "bad" for row in slots),
    )


@dataclass(frozen=True, slots=True)
class Report:
    """The report of the company's consulting: what is attached, and what could be."""

    label: str
    request_id: UUID | None
    version: int | None
    name: str
    download: str
    may_attach: bool
    slot: str = REPORT_SLOT


def report(case: Case) -> Report | None:
    """The report that the company may attach or has attached; None where there is neither. One statement."""
    held = case.papers_of(case.me).get(REPORT_SLOT)
    if not is_offered(case.program) or case.me.role != offer_of(case.program).who:
        return None
    asked = requests(case.by, states=[RequestState.REPORTED])
    filed = next((one for one in asked if one.program == case.program.key), None)
    if held is None and filed is None:
        return None
    return Report(
        label=offer_of(case.program).report.said(case.language),
        request_id=filed.id if filed else None,
        version=filed.report_version if filed else None,
        name=held.name if held else "",
        download=case.url("download", held.document_id) if held else "",
        may_attach=case.may_change and filed is not None and (held is None or _is_later(filed, held)),
    )


def _is_later(filed: Asked, held: PaperNow) -> bool:
    """Whether the report was corrected after it was attached."""
    return filed.filed_at is not None and filed.filed_at > held.placed_at


def paper_of(case: Case, slot_key: str) -> Paper:
    """One's own slot that takes a file. Raises OutOfReach."""
    if slot_key not in case.upload_slots_of(case.me):
        raise OutOfReach(f"slot:{slot_key}")
    return case.program.paper(slot_key)


def slot(case: Case, paper: Paper, problem: tuple[str, Refused] | None = None) -> Slot:
    """One row of the list."""
    if paper.kind is PaperKind.CONSENT:
        return _consent_slot(case, paper)
    now = case.papers_of(case.me).get(paper.slot)
    refused = problem[1] if problem is not None and problem[0] == paper.slot else None
    if refused is None and now is not None:
        refused = Refused(MALWARE) if now.scan is Scan.INFECTED else certificates.fault(case, paper)
    said = worded(refused) if refused is not None else None
    state, word = file_state(now.scan if now else None, now.hold if now else None, refused)
    earlier = case.whole.earlier_papers.get((case.me.company_id, paper.slot), 0)
    return Slot(
        slot=paper.slot,
        number=paper.number,
        label=_label(case, paper),
        state=state,
        word=word,
        action=gettext("바꾸기") if now is not None and refused is None else "",
        upload_url=case.url("upload", paper.slot) if case.may_change else "",
        file_name=now.name if now else "",
        size=now.size if now else 0,
        by_whom=case.person(now.placed_by) if now else "",
        at=now.placed_at if now else None,
        digest=now.sha256 if now else "",
        note=_note(case, paper, is_held=state == "held"),
        basis=paper.validity.basis if paper.validity else None,
        problem=said.says if said else "",
        remedy=said.remedy if said else "",
        download=case.url("download", now.document_id) if now else "",
        links=certificates.links(case, paper, now),
        preview=_preview(case, now) if now and state in {"done", "held"} else "",
        earlier=case.url("versions", paper.slot) if earlier else "",
        earlier_count=earlier,
        accept=limits(case.program, case.language).accept,
        is_optional=not paper.required,
        watch=case.url("slot", paper.slot) if state == "scanning" else "",
    )


def _preview(case: Case, now: PaperNow) -> str:
    return case.url("page", now.document_id, 1) if kind_named(now.name) is FileKind.PDF else ""


def file_state(scan: Scan | None, hold: Hold | None, refused: Refused | None) -> tuple[str, str]:
    """Where a file stands, and the word for it where the state's own would say too much; no ``scan``: no file."""
    if refused is not None:
        return "bad", ""
    if scan is None:
        return "todo", ""
    if scan is Scan.WAITING or (scan is Scan.NOT_SCANNED and has_scanner()):
        return "scanning", ""
    if hold is Hold.HELD:
        return "held", ""
    return "done", gettext("완료 (악성코드 검사는 하지 않음)") if scan is Scan.NOT_SCANNED else ""


def _note(case: Case, paper: Paper, *, is_held: bool) -> str:
    said = [paper.validity.text.said(case.language)] if paper.validity else []
    if is_held:
        said.append(
            gettext(
                "파일에 스스로 움직이는 내용(스크립트, 매크로 등)이 있어 담당자가 먼저 봅니다. "
                "그대로 제출할 수 있습니다."
            )
        )
    return " ".join(said)


def _consent_slot(case: Case, paper: Paper) -> Slot:
    mine = next((row for row in consent_rows(case) if row.company_id == case.me.company_id), None)
    agreed = mine is not None and mine.stands
    note = gettext("온라인 동의")
    if mine is not None and agreed:
        note = f"{note} · {mine.person}, {mine.when}"
    else:
        note += " · " + gettext("제출 전 최종 확인에서 동의합니다. 파일을 올리지 않아도 됩니다.")
    return Slot(paper.slot, paper.number, _label(case, paper), "agreed" if agreed else "todo", note=note)


def _label(case: Case, paper: Paper) -> str:
    return paper.label.said(case.language)


def _wheres(case: Case, papers: Sequence[Paper]) -> list[Where]:
    found = []
    for paper in papers:
        if paper.where is None:
            continue
        text = paper.where.text.said(case.language)
        if paper.substitute is not None:
            text += ". " + paper.substitute.text.said(case.language)
        found.append(Where(f"{paper.number} {_label(case, paper)}", text, None))
    return found


def _partner_note(case: Case) -> str:
    said = []
    for member in case.partners:
        slots, left = len(case.required_slots_of(member)), len(case.gaps_of(member, tasks.PAPERS))
        words = gettext(
            "%(party)s의 서류는 %(all)d가지 중 %(done)d가지가 완료되었습니다. 파일은 그 회사만 볼 수 있습니다."
        )
        said.append(words % {"party": case.party_title(member), "all": slots, "done": slots - left})
    return " ".join(said)


def used_bytes(case: Case, slot_key: str) -> int:
    """Bytes that the company's other papers of this application take."""
    return sum(paper.size for key, paper in case.papers_of(case.me).items() if key != slot_key)


def is_file_problem(refused: Refused) -> bool:
    return refused.code in {*FILE_PROBLEMS, *UPLOAD_PROBLEMS}


@dataclass(frozen=True, slots=True)
class Version:
    """A file that was once in a slot."""

    name: str
    size: str
    when: str
    by_whom: str
    url: str
    is_current: bool


def versions(case: Case, slot_key: str) -> list[Version]:
    """Every file that was in one's own slot, newest first. Three statements."""
    held = queries.paper_rows(queries.within_reach(case.id, of=case.by), case.me.company_id)
    return [
        Version(
            name=row.document.name,
            size=wording.file_size(row.document.size),
            when=wording.instant(row.placed_at, case.language),
            by_whom=case.person(row.placed_by),
            url=case.url("download", row.document.id),
            is_current=row.is_current,
        )
        for row in held
        if row.slot == slot_key
    ]
