"""사후관리: a company's use reports, its maintenance requests, its consent to use data."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonggo.aftercare import commands, queries
from gonggo.aftercare.definition import Rules, rules_of
from gonggo.aftercare.queries import ReportRow, RequestRow, Whole
from gonggo.aftercare.states import OF_SUPPLIER, REQUEST_MOVES, ReportState
from gonggo.facts.queries import names_of
from gonggo.kernel.actor import COMPANY_WRITERS
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.signing.queries import consents_to
from gonggo.web.accounts.refused import put_into
from gonggo.web.accounts.requests import Request
from gonggo.web.company.aftercare_forms import MOVES, Answer, Ask, UseReport
from gonggo.web.ui import aftercare as shown
from gonggo.web.ui.speech import language


@never_cache
@require_safe
def aftercares(request: Request) -> HttpResponse:
    """One line for each completed task, the soonest due first."""
    today = legal_day(request.received_at)
    rows = queries.aftercares(of=request.actor, on=today)
    names = names_of({one.lead_company_id for one in rows}, today)
    lines = [(one, names.get(one.lead_company_id, "-"), reverse("company:aftercare", args=[one.id])) for one in rows]
    return render(request, "company/aftercares.html", {"table": shown.listed(lines, today)})


@never_cache
@require_safe
def aftercare(request: Request, aftercare_id: UUID) -> HttpResponse:
    """One task: what is to be reported, its figures over the years, requests, the consent.

    A supplier reads nothing of what the adopter reports or consented to.
    """
    return _page(request, queries.whole(aftercare_id, of=request.actor))


def _page(request: Request, whole: Whole, wrong: Ask | None = None) -> HttpResponse:
    row, today, company_id = whole.aftercare, legal_day(request.received_at), request.actor.company_id
    notice, roles = queries.program_of(row), queries.roles_in(row)
    rules = rules_of(notice)
    given = consents_to(row.ref, rules.consent)
    names = names_of(set(roles), today)
    figure = shown.chosen(rules, request.GET.get("figure", ""))
    writes = request.actor.role in COMPANY_WRITERS
    is_adopter = roles.get(company_id) == "adopter" if company_id else False
    asks = writes and is_adopter and today <= row.ends_on
    leads = writes and company_id == row.lead_company_id
    mine = [one for one in given if one.party_id == company_id]
    request.program = notice  # type: ignore[attr-defined]  # menu and footer show this program
    context: dict[str, Any] = {
        "program_key": notice.key,
        "kicker": notice.title,
        "id": row.id,
        "number": row.number,
        "pairs": shown.pairs(whole, names.get(row.lead_company_id, "-")),
        "to_file": _to_file(whole, today) if leads else [],
        "reports": shown.reports(whole, rules, today) if is_adopter else None,
        "reports_basis": rules.years_basis,
        "figures": shown.figure_links(rules, figure),
        "chart": shown.chart(whole, figure) if is_adopter else None,
        "requests": _requests(request, whole, names),
        "requests_basis": rules.answer_basis,
        "form": (wrong or Ask(_suppliers(roles, names))) if asks else None,
        "consent": shown.consent(notice, rules.consent, mine, names) if is_adopter else None,
        "consent_basis": rules.consent_basis,
        "may_withdraw": writes and any(one.withdrawn_at is None for one in mine),
        "has_errors": wrong is not None,
    }
    return render(request, "company/aftercare.html", context, status=422 if wrong else 200)


def _to_file(whole: Whole, today: date) -> list[tuple[int, str]]:
    return [(one.year, shown.year_words(one.year)) for one in whole.reports if one.may_be_filed(today)]


def _suppliers(roles: Mapping[UUID, str], names: Mapping[UUID, str]) -> list[tuple[str, str]]:
    return [(str(one), names.get(one, "-")) for one, role in roles.items() if role == "supplier"]


def _requests(request: Request, whole: Whole, names: dict[UUID, str]) -> list[shown.Request]:
    today = legal_day(request.received_at)
    urls = {one.id: reverse("company:request", args=[whole.aftercare.id, one.id]) for one in whole.requests}
    return [shown.request(one, names, today, urls[one.id]) for one in whole.requests]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, aftercare_id: UUID, year: int) -> HttpResponse:
    """One year's use report; last year's figures stand in it."""
    whole = queries.whole(aftercare_id, of=request.actor)
    row, rules = whole.report(year), queries.rules_for(whole.aftercare)
    before = whole.figures_before(year) if request.actor.company_id == whole.aftercare.lead_company_id else {}
    form = UseReport(rules, language(), before, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            _file(request, whole, year, form, rules)
        except Refused as refused:
            if refused.field is None:
                raise
            put_into(form, refused)
        else:
            messages.success(request, gettext("활용실적을 보고했습니다."))
            return redirect("company:aftercare", aftercare_id)
    if request.method != "POST" and not _may_file(request, whole, row):
        return redirect("company:aftercare", aftercare_id)
    return _report_page(request, whole, row, form)


def _may_file(request: Request, whole: Whole, row: ReportRow) -> bool:
    """Others than the lead adopter are shown no form: last year's figures stand in it."""
    leads = request.actor.company_id == whole.aftercare.lead_company_id
    return leads and row.may_be_filed(legal_day(request.received_at))


def _report_page(request: Request, whole: Whole, row: ReportRow, form: UseReport) -> HttpResponse:
    context = {
        "program_key": whole.aftercare.program,
        "id": whole.aftercare.id,
        "number": whole.aftercare.number,
        "title": gettext("%(year)s차 활용실적 보고") % {"year": row.year},
        "due_on": row.due_on,
        "is_missed": row.state is ReportState.MISSED,
        "is_filled": bool(whole.figures_before(row.year)),
        "form": form,
        "has_errors": bool(form.errors),
    }
    return render(request, "company/use_report.html", context, status=422 if form.errors else 200)


def _file(request: Request, whole: Whole, year: int, form: UseReport, rules: Rules) -> None:
    is_missed = whole.report(year).state is ReportState.MISSED
    command = commands.submit_late if is_missed else commands.submit
    command(
        aftercare_id=whole.aftercare.id,
        year=year,
        figures={one.key: form.cleaned_data[one.key] for one in rules.figures},
        comment=form.cleaned_data["comment"],
        by=request.actor,
        at=request.received_at,
    )


@never_cache
@require_POST
def ask(request: Request, aftercare_id: UUID) -> HttpResponse:
    """Maintenance is asked for."""
    whole = queries.whole(aftercare_id, of=request.actor)
    roles = queries.roles_in(whole.aftercare)
    names = names_of(set(roles), legal_day(request.received_at))
    form = Ask(_suppliers(roles, names), request.POST)
    if form.is_valid():
        asked = commands.ask(aftercare_id=aftercare_id, **form.cleaned_data, by=request.actor, at=request.received_at)
        messages.success(request, gettext("유지·보수를 요청했습니다. 맡은 기업에 알립니다."))
        return redirect("company:request", aftercare_id, asked.id)
    return _page(request, whole, form)


@never_cache
@require_safe
def one_request(request: Request, aftercare_id: UUID, request_id: UUID) -> HttpResponse:
    """One maintenance request with all that was said, and what may be done."""
    whole = queries.whole(aftercare_id, of=request.actor)
    return _request_page(request, whole, whole.request(request_id))


def _offered(request: Request, row: RequestRow) -> list[str]:
    company_id = request.actor.company_id
    moves = REQUEST_MOVES.offered(row.state, request.actor)
    return [one for one in moves if company_id == (row.supplier_id if one in OF_SUPPLIER else row.company_id)]


def _request_page(
    request: Request, whole: Whole, row: RequestRow, wrong: tuple[str, Answer] | None = None
) -> HttpResponse:
    today = legal_day(request.received_at)
    names = names_of({row.company_id, row.supplier_id}, today)
    forms = [
        (move, words, wrong[1] if wrong and wrong[0] == move else Answer(move))
        for move, words in MOVES.items()
        if move in _offered(request, row)
    ]
    context = {
        "program_key": whole.aftercare.program,
        "id": whole.aftercare.id,
        "number": whole.aftercare.number,
        "request_id": row.id,
        "one": shown.request(row, names, today),
        "forms": forms,
        "wrong": wrong[1] if wrong else None,
        "has_errors": wrong is not None,
    }
    return render(request, "company/request.html", context, status=422 if wrong else 200)


@never_cache
@require_POST
def act(request: Request, aftercare_id: UUID, request_id: UUID, move: str) -> HttpResponse:
    """One side answers, finishes, confirms, opens again or takes the request back."""
    whole = queries.whole(aftercare_id, of=request.actor)
    row = whole.request(request_id)
    if move not in MOVES:
        raise OutOfReach(f"move:{move}")
    form = Answer(move, request.POST)
    if not form.is_valid():
        return _request_page(request, whole, row, (move, form))
    command: Callable[..., object] = getattr(commands, move)
    command(request_id=request_id, **form.cleaned_data, by=request.actor, at=request.received_at)
    messages.success(request, gettext("처리했습니다. 상대 기업에 알립니다."))
    return redirect("company:request", aftercare_id, request_id)


@never_cache
@require_POST
def withdraw_consent(request: Request, aftercare_id: UUID) -> HttpResponse:
    """The consent to use data is taken back."""
    commands.withdraw_data_consent(aftercare_id=aftercare_id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("데이터 활용 동의를 거두었습니다."))
    return redirect("company:aftercare", aftercare_id)
