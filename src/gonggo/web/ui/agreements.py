"""How an agreement is shown on every desk: terms, budget, papers, signatures, changes, what happened to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gonggo.agreements.changes import Effect, item_word
from gonggo.agreements.definition import Rules
from gonggo.agreements.judged import Judgement
from gonggo.agreements.papers import Given, SlotRow
from gonggo.agreements.queries import ChangeRow, Line, Terms
from gonggo.agreements.states import AgreementState, ChangeState
from gonggo.journal.queries import Happening
from gonggo.kernel.money import percent, share_of
from gonggo.programs.definition import Program
from gonggo.signing.queries import SigningFacts
from gonggo.web.ui import wording
from gonggo.web.ui.rows import Cell, Gauge, Head, Pair, Row, Stage, Table
from gonggo.web.ui.speech import language

GLYPHS = {
    AgreementState.BUDGET: "todo",
    AgreementState.COST_REVIEW: "waiting",
    AgreementState.ANSWERING: "supplement",
    AgreementState.RULING: "waiting",
    AgreementState.PAPERS: "doing",
    AgreementState.SIGNING: "doing",
    AgreementState.CONCLUDED: "met",
    AgreementState.ENDED: "done",
    AgreementState.LAPSED: "withdrawn",
    AgreementState.TERMINATED: "not_met",
}
_CHANGE_GLYPHS = {
    ChangeState.ASKED: "waiting",
    ChangeState.APPROVED: "met",
    ChangeState.REFUSED: "not_met",
    ChangeState.NOTIFIED: "done",
}
EFFECTS = {
    Effect.SUCCEED: _("다른 기업이 이어받음"),
    Effect.APPROVE: _("승인받음"),
    Effect.NOTIFY: _("알리기만 함"),
    Effect.TERMINATE: _("협약을 이어 갈지 정함"),
}
"""What an item takes."""
FACTS: Mapping[str, "str | Promise"] = {
    "agreement.opened": _("협약을 시작함"),
    "agreement.laid_out": _("비목별 사업비를 제출함"),
    "agreement.cut": _("비목을 줄이는 검토 의견을 보냄"),
    "agreement.cost_review_answered": _("검토 의견에 답함"),
    "agreement.ruled": _("답변을 듣고 정함"),
    "agreement.cost_settled": _("사업비를 확정함"),
    "agreement.paper_placed": _("협약 서류를 올림"),
    "agreement.paper_accepted": _("협약 서류를 확인함"),
    "agreement.paper_sent_back": _("협약 서류를 되돌려 보냄"),
    "agreement.advance_declined": _("선지급을 받지 않기로 함"),
    "agreement.put_off": _("기한을 늦춤"),
    "consent.given": _("동의하고 서약함"),
    "consent.withdrawn": _("동의를 거둠"),
    "agreement.judged": _("자격을 다시 확인함"),
    "agreement.let_pass": _("미충족 항목이 있으나 진행하기로 정함"),
    "agreement.prepared": _("협약서를 확정하고 서명을 시작함"),
    "agreement.taken_back": _("서명을 거두고 다시 준비하기로 함"),
    "signing.signed": _("협약서에 서명함"),
    "agreement.concluded": _("협약을 맺음"),
    "agreement.change_asked": _("변경을 신청함"),
    "agreement.change_notified": _("변경을 알림"),
    "agreement.change_refused": _("변경을 승인하지 않음"),
    "agreement.extended": _("구축기간을 연장함"),
    "agreement.change_prepared": _("변경 협약서의 서명을 시작함"),
    "agreement.party_changed": _("참여기업이 바뀜"),
    "agreement.changed": _("협약을 변경함"),
    "agreement.refused": _("협약하지 않기로 함"),
    "agreement.lapsed": _("과제를 포기하여 협약하지 않음"),
    "agreement.terminated": _("협약을 해약함"),
    "agreement.ended": _("협약이 끝남"),
    "agreement.handed_over": _("담당 기관이 바뀜"),
}


def state_cell(terms: Terms) -> Cell:
    return Cell(str(terms.state.label), state=GLYPHS[terms.state])


def term(terms: Terms) -> str:
    """From the first day to the last one inside; nothing before the agreement."""
    if terms.begins_on is None or terms.last_on is None:
        return ""
    return f"{_day(terms.begins_on)} ~ {_day(terms.last_on)}"


def _day(on: date) -> str:
    return wording.day(on, language(), year=True)


def pairs(terms: Terms, program: Program, names: Mapping[UUID, str]) -> list[Pair]:
    """Number, state, parties, days."""
    parties = ", ".join(
        f"{program.role(one.role).selected.said(language())} {names.get(one.company_id, '')}" for one in terms.parties
    )
    rows = [
        Pair(gettext("협약번호"), terms.number),
        Pair(gettext("상태"), str(terms.state.label), note=terms.end_reason, state=GLYPHS[terms.state]),
        Pair(gettext("참여기업"), parties),
        Pair(gettext("협약 서류 기한"), _day(terms.papers_due_on)),
        Pair(gettext("협약 기한"), _day(terms.conclude_by_on)),
    ]
    if terms.begins_on is not None:
        rows.append(Pair(gettext("구축기간"), term(terms), basis=program.track(terms.track).period_months.basis))
    return rows


def gauge(terms: Terms, rules: Rules) -> Gauge:
    """The government's share of the total beside its limit."""
    share, whole = share_of(terms.government, terms.total), 1000
    return Gauge(
        gettext("정부지원금의 비율"),
        gettext("%(limit)s 이내") % {"limit": percent(rules.share)},
        percent(share),
        min(whole, int(share * whole)),
        int(rules.share * whole),
        wording.amount(terms.government, language()),
        is_over=share > rules.share,
        basis=rules.share_basis,
    )


def budget(terms: Terms, lines: Sequence[Line], program: Program, rules: Rules) -> Table | None:
    """Each line as it stands, what was asked where it was cut, and why, then the sum; None while there are no lines."""
    if not lines:
        return None
    money = program.money.fields
    heads: list[Head | str] = [
        gettext("비목"),
        *(Head(money[key], "number") for key in ("government", "cash", "in_kind", "total")),
    ]
    rows = [
        Row(
            [
                Cell(rules.line(one.key).label, note=one.reason),
                *(f"{amount:,}" for amount in (one.government, one.cash, one.in_kind)),
                Cell(f"{one.total:,}", note=_asked(one.asked) if one.asked != one.total else ""),
            ]
        )
        for one in lines
        if one.total or one.asked
    ]
    sums = (terms.government, terms.private_cash, terms.private_in_kind, terms.total)
    foot = Row([gettext("합계"), *(f"{amount:,}" for amount in sums)], is_sum=True)
    return Table(gettext("비목별 사업비(원)"), heads, rows, foot=[foot])


def asked(terms: Terms, program: Program) -> list[Pair]:
    """What was applied for: the sums that the lines have to add up to."""
    money, amounts = program.money.fields, (terms.government, terms.private_cash, terms.private_in_kind)
    return [
        Pair(money[key].said(language()), wording.amount(amount, language()))
        for key, amount in zip(("government", "cash", "in_kind"), amounts, strict=True)
    ]


def _asked(amount: int) -> str:
    return gettext("신청 %(amount)s") % {"amount": f"{amount:,}"}


def slot_word(row: SlotRow) -> tuple[str, str]:
    """Where a paper stands: its glyph and its word."""
    if row.is_left_out:
        return "na", gettext("내지 않음")
    if row.document is None:
        return "todo", gettext("아직 없음")
    if row.is_accepted is None:
        return "waiting", gettext("확인 대기")
    return ("done", gettext("확인함")) if row.is_accepted else ("bad", gettext("되돌려 보냄"))


def whose_turn(rows: Sequence[SlotRow], given: Sequence[Given], names: Mapping[UUID, str], program: Program) -> str:
    """Who acts once the company has brought every paper; empty while it still has to bring one."""
    if any(row.is_open for row in rows):
        return ""
    told = {"office": program.operator_label.said(language())}
    if any(row.waits for row in rows):
        return gettext("낼 서류를 모두 냈습니다. 이제 %(office)s에서 확인합니다.") % told
    late = dict.fromkeys(names.get(one.company_id, "") for one in given if one.given is None)
    if late:
        return gettext("서류를 모두 확인했습니다. 동의와 서약을 기다리는 기업: %(names)s.") % {"names": ", ".join(late)}
    return gettext("서류와 동의를 모두 받았습니다. 이제 %(office)s에서 자격을 확인하고 협약서를 준비합니다.") % told


def consent_table(given: Sequence[Given], names: Mapping[UUID, str]) -> Table:
    """Every text that each company agrees to, and when it did."""
    rows = [
        Row(
            [
                Cell(one.text.title, basis=one.text.basis),
                names.get(one.company_id, ""),
                Cell(_when(one), state="agreed" if one.given else "todo"),
            ]
        )
        for one in given
    ]
    return Table(gettext("동의와 서약"), [gettext("글"), gettext("기업"), gettext("동의한 때")], rows)


def _when(one: Given) -> str:
    return wording.instant(one.given.given_at, language(), year=True) if one.given else gettext("아직 없음")


def signing_table(signing: SigningFacts) -> Table:
    """Who signs, in order; who has, and when."""
    rows = [
        Row(
            [
                str(one.place),
                Cell(one.label, note=one.name),
                one.person,
                Cell(
                    wording.instant(one.signed_at, language(), year=True)
                    if one.signed_at
                    else _turn(is_next=one.is_next),
                    state="done" if one.signed_at else "doing" if one.is_next else "todo",
                ),
            ]
        )
        for one in signing.signers
    ]
    heads = [gettext("순서"), gettext("당사자"), gettext("서명한 사람"), gettext("서명한 때")]
    return Table(gettext("서명"), heads, rows)


def _turn(*, is_next: bool) -> str:
    return gettext("서명할 차례") if is_next else gettext("앞 차례를 기다림")


def changes_table(rows: Sequence[ChangeRow]) -> Table:
    """Each change with what stood, what shall stand, and the answer."""
    heads = [gettext("항목"), gettext("변경 전"), gettext("변경 후"), gettext("사유가 생긴 날"), gettext("상태")]
    lines = [
        Row(
            [
                Cell(item_word(one.item), note=one.reason),
                one.before,
                one.after,
                _day(one.cause_on),
                Cell(str(one.state.label), note=one.answer, state=_CHANGE_GLYPHS[one.state]),
            ]
        )
        for one in rows
    ]
    return Table(gettext("변경"), heads, lines)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the last run for the agreement found, in words."""

    glyph: str
    word: str
    at: datetime


def judgement(found: Judgement | None) -> Shown | None:
    """None before the companies were judged for the agreement."""
    if found is None:
        return None
    if found.failed:
        return Shown("not_met", gettext("미충족 %(count)s개") % {"count": len(found.failed)}, found.at)
    if found.unknown:
        return Shown("unknown", gettext("확인 필요 %(count)s개") % {"count": len(found.unknown)}, found.at)
    return Shown("met", gettext("모두 충족"), found.at)


def course(happened: Sequence[Happening], people: Mapping[UUID, str]) -> list[Stage]:
    """What happened, the oldest first; without ``people`` nobody is named."""
    return [
        Stage(
            str(FACTS[one.name]),
            wording.desk_instant(one.at, language()),
            people.get(one.person_id, "") if one.person_id else "",
            str(one.data.get("reason", "") or one.data.get("answer", "")),
            "done",
        )
        for one in happened
        if one.name in FACTS
    ]
