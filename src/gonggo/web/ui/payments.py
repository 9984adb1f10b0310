"""How payments are shown on every desk: tranches, gates, the ledger, what was spent."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from gonggo.journal.queries import Happening
from gonggo.payments.accounts import AccountKind, Booking
from gonggo.payments.carried import CarriedRow
from gonggo.payments.definition import Agreed, Gate, Rules
from gonggo.payments.queries import LedgerRow, TrancheRow, balances
from gonggo.payments.rules import Passed
from gonggo.payments.states import InstructionState, TrancheState
from gonggo.programs.definition import Program
from gonggo.web.ui.rows import Bar, Cell, Chart, Head, Pair, Row, Stage, Table, Words
from gonggo.web.ui.speech import said
from gonggo.web.ui.wording import amount, amount_read, desk_instant

S = TrancheState
NO_BANK = "none"
_MAN = 10_000
GLYPHS = {
    S.ASKED: "doing",
    S.PREPARED: "waiting",
    S.SENT_BACK: "supplement",
    S.APPROVED: "met",
    S.INSTRUCTED: "doing",
    S.UNCLEAR: "unknown",
    S.PAID: "done",
    S.REFUSED: "bad",
    S.VOID: "withdrawn",
}
ACCOUNTS = {
    AccountKind.BUDGET: gettext_lazy("사업 예산"),
    AccountKind.COMMITTED: gettext_lazy("지급할 지원금"),
    AccountKind.DEDICATED: gettext_lazy("사업비 전용계좌"),
    AccountKind.PRIVATE: gettext_lazy("민간부담금(현금)"),
    AccountKind.OWN: gettext_lazy("기업 자체 자금"),
    AccountKind.SPENT: gettext_lazy("집행"),
    AccountKind.IN_KIND: gettext_lazy("민간부담금(현물)"),
    AccountKind.IN_KIND_USED: gettext_lazy("현물 집행"),
    AccountKind.RETURNED: gettext_lazy("반납"),
    AccountKind.RECOVERED: gettext_lazy("환수"),
}
BOOKINGS = {
    Booking.COMMITTED: gettext_lazy("협약"),
    Booking.FREED: gettext_lazy("지급하지 않게 됨"),
    Booking.PRIVATE_PAID_IN: gettext_lazy("민간부담금 납입"),
    Booking.PAID: gettext_lazy("지급"),
    Booking.SPENT: gettext_lazy("집행"),
    Booking.SPENDING_WITHDRAWN: gettext_lazy("집행 취소"),
    Booking.IN_KIND_USED: gettext_lazy("현물 집행"),
    Booking.IN_KIND_WITHDRAWN: gettext_lazy("현물 집행 취소"),
    Booking.ADVANCED: gettext_lazy("기업이 먼저 냄"),
    Booking.ADVANCE_REPAID: gettext_lazy("먼저 낸 돈을 찾아감"),
    Booking.OWN_PAID_IN: gettext_lazy("돌려줄 돈을 넣음"),
    Booking.RETURNED: gettext_lazy("반납"),
    Booking.RECOVERED: gettext_lazy("환수"),
}
GATES = {
    Gate.AGREEMENT: gettext_lazy("효력이 있는 협약"),
    Gate.PRIVATE_SHARE: gettext_lazy("민간부담금 현금 납입"),
    Gate.GUARANTEE: gettext_lazy("지급액과 협약기간을 덮는 보증"),
    Gate.COMPLETION: gettext_lazy("사업완료 확인"),
    Gate.SETTLEMENT: gettext_lazy("정산 확정"),
}


FACTS = {
    "payment.asked": gettext_lazy("지급 신청"),
    "payment.prepared": gettext_lazy("지급 준비"),
    "payment.sent_back": gettext_lazy("돌려보냄"),
    "payment.approved": gettext_lazy("지급 승인"),
    "payment.instructed": gettext_lazy("은행에 요청함"),
    "payment.unclear": gettext_lazy("은행에 확인 중"),
    "payment.outcome_stated": gettext_lazy("거래내역 확인"),
    "payment.outcome_confirmed": gettext_lazy("거래내역 확정"),
    "payment.paid": gettext_lazy("지급 완료"),
    "payment.refused": gettext_lazy("은행 거절"),
    "payment.voided": gettext_lazy("지급 신청 무효"),
    "payment.carried_over": gettext_lazy("이월"),
    "spending.entered": gettext_lazy("집행 등록"),
    "spending.withdrawn": gettext_lazy("집행 취소"),
}


def course(happened: Iterable[Happening], people: Mapping[UUID, str], language: str) -> list[Stage]:
    """What happened to the money of an agreement, the oldest first; who it was where ``people`` names them."""
    return [
        Stage(
            f"{FACTS[one.name]} {amount_read(one.data['amount'], language)}",
            desk_instant(one.at, language),
            _who(people, one.person_id),
            one.data.get("reason", ""),
            "done",
        )
        for one in happened
        if one.name in FACTS
    ]


def part(rules: Rules, number: int) -> str:
    """What the program calls a tranche."""
    portion = rules.portion(number)
    return str(said(portion.label)) if portion else str(number)


def state_cell(state: TrancheState, url: str = "") -> Cell:
    return Cell(str(state.label), url=url, state=GLYPHS[state])


def tranches(rows: Iterable[TrancheRow], rules: Rules, urls: Mapping[UUID, str], language: str) -> Table:
    """Those of one agreement, the newest first."""
    heads: list[Head | Words] = [
        gettext("차수"),
        gettext("상태"),
        Head(gettext("금액"), "number"),
        gettext("신청"),
        gettext("은행 번호"),
    ]
    return Table(
        gettext("지급"),
        heads,
        [
            Row(
                [
                    Cell(part(rules, row.number), url=urls.get(row.id, "")),
                    state_cell(row.state),
                    f"{row.amount:,}",
                    desk_instant(row.asked_at, language),
                    row.instruction.reference if row.instruction else "",
                ]
            )
            for row in rows
        ],
    )


def money_chart(agreed: Agreed, rows: Sequence[LedgerRow]) -> Chart:
    """What was agreed beside what was paid and spent, in tens of thousands of won; the ledger beside it is exact."""
    held = balances(rows)
    put_in = paid_of(rows)
    bars = [
        Bar(gettext("협약 지원금"), agreed.government // _MAN),
        Bar(gettext("지급"), put_in // _MAN),
        Bar(gettext("총사업비"), agreed.total // _MAN),
        Bar(gettext("집행"), (held[AccountKind.SPENT] + held[AccountKind.IN_KIND_USED]) // _MAN),
    ]
    back = held[AccountKind.RETURNED] + held[AccountKind.RECOVERED]
    if back:
        bars.append(Bar(gettext("반납·환수"), back // _MAN))
    return Chart(gettext("협약, 지급, 집행"), gettext("만원"), bars)


def paid_of(rows: Iterable[LedgerRow]) -> int:
    """Won that the bank has paid."""
    return sum(row.amount for row in rows if row.booking is Booking.PAID)


def ledger(rows: Sequence[LedgerRow], language: str) -> Table:
    """Every posting in its order: where the won went and where they came from."""
    heads: list[Head | Words] = [
        gettext("언제"),
        gettext("무엇"),
        gettext("들어간 곳"),
        gettext("나온 곳"),
        Head(gettext("금액"), "number"),
    ]
    lines = [
        Row(
            [
                desk_instant(row.at, language),
                str(BOOKINGS[row.booking]),
                str(ACCOUNTS[row.debit]),
                str(ACCOUNTS[row.credit]),
                f"{row.amount:,}",
            ]
        )
        for row in rows
    ]
    return Table(gettext("원장"), heads, lines)


def accounts(rows: Sequence[LedgerRow]) -> Table:
    """Each account with what stands in it; together they are nothing."""
    found = balances(rows)
    lines = [Row([str(ACCOUNTS[kind]), _signed(won)]) for kind, won in found.items() if won]
    foot = [Row([gettext("합"), _signed(sum(found.values()))], is_sum=True)]
    return Table(gettext("계정"), [gettext("계정"), Head(gettext("잔액"), "number")], lines, foot=foot)


def carried(rows: Iterable[CarriedRow], language: str) -> list[Pair]:
    """What was carried over from each year, with why."""
    return [
        Pair(gettext("%(year)d년에서 이월") % {"year": one.year}, amount_read(one.amount, language), note=one.reason)
        for one in rows
    ]


def _signed(won: int) -> str:
    return f"{'−' if won < 0 else ''}{abs(won):,}"


def gates(found: Iterable[Passed], program: Program) -> Table:
    """What has to hold before a payment, each in words with its basis."""
    return Table(
        gettext("지급 전에 갖출 것"),
        [gettext("갖출 것"), gettext("상태")],
        [
            Row(
                [
                    Cell(gate_words(one.key, program), basis=one.basis),
                    Cell(gettext("갖춤") if one.is_open else gettext("아직"), state="met" if one.is_open else "todo"),
                ]
            )
            for one in found
        ],
    )


def gate_words(key: str, program: Program) -> str:
    """A gate, or a kind of fact that is looked up afresh."""
    if key in set(Gate):
        return str(GATES[Gate(key)])
    return gettext("다시 확인: %(what)s") % {"what": said(program.fact_kind(key).label)}


def pairs(row: TrancheRow, rules: Rules, people: Mapping[UUID, str], language: str) -> list[Pair]:
    """A tranche: how much, into which account, who asked, prepared and approved, what the bank said."""
    found = [
        Pair(gettext("상태"), str(row.state.label), note=row.reason, state=GLYPHS[row.state]),
        Pair(gettext("차수"), part(rules, row.number)),
        Pair(gettext("금액"), amount(row.amount, language), note=amount_read(row.amount, language)),
        Pair(gettext("사업비 전용계좌"), f"{row.bank} {row.account}", note=row.holder),
        Pair(gettext("신청"), _who(people, row.asked_by), note=desk_instant(row.asked_at, language)),
    ]
    if row.prepared_at is not None:
        found.append(
            Pair(
                gettext("준비"), _who(people, row.prepared_by), desk_instant(row.prepared_at, language), rules.by_basis
            )
        )
    if row.approved_at is not None:
        note = desk_instant(row.approved_at, language)
        found.append(Pair(gettext("승인"), _who(people, row.approved_by), note, rules.approvals_basis))
    return [*found, *_bank(row, language)]


def _who(people: Mapping[UUID, str], person: UUID | None) -> str:
    return people.get(person, "") if person else ""


def _bank(row: TrancheRow, language: str) -> list[Pair]:
    order = row.instruction
    if order is None:
        return []
    note = desk_instant(order.answered_at, language) if order.answered_at else ""
    if order.state is InstructionState.UNCLEAR:
        note = gettext("은행에 %(times)d번 물었습니다. 답이 올 때까지 같은 번호로 다시 묻습니다.") % {
            "times": order.asked_times
        }
    if order.state is InstructionState.WAITING and settings.GONGGO_ENVIRONMENT.bank == NO_BANK:
        note = gettext("은행이 설정되지 않아 기다립니다. 설정되면 저절로 보냅니다.")
    told = [Pair(gettext("은행"), str(order.state.label), note=note)]
    if order.reference:
        told.append(Pair(gettext("은행 번호"), order.reference))
    return told
