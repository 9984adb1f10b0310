"""How a settlement, a return and a recovery are shown on every desk."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext, gettext_lazy

from gonggo.journal.queries import Happening
from gonggo.kernel.money import percent
from gonggo.kernel.text import Text
from gonggo.settlement.definition import Part, Rules
from gonggo.settlement.queries import Opened, PaidInRow, RecoveryRow, ReturnRow
from gonggo.settlement.rules import Sum
from gonggo.settlement.states import RecoveryState, ReturnState, SettlementState, Verdict
from gonggo.web.ui.rows import Bar, Cell, Chart, Head, Pair, Row, Stage, Table
from gonggo.web.ui.wording import amount, day, desk_instant

S = SettlementState
GLYPHS = {S.DUE: "todo", S.REPORTED: "doing", S.EXAMINED: "waiting", S.CONFIRMED: "met"}
_BACK = {
    ReturnState.ORDERED: "todo",
    ReturnState.REMINDED: "waiting",
    ReturnState.CALLED: "bad",
    ReturnState.DONE: "met",
}
RECOVERED = {
    RecoveryState.PROPOSED: "doing",
    RecoveryState.ORDERED: "todo",
    RecoveryState.DONE: "met",
    RecoveryState.LIFTED: "withdrawn",
    RecoveryState.DROPPED: "withdrawn",
}
_FOUND = {Verdict.OPEN: "todo", Verdict.RECOGNISED: "met", Verdict.DISALLOWED: "bad"}
_PARTS = {
    Part.PRIVATE_NOT_PAID: gettext_lazy("내지 않은 민간부담금"),
    Part.ABOVE_LIMITS: gettext_lazy("한도나 비율을 넘은 금액"),
    Part.UNSPENT: gettext_lazy("집행잔액"),
    Part.DISALLOWED: gettext_lazy("불인정"),
    Part.INTEREST: gettext_lazy("전용계좌 이자"),
    Part.VAT_REFUND: gettext_lazy("부가가치세 환급"),
}
FACTS = {
    "settlement.opened": gettext_lazy("정산 시작"),
    "settlement.reported": gettext_lazy("정산 보고"),
    "settlement.examined": gettext_lazy("정산 검토"),
    "settlement.sent_back": gettext_lazy("다시 검토"),
    "settlement.confirmed": gettext_lazy("정산 확정"),
    "settlement.invoices_rechecked": gettext_lazy("세금계산서 다시 확인"),
    "recovery.proposed": gettext_lazy("환수 제안"),
    "recovery.ordered": gettext_lazy("환수 결정"),
    "recovery.paid_in": gettext_lazy("환수 입금 기록"),
    "recovery.confirmed": gettext_lazy("환수 입금 확인"),
    "recovery.done": gettext_lazy("환수를 마침"),
    "recovery.dropped": gettext_lazy("환수하지 않음"),
    "recovery.lifted": gettext_lazy("환수를 취소함"),
}


def pairs(found: Opened, said: str) -> list[Pair]:
    """Its state, its days, and what came of it."""
    row, total, state = found.row, found.sum, S(found.row.state)
    sent_back_for = row.sent_back_for if found.tells_amounts else ""
    rows = [
        Pair(gettext("상태"), str(state.label), state=GLYPHS[state], note=sent_back_for),
        Pair(gettext("보고 기한"), day(row.due_on, said, year=True)),
    ]
    if row.reported_at:
        rows.append(Pair(gettext("보고한 때"), desk_instant(row.reported_at, said)))
    if row.reported_at and found.tells_amounts:
        rows += [
            Pair(gettext("낸 민간부담금"), amount(row.private_paid, said)),
            Pair(gettext("인정"), amount(total.recognised, said)),
            Pair(gettext("불인정"), amount(total.disallowed, said)),
            Pair(gettext("지급받은 지원금"), amount(total.paid, said)),
            Pair(gettext("더 받을 지원금"), amount(total.second, said)),
            Pair(gettext("반납할 금액"), amount(total.to_return, said)),
        ]
    if row.rechecked_says and found.tells_amounts:
        rows.append(Pair(gettext("세금계산서 다시 확인"), row.rechecked_says))
    return rows


def chart(total: Sum) -> Chart:
    """The support as it was agreed, what is recognised of it, what was paid, what is given back."""
    return Chart(
        gettext("지원금"),
        gettext("천원"),
        [
            Bar(gettext("협약"), total.agreed // 1000),
            Bar(gettext("인정"), total.entitled // 1000),
            Bar(gettext("지급"), total.paid // 1000),
            Bar(gettext("반납"), total.to_return // 1000),
        ],
    )


def rows(total: Sum) -> Table:
    """The rows that explain the sum: of what, by which share, how much, on what basis."""
    heads: list[Head | str | Text] = [
        gettext("항목"),
        Head(gettext("대상 금액"), "number"),
        Head(gettext("비율"), "number"),
        Head(gettext("빼는 금액"), "number"),
        gettext("근거"),
    ]
    lines = [Row([gettext("협약한 정부지원금"), f"{total.agreed:,}", "", "", ""])]
    lines += [
        Row([
            str(_PARTS[one.part]), f"{one.of:,}", "" if one.share == 1 else percent(one.share),
            f"{one.amount:,}", Cell(basis=one.basis),
        ])
        for one in total.rows
    ]  # fmt: skip
    lines.append(Row([gettext("인정하는 정부지원금"), f"{total.entitled:,}", "", "", ""]))
    return Table(gettext("정산 금액"), heads, lines)


def items(found: Opened, said: str) -> Table:
    """Everything that was spent, and what became of it."""
    heads: list[Head | str | Text] = [
        gettext("쓴 날"),
        gettext("거래처"),
        Head(gettext("금액"), "number"),
        gettext("인정 여부"),
        Head(gettext("불인정액"), "number"),
    ]
    lines = [
        Row(
            [
                day(one.spent_on, said, year=True),
                one.supplier,
                f"{one.amount:,}",
                Cell(str(Verdict(one.verdict).label), state=_FOUND[Verdict(one.verdict)], note=one.reason),
                f"{one.disallowed:,}" if one.disallowed else "",
            ]
        )
        for one in found.items
    ]
    return Table(gettext("집행 항목"), heads, lines)


def giving_back(row: ReturnRow | None, said: str) -> list[Pair]:
    """반납: how much, until when, what came in."""
    if row is None:
        return []
    return [
        Pair(gettext("상태"), str(row.state.label), state=_BACK[row.state]),
        Pair(gettext("반납할 금액"), amount(row.amount, said)),
        Pair(gettext("반납 기한"), day(row.grace_until_on or row.due_on, said, year=True)),
        *_came_in(row.paid_in, said),
        Pair(gettext("남은 금액"), amount(row.left, said)),
    ]


def recovery(row: RecoveryRow, said: str, *, rules: Rules, closed_for: str) -> list[Pair]:
    """환수: the gain, its interest and surcharge, what came in."""
    pairs = [
        Pair(gettext("상태"), str(row.state.label), state=RECOVERED[row.state], note=closed_for),
        Pair(gettext("부정이익"), amount(row.gain, said), basis=rules.recovery_basis),
        Pair(gettext("이자"), amount(row.interest, said), basis=rules.interest_basis),
        Pair(gettext("제재부가금"), amount(row.surcharge, said), basis=rules.surcharge_basis),
        Pair(gettext("환수할 금액"), amount(row.amount, said)),
        Pair(gettext("사유"), row.reason),
    ]
    if row.due_on:
        pairs.append(Pair(gettext("납부 기한"), day(row.due_on, said, year=True)))
        pairs += [*_came_in(row.paid_in, said), Pair(gettext("남은 금액"), amount(row.left, said))]
    return pairs


def recoveries(rows: Sequence[RecoveryRow], urls: Mapping[UUID, str], said: str) -> Table:
    """Those of one agreement, each leading to its own page."""
    heads: list[Head | str] = [
        gettext("상태"), Head(gettext("환수할 금액(원)"), "number"), gettext("납부 기한"),
    ]  # fmt: skip
    lines = [
        Row(
            [
                Cell(str(one.state.label), url=urls[one.id], state=RECOVERED[one.state]),
                f"{one.amount:,}",
                day(one.due_on, said, year=True) if one.due_on else "-",
            ]
        )
        for one in rows
    ]
    return Table(gettext("환수"), heads, lines)


def _came_in(paid: Sequence[PaidInRow], said: str) -> list[Pair]:
    return [
        Pair(
            gettext("들어온 금액"),
            amount(one.amount, said),
            note=day(one.on, said, year=True) + ("" if one.is_confirmed else f", {gettext('확인 전')}"),
        )
        for one in paid
    ]


def course(happened: Sequence[Happening], people: Mapping[UUID, str], said: str) -> list[Stage]:
    """What happened to it, the oldest first."""
    return [
        Stage(
            str(FACTS[one.name]),
            desk_instant(one.at, said),
            people.get(one.person_id, "") if one.person_id else "",
            one.data.get("reason", ""),
            "done",
        )
        for one in happened
        if one.name in FACTS
    ]
