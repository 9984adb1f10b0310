"""What a company's pages of payments show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext

from gonggo.agreements import queries as agreements
from gonggo.agreements.queries import Line, Terms
from gonggo.journal.queries import timeline
from gonggo.kernel.basis import Basis
from gonggo.payments import queries
from gonggo.payments.accounts import AccountKind
from gonggo.payments.carried import carried_in
from gonggo.payments.definition import Agreed, Gate, Portion, Rules, rules_of
from gonggo.payments.overview import opened
from gonggo.payments.queries import TrancheRow
from gonggo.payments.rules import amount_of
from gonggo.payments.states import ASKERS, CHANGEABLE, GONE, TrancheState
from gonggo.payments.terms import of_terms
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_version
from gonggo.web.accounts.requests import Request, language
from gonggo.web.company.payment_forms import Account, Reason, Spent
from gonggo.web.ui import payments as shown
from gonggo.web.ui import spending
from gonggo.web.ui.rows import Cell, Chart, Head, Pair, Row, Stage, Table
from gonggo.web.ui.wording import amount_read, day


@dataclass(frozen=True, slots=True)
class Asking:
    """The next tranche that may be asked for: what the program calls it, the most, what has to hold, its form."""

    number: int
    part: str
    most: str
    needs: tuple[str, ...]
    basis: Basis
    form: Account
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """The money of an agreement. ``asking`` and ``spent`` are None for who only reads, or where nothing is open."""

    program: Program
    terms: Terms
    agreed: str
    paid: str
    left: str
    chart: Chart
    course: list[Stage]
    tranches: Table
    asking: Asking | None
    lines: Table
    spending: Table
    carried: list[Pair]
    spent: Spent | None
    spend_url: str


def page(request: Request, agreement_id: UUID, wrong: forms.Form | None) -> Page:
    """Eight statements. Raises OutOfReach."""
    terms, program, agreed, rules = _agreement(request, agreement_id)
    request.program = program  # type: ignore[attr-defined]  # menu and footer show this program
    rows, said = queries.tranches(of=request.actor, agreement_id=agreement_id), language()
    posted, spent = queries.ledger(agreement_id), queries.spending(agreement_id)
    budget, words = agreements.lines(agreement_id), spending.line_words(program)
    paid, happened = shown.paid_of(posted), timeline(terms.ref)
    acts = request.actor.role in ASKERS and request.actor.company_id == agreed.payee and agreed.is_in_force
    return Page(
        program,
        terms,
        amount_read(agreed.government, said),
        amount_read(paid, said),
        amount_read(queries.balances(posted)[AccountKind.COMMITTED], said),
        shown.money_chart(agreed, posted),
        shown.course(happened, {}, said),
        shown.tranches(rows, rules, {row.id: reverse("company:payment", args=[row.id]) for row in rows}, said),
        _asking(agreed, rules, rows, wrong) if acts else None,
        spending.lines_left(budget, spent, words),
        spending.spending(
            spent, rules, words, {row.id: reverse("company:spending", args=[row.id]) for row in spent}, said
        ),
        shown.carried(carried_in(happened), said),
        (wrong if isinstance(wrong, Spent) else _spent(budget, rules, words)) if acts else None,
        reverse("company:spend", args=[agreement_id]),
    )


def agreed(request: Request) -> Table:
    """One line for each agreement that was concluded. Two statements."""
    heads: list[Head | str] = [
        gettext("협약번호"),
        gettext("과제"),
        gettext("상태"),
        Head(gettext("협약 지원금"), "number"),
    ]
    lines = [
        Row(
            [
                Cell(one.number, url=reverse("company:payments", args=[one.id])),
                one.title,
                str(one.state.label),
                f"{one.government:,}",
            ]
        )
        for one in agreements.agreements(of=request.actor)
        if one.concluded_at is not None
    ]
    return Table(gettext("지급과 집행"), heads, lines)


def _agreement(request: Request, agreement_id: UUID) -> tuple[Terms, Program, Agreed, Rules]:
    terms = agreements.terms(agreement_id, of=request.actor)
    program = program_version(terms.program, terms.program_version)
    return terms, program, of_terms(terms), rules_of(program)


def _asking(agreed: Agreed, rules: Rules, rows: list[TrancheRow], wrong: forms.Form | None) -> Asking | None:
    standing = {row.number: row.amount for row in rows if row.state not in GONE}
    granted = queries.granted(agreed.agreement_id)
    portion = _next(agreed, rules, standing, is_settled=granted is not None)
    if portion is None:
        return None
    most = amount_of(rules, portion, agreed.government) if granted is None else granted
    form = wrong if isinstance(wrong, Account) else Account(initial={"amount": most})
    return Asking(
        portion.number,
        shown.part(rules, portion.number),
        amount_read(most, language()),
        tuple(str(shown.GATES[gate]) for gate in portion.gates),
        portion.gates_basis,
        form,
        reverse("company:ask_payment", args=[agreed.agreement_id, portion.number]),
    )


def _next(agreed: Agreed, rules: Rules, standing: dict[int, int], *, is_settled: bool) -> Portion | None:
    """The first tranche after those that stand which the agreement may have now."""
    last = max(standing, default=0)
    for portion in rules.portions:
        may_be_paid = agreed.has_advance or Gate.GUARANTEE not in portion.gates
        if portion.number > last and may_be_paid and (Gate.SETTLEMENT in portion.gates) == is_settled:
            return portion
    return None


def _spent(budget: Sequence[Line], rules: Rules, words: dict[str, str], data: Any = None, files: Any = None) -> Spent:
    lines = {one.key: words.get(one.key, one.key) for one in budget}
    kinds = [(key, rules.evidence_words[key].said(language())) for key in rules.evidence]
    return Spent(lines, kinds, data, files)


def spent_form(request: Request, agreement_id: UUID, data: Any, files: Any) -> Spent:
    """The form of what was spent, filled with what was sent. Raises OutOfReach."""
    _, program, _, rules = _agreement(request, agreement_id)
    return _spent(agreements.lines(agreement_id), rules, spending.line_words(program), data, files)


@dataclass(frozen=True, slots=True)
class One:
    """A tranche; ``form`` and ``back`` are there while nobody has approved it."""

    program: Program
    number: str
    part: str
    pairs: list[Pair]
    gates: Table
    form: Account | None
    back: Reason | None
    is_sent_back: bool
    reason: str
    of_url: str
    again_url: str
    void_url: str


def one(request: Request, tranche_id: UUID, wrong: forms.Form | None) -> One:
    """Seven statements. Raises OutOfReach."""
    found = opened(tranche_id, of=request.actor, at=request.received_at)
    request.program = found.program  # type: ignore[attr-defined]  # menu and footer show this program
    row = found.row
    may = request.actor.role in ASKERS and row.state in CHANGEABLE
    initial = {"amount": row.amount, "bank": row.bank, "holder": row.holder}
    return One(
        found.program,
        found.terms.number,
        shown.part(found.rules, row.number),
        shown.pairs(row, found.rules, {}, language()),
        shown.gates(found.gates, found.program),
        (wrong if isinstance(wrong, Account) else Account(initial=initial)) if may else None,
        (wrong if isinstance(wrong, Reason) else Reason()) if may else None,
        row.state is TrancheState.SENT_BACK,
        row.reason,
        reverse("company:payments", args=[row.agreement_id]),
        reverse("company:ask_payment_again", args=[row.id]),
        reverse("company:void_payment", args=[row.id]),
    )


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was spent."""

    program: Program
    id: UUID
    pairs: list[Pair]
    may_withdraw: bool
    of_url: str


def item(request: Request, spending_id: UUID) -> Item:
    """Four statements. Raises OutOfReach."""
    row = queries.spending_item(spending_id, of=request.actor)
    _, program, _, rules = _agreement(request, row.agreement_id)
    request.program = program  # type: ignore[attr-defined]  # menu and footer show this program
    said = language()
    words = rules.evidence_words.get(row.evidence)
    pairs = [
        Pair(gettext("비목"), spending.line_words(program).get(row.line, row.line)),
        Pair(gettext("거래처"), row.supplier),
        Pair(gettext("쓴 날"), day(row.spent_on, said, year=True)),
        Pair(gettext("금액"), amount_read(row.amount, said)),
        Pair(gettext("부가가치세"), amount_read(row.vat, said)),
        Pair(gettext("증빙"), words.said(said) if words else row.evidence, note=row.invoice),
    ]
    if not row.counts:
        pairs.append(Pair(gettext("취소"), row.withdrawn_reason, state="withdrawn"))
    may = row.counts and request.actor.role in ASKERS and request.actor.company_id == row.company_id
    return Item(program, row.id, pairs, may, reverse("company:payments", args=[row.agreement_id]))
