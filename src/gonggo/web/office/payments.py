"""지급 at the offices: what is asked for, its gates, preparing, approving, the ledger of one agreement."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.agreements import queries as agreements
from gonggo.facts.definition import BUSINESS_HALTED, FactKind
from gonggo.facts.queries import names_of, said_on
from gonggo.journal.queries import timeline
from gonggo.kernel.clock import legal_day
from gonggo.parties.queries import names_of_people
from gonggo.payments import commands, queries
from gonggo.payments.carried import carried_in
from gonggo.payments.definition import rules_of
from gonggo.payments.overview import Opened, opened
from gonggo.payments.states import MOVES, TrancheState
from gonggo.payments.terms import of_terms
from gonggo.programs.queries import program as program_version
from gonggo.web.accounts.refused import taken
from gonggo.web.accounts.step_up import step_up_at, stepped_up
from gonggo.web.office import carried_over, tax_office
from gonggo.web.office import cleared_payments as cleared
from gonggo.web.office.desk import Desk, Request
from gonggo.web.office.payment_forms import CarryOver, Outcome, Prepare, SendBack
from gonggo.web.ui import payments as shown
from gonggo.web.ui import spending
from gonggo.web.ui.responses import page_with_form
from gonggo.web.ui.rows import Cell, Head, Link, Row, Table, Words
from gonggo.web.ui.speech import language
from gonggo.web.ui.wording import desk_instant

VIEWS = {
    "": None,
    "asked": {TrancheState.ASKED},
    "prepared": {TrancheState.PREPARED},
    "with_bank": {TrancheState.APPROVED, TrancheState.INSTRUCTED, TrancheState.UNCLEAR},
    "paid": {TrancheState.PAID},
}


def _labels() -> dict[str, str]:
    return {
        "": gettext("모두"),
        "asked": gettext("준비할 것"),
        "prepared": gettext("승인할 것"),
        "with_bank": gettext("은행에 있는 것"),
        "paid": gettext("지급한 것"),
    }


@never_cache
@require_safe
def tranches(request: Request, desk: Desk) -> HttpResponse:
    """Everything within reach, by state."""
    rows = queries.tranches(of=request.actor)
    chosen = request.GET.get("state", "")
    states = VIEWS.get(chosen)
    links = [
        Link(label, f"?state={key}", _count(rows, key), is_current=key == chosen) for key, label in _labels().items()
    ]
    kept = [row for row in rows if states is None or row.state in states]
    context = {
        "desk": desk.frame("payments", of=request.actor),
        "views": links,
        "table": _table(request, kept, desk),
        "sum": sum(row.amount for row in rows if row.state is TrancheState.PAID),
    }
    return render(request, "office/payments.html", context)


def _count(rows: list[queries.TrancheRow], key: str) -> int:
    states = VIEWS[key]
    return sum(states is None or row.state in states for row in rows)


def _table(request: Request, rows: list[queries.TrancheRow], desk: Desk) -> Table:
    said = language()
    terms = {one.id: one for one in agreements.terms_among({row.agreement_id for row in rows}, of=request.actor)}
    names = names_of({row.payee_id for row in rows}, legal_day(request.received_at))
    rules = {
        key: rules_of(program_version(*key)) for key in {(one.program, one.program_version) for one in terms.values()}
    }
    heads: list[Head | Words] = [
        gettext("협약번호"),
        gettext("기업"),
        gettext("차수"),
        gettext("상태"),
        Head(gettext("금액"), "number"),
        gettext("신청"),
    ]
    return Table(
        gettext("지급"),
        heads,
        [
            Row(
                [
                    Cell(terms[row.agreement_id].number, url=reverse(f"{desk.namespace}:payment", args=[row.id])),
                    names.get(row.payee_id, ""),
                    shown.part(
                        rules[terms[row.agreement_id].program, terms[row.agreement_id].program_version], row.number
                    ),
                    shown.state_cell(row.state),
                    f"{row.amount:,}",
                    desk_instant(row.asked_at, said),
                ]
            )
            for row in rows
            if row.agreement_id in terms
        ],
    )


@never_cache
@require_safe
def tranche(request: Request, tranche_id: UUID, desk: Desk) -> HttpResponse:
    """One tranche: its gates, who asked, prepared and approved, and what may be done now."""
    return _page(request, opened(tranche_id, of=request.actor, at=request.received_at), desk)


def _page(request: Request, found: Opened, desk: Desk, wrong: forms.Form | None = None) -> HttpResponse:
    row, said = found.row, language()
    request.program = found.program  # type: ignore[attr-defined]  # the footer shows this program
    people = names_of_people([one for one in (row.asked_by, row.prepared_by, row.approved_by) if one])
    today = legal_day(request.received_at)
    known = said_on([row.payee_id], [FactKind.NAME, BUSINESS_HALTED], today).get(row.payee_id, {})
    heard = tax_office.heard(found, known.get(BUSINESS_HALTED), today)
    offered = MOVES.offered(row.state, request.actor)
    context = {
        "desk": desk.frame("payments", of=request.actor),
        "program_key": found.program.key,
        "id": row.id,
        "number": found.terms.number,
        "name": known[FactKind.NAME].value if FactKind.NAME in known else "",
        "part": shown.part(found.rules, row.number),
        "pairs": shown.pairs(row, found.rules, people, said),
        "gates": shown.gates(found.gates, found.program) if row.approved_at is None else None,
        "digest": row.digest,
        "approves": "approve" in offered,
        "prepare": _kept(wrong, Prepare) or (Prepare(found, said, heard=heard) if "prepare" in offered else None),
        "look_up": reverse(f"{desk.namespace}:look_up", args=[row.id])
        if "prepare" in offered and tax_office.asks(found)
        else "",
        "told": cleared.of(row, request.actor, said),
        "outcome": _kept(wrong, Outcome) or (Outcome() if cleared.may_state(row, request.actor) else None),
        "back": _kept(wrong, SendBack) or (SendBack() if "send_back" in offered else None),
        "wrong": wrong,
        "of_url": reverse(f"{desk.namespace}:payments_of", args=[row.agreement_id]),
        "list_url": reverse(f"{desk.namespace}:payments"),
        "urls": {
            key: reverse(f"{desk.namespace}:{key}_payment", args=[row.id])
            for key in ("prepare", "send_back", "approve")
            if key in offered
        }
        | cleared.urls(row, request.actor, desk.namespace),
    }
    return page_with_form(request, "office/payment.html", context, wrong=wrong)


def _kept(wrong: forms.Form | None, kind: type[forms.Form]) -> forms.Form | None:
    return wrong if isinstance(wrong, kind) else None


@never_cache
@require_POST
def prepare(request: Request, tranche_id: UUID, desk: Desk) -> HttpResponse:
    """What the operator saw is bound to what is to be paid."""
    found = opened(tranche_id, of=request.actor, at=request.received_at)
    form = Prepare(found, language(), request.POST)
    told: dict[str, Any] = {"tranche_id": tranche_id, "by": request.actor, "at": request.received_at}
    if not taken(form, lambda: commands.prepare(**form.seen, **told)):
        return _page(request, found, desk, form)
    messages.success(request, gettext("준비했습니다. 승인되면 은행에 요청합니다."))
    return redirect(f"{desk.namespace}:payment", tranche_id)


@never_cache
@require_POST
def send_back(request: Request, tranche_id: UUID, desk: Desk) -> HttpResponse:
    """The company mends it."""
    found = opened(tranche_id, of=request.actor, at=request.received_at)
    form = SendBack(request.POST)
    told: dict[str, Any] = {"tranche_id": tranche_id, "by": request.actor, "at": request.received_at}
    if not taken(form, lambda: commands.send_back(**form.cleaned_data, **told)):
        return _page(request, found, desk, form)
    messages.success(request, gettext("돌려보냈습니다. 기업에 메일로 알립니다."))
    return redirect(f"{desk.namespace}:payment", tranche_id)


@never_cache
@require_POST
@stepped_up()
def approve(request: Request, tranche_id: UUID, desk: Desk) -> HttpResponse:
    """Exactly what was on the page is approved, with a fresh proof of who it is."""
    told: dict[str, Any] = {"by": request.actor, "at": request.received_at, "stepped_up_at": step_up_at(request)}
    commands.approve(tranche_id=tranche_id, digest=request.POST.get("digest", ""), **told)
    messages.success(request, gettext("승인했습니다. 은행에 한 번만 요청합니다."))
    return redirect(f"{desk.namespace}:payment", tranche_id)


@never_cache
@require_POST
def state_outcome(request: Request, tranche_id: UUID, desk: Desk) -> HttpResponse:
    """What the operator found in the bank's statement, for the agency to confirm."""
    found = opened(tranche_id, of=request.actor, at=request.received_at)
    form = Outcome(request.POST)
    told: dict[str, Any] = {"tranche_id": tranche_id, "by": request.actor, "at": request.received_at}
    if not taken(form, lambda: commands.state_outcome(**form.cleaned_data, **told)):
        return _page(request, found, desk, form)
    messages.success(request, gettext("저장했습니다. 승인하는 기관이 확인하면 지급 결과가 정해집니다."))
    return redirect(f"{desk.namespace}:payment", tranche_id)


@never_cache
@require_POST
@stepped_up()
def confirm_outcome(request: Request, tranche_id: UUID, desk: Desk) -> HttpResponse:
    """The agency has seen the same in the bank's statement."""
    told: dict[str, Any] = {"by": request.actor, "at": request.received_at, "stepped_up_at": step_up_at(request)}
    commands.confirm_outcome(tranche_id=tranche_id, **told)
    messages.success(request, gettext("지급 결과를 확인했습니다."))
    return redirect(f"{desk.namespace}:payment", tranche_id)


@never_cache
@require_safe
def of_agreement(request: Request, agreement_id: UUID, desk: Desk) -> HttpResponse:
    """The money of one agreement: agreed, paid, spent and carried over, every tranche, the ledger."""
    return money_page(request, agreement_id, desk)


def money_page(request: Request, agreement_id: UUID, desk: Desk, wrong: forms.Form | None = None) -> HttpResponse:
    """As ``of_agreement``, with the form that was just refused. Raises OutOfReach."""
    terms = agreements.terms(agreement_id, of=request.actor)
    notice, said, agreed = program_version(terms.program, terms.program_version), language(), of_terms(terms)
    request.program = notice  # type: ignore[attr-defined]  # the footer shows this program
    rules, rows = rules_of(notice), queries.tranches(of=request.actor, agreement_id=agreement_id)
    posted, spent = queries.ledger(agreement_id), queries.spending(agreement_id)
    urls = {row.id: reverse(f"{desk.namespace}:payment", args=[row.id]) for row in rows}
    words, happened = spending.line_words(notice), timeline(terms.ref)
    people = names_of_people([one.person_id for one in happened if one.person_id])
    context = {
        "desk": desk.frame("payments", of=request.actor),
        "program_key": notice.key,
        "number": terms.number,
        "title": terms.title,
        "list_url": reverse(f"{desk.namespace}:payments"),
        "chart": shown.money_chart(agreed, posted),
        "tranches": shown.tranches(rows, rules, urls, said),
        "lines": spending.lines_left(agreements.lines(agreement_id), spent, words),
        "spending": spending.spending(spent, rules, words, {}, said),
        "accounts": shown.accounts(posted),
        "course": shown.course(happened, people, said),
        "ledger": shown.ledger(posted, said),
        "wrong": wrong,
    }
    context |= carried_over.of(request, desk, agreed, rules, known=carried_in(happened), posted=posted, wrong=wrong)
    return page_with_form(request, "office/payments_of.html", context, wrong=wrong)


@never_cache
@require_POST
def carry_over(request: Request, agreement_id: UUID, year: int, desk: Desk) -> HttpResponse:
    """What is unspent of a year that is over may be spent on."""
    form = CarryOver(request.POST)
    told: dict[str, Any] = {"agreement_id": agreement_id, "year": year, "by": request.actor, "at": request.received_at}
    if not taken(form, lambda: commands.carry_over(**form.cleaned_data, **told)):
        return money_page(request, agreement_id, desk, form)
    messages.success(request, gettext("이월했습니다. 이제 다음 해의 집행을 등록할 수 있습니다."))
    return redirect(f"{desk.namespace}:payments_of", agreement_id)
