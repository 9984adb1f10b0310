"""접수증: number, stamp, who, what, how to check it, and what comes next; or a calm page of what was not received."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from gonggo.applications.receipts import own_receipt
from gonggo.intake import queries as door
from gonggo.intake.queries import Receipt
from gonggo.intake.receipts import EventRow, core_of, receipt_digest
from gonggo.intake.refusals import facts_of, words
from gonggo.intake.standing import log_place
from gonggo.kernel.ref import Kind
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties.roles import label as role_name
from gonggo.web.accounts.requests import Request
from gonggo.web.company.case import Case, open_case
from gonggo.web.company.pages.check import Part
from gonggo.web.company.pages.submitted import submitted_parts
from gonggo.web.ui import wording
from gonggo.web.ui.rows import Cell, Pair, Row, Stage, Table
from gonggo.web.ui.stages import foreseen

_LATER_STAGES = 3


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """Everything that the page of a receipt shows. ``kind`` is submitted, withdrawn or refused."""

    id: UUID
    kind: str
    number: str
    pairs: list[Pair]
    proof: list[Pair]
    ahead: str
    says: str
    remedy: str
    is_in_force: bool
    in_force_says: str
    stages: list[Stage]
    may_resubmit: bool
    may_withdraw: bool
    file_name: str
    check_url: str
    parts: list[Part]
    """What was submitted, as far as the company answers for it."""


def receipt_case(request: Request, receipt_id: UUID) -> tuple[Receipt, Case]:
    """A receipt of an application of one's own. Four statements. Raises OutOfReach."""
    receipt = door.receipt(receipt_id)
    if receipt is None or receipt.subject.kind is not Kind.APPLICATION:
        raise OutOfReach(f"receipt:{receipt_id}")
    return receipt, open_case(request, receipt.subject.id)


def receipt_of(request: Request, receipt_id: UUID) -> Receipt:
    """A receipt of an application of one's own, or of the time when it was. Raises OutOfReach."""
    try:
        return receipt_case(request, receipt_id)[0]
    except OutOfReach:
        return own_receipt(receipt_id, of=request.actor)


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """What a company that went out of an application still has of it."""

    id: UUID
    number: str
    pairs: list[Pair]
    file_name: str
    check_url: str
    says: str
    """Why it was not received, and what to do; empty where it was."""


def kept_receipt(receipt: Receipt, language: str) -> KeptReceipt:
    return KeptReceipt(
        id=receipt.id,
        number=receipt.number,
        pairs=[
            Pair(gettext("번호"), receipt.number),
            Pair(gettext("도착 시각"), wording.full_stamp(receipt.stamp_at, language)),
            Pair(gettext("결과"), _event_words(receipt)),
        ],
        file_name=file_name(receipt),
        check_url=f"{settings.GONGGO_ENVIRONMENT.origin}/intake/receipt/{receipt.id}",
        says=_refusal_says(receipt, language) if receipt.event == "refused" else "",
    )


def _refusal_says(receipt: Receipt, language: str) -> str:
    row = door.event_rows([receipt.id])[receipt.id]
    refused = words(row.code, facts_of(row))
    return f"{refused.says.said(language)} {refused.remedy.said(language)}"


def receipt_table(rows: Sequence[Receipt], language: str) -> Table:
    return Table(
        gettext("접수증"),
        [gettext("번호"), gettext("도착 시각"), gettext("결과")],
        [
            Row(
                [
                    Cell(one.number, url=reverse("company:receipt", args=[one.id])),
                    wording.full_stamp(one.stamp_at, language),
                    Cell(_event_words(one), state=_STATES[one.event]),
                ]
            )
            for one in rows
        ],
    )


_STATES = {"submitted": "received", "withdrawn": "withdrawn", "refused": "refused"}


def _event_words(receipt: Receipt) -> str:
    return {"submitted": gettext("접수"), "withdrawn": gettext("신청 철회"), "refused": gettext("미접수")}[
        receipt.event
    ]


def receipt_page(receipt: Receipt, case: Case) -> ReceiptPage:
    """Four statements."""
    row = door.event_rows([receipt.id])[receipt.id]
    content = sealed_content(receipt)
    refused = words(row.code, facts_of(row)) if receipt.event == "refused" else None
    standing = case.in_force
    return ReceiptPage(
        id=receipt.id,
        kind=receipt.event,
        number=receipt.number,
        pairs=_pairs(receipt, case, content),
        proof=_proof(receipt, row),
        ahead=_ahead(receipt, case),
        says=refused.says.said(case.language) if refused else "",
        remedy=refused.remedy.said(case.language) if refused else "",
        is_in_force=standing is not None and standing.id == receipt.id,
        in_force_says=_in_force(receipt, case),
        stages=_stages(receipt, case),
        may_resubmit=case.may_write and case.at < case.closes_at,
        may_withdraw=case.may_write and case.me.is_lead and case.received is not None and case.at < case.closes_at,
        file_name=file_name(receipt),
        check_url=f"{settings.GONGGO_ENVIRONMENT.origin}/intake/receipt/{receipt.id}",
        parts=submitted_parts(case, content) if receipt.event == "submitted" else [],
    )


def file_name(receipt: Receipt) -> str:
    return f"{receipt.number}.json"


def sealed_content(receipt: Receipt) -> Mapping[str, object]:
    """What the receipt speaks of, with the number of its revision. One statement."""
    revision = door.revision(receipt.sealed_id) if receipt.sealed_id else None
    return {} if revision is None else {**revision.content, "revision": revision.number}


def _pairs(receipt: Receipt, case: Case, content: Mapping[str, object]) -> list[Pair]:
    said = case.language
    person = case.person(receipt.person_id)
    who = f"{case.name_of(receipt.company_id)}, {role_name(receipt.role).said(said)}"
    stamped = gettext("접수일시") if receipt.event == "submitted" else gettext("도착 시각")
    pairs = [
        Pair(gettext("접수번호") if receipt.event == "submitted" else gettext("번호"), receipt.number),
        Pair(stamped, wording.full_stamp(receipt.stamp_at, said)),
    ]
    if receipt.closes_at is not None:
        closes = f"{wording.day(receipt.closes_at, said, year=True)} {wording.clock(receipt.closes_at, seconds=True)}"
        pairs.append(Pair(gettext("접수 마감"), closes))
    if content.get("title") and (case.me.is_lead or receipt.event == "submitted"):
        pairs.append(Pair(gettext("과제명"), str(content["title"])))
    pairs += [
        Pair(gettext("신청기업"), _companies(case, content)),
        Pair(gettext("제출한 사람"), f"{person} ({who})" if person else who),
    ]
    if content:
        pairs.append(Pair(gettext("서류"), _papers(content)))
    return pairs


def _companies(case: Case, content: Mapping[str, object]) -> str:
    parties = content.get("parties")
    if isinstance(parties, list):
        return ", ".join(case.name_of(UUID(party["company"])) for party in parties)
    return ", ".join(case.name_of(member.company_id) for member in case.whole.draft.members)


def _papers(content: Mapping[str, object]) -> str:
    parties = content["parties"]
    assert isinstance(parties, list)
    counted = {
        "papers": sum(len(party["papers"]) for party in parties),
        "notice": content["program_version"],
        "revision": content["revision"],
    }
    return gettext("%(papers)d가지 · 공고 %(notice)s판 · 신청 %(revision)s판") % counted


def _proof(receipt: Receipt, row: EventRow) -> list[Pair]:
    digest = receipt_digest(core_of(row))
    place = log_place(receipt.id)
    spaced = " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))
    record = (
        gettext("접수 기록 %(place)s번째 줄") % {"place": f"{place + 1:,}"}
        if place is not None
        else gettext("1분 안에 공개 기록에 봉인됩니다")
    )
    pairs = [Pair(gettext("접수증 확인값"), spaced), Pair(gettext("공개 기록"), record)]
    if receipt.sealed_digest:
        pairs.append(Pair(gettext("신청 내용 확인값"), wording.digest_read(receipt.sealed_digest)))
    return pairs


def _ahead(receipt: Receipt, case: Case) -> str:
    if receipt.event != "submitted" or receipt.closes_at is None:
        return ""
    early = wording.remaining(receipt.closes_at - receipt.stamp_at, case.language)
    return gettext("마감보다 %(early)s 먼저 도착했습니다. 접수증을 참여 기업의 담당자들에게 메일로도 보냅니다.") % {
        "early": early
    }


def _in_force(receipt: Receipt, case: Case) -> str:
    """What stands besides this answer."""
    standing = case.in_force
    if standing is None or standing.id == receipt.id:
        return ""
    when = wording.instant(standing.stamp_at, case.language)
    if standing.event == "withdrawn":
        return gettext("%(when)s에 신청을 철회했습니다.") % {"when": when}
    return gettext("%(when)s에 접수된 신청(%(number)s)이 그대로 유효합니다.") % {
        "when": when,
        "number": standing.number,
    }


def _stages(receipt: Receipt, case: Case) -> list[Stage]:
    if receipt.event != "submitted":
        return []
    said, closes = case.language, case.closes_at
    found = [Stage(gettext("접수"), wording.instant(receipt.stamp_at, said), state="done")]
    if case.at < closes:
        until = gettext("%(closes)s까지") % {"closes": wording.instant(closes, said)}
        note = gettext("마지막으로 접수된 것이 유효합니다. 아무것도 하지 않아도 됩니다.")
        found.append(Stage(gettext("고쳐서 다시 제출할 수 있음"), until, note=note, state="now"))
    later = case.program.stages_from("application")[1 : 1 + _LATER_STAGES]
    return [*found, *(replace(foreseen(stage), note=stage.says.said(said)) for stage in later)]
