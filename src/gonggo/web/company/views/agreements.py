"""협약 at a company: the budget laid out, the review answered, changes asked for."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.agreements import commands, queries
from gonggo.agreements.changes import change_rules_of
from gonggo.agreements.definition import rules_of
from gonggo.facts.queries import names_of
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.parties.queries import company_by_brn
from gonggo.programs.queries import program as program_version
from gonggo.web.accounts.refused import taken
from gonggo.web.accounts.requests import Request
from gonggo.web.company import agreement_forms as forms
from gonggo.web.company.files import problems
from gonggo.web.company.pages.agreements import page, suppliers
from gonggo.web.ui import agreements as shown
from gonggo.web.ui.rows import Cell, Head, Row, Table


@never_cache
@require_safe
def agreements(request: Request) -> HttpResponse:
    """Every agreement that binds the company."""
    rows = queries.agreements(of=request.actor)
    heads: list[Head | str] = [
        gettext("과제"),
        gettext("상태"),
        Head(gettext("정부지원금(원)"), "number"),
        gettext("구축기간"),
    ]
    lines = [
        Row(
            [
                Cell(one.title, url=reverse("company:agreement", args=[one.id]), note=one.number),
                shown.state_cell(one),
                f"{one.government:,}",
                shown.term(one) or gettext("협약 전"),
            ]
        )
        for one in rows
    ]
    return render(request, "company/agreements.html", {"table": Table(gettext("협약"), heads, lines)})


@never_cache
@require_safe
def agreement(request: Request, agreement_id: UUID) -> HttpResponse:
    """One agreement: what is agreed, what is to be done now, what happened."""
    return show(request, agreement_id)


def show(request: Request, agreement_id: UUID, **bound: Any) -> HttpResponse:
    """The page, with the form that was just refused in its place."""
    context = page(request, agreement_id, bound) | {"problems": problems(bound.get("problem"))}
    return render(request, "company/agreement.html", context, status=422 if context["has_errors"] else 200)


@never_cache
@require_POST
def budget(request: Request, agreement_id: UUID) -> HttpResponse:
    """The lead lays the money out by budget lines."""
    terms = queries.terms(agreement_id, of=request.actor)
    form = forms.Budget(rules_of(program_version(terms.program, terms.program_version), terms.track), request.POST)

    def lay_out(**told: Any) -> None:
        commands.lay_out(amounts=form.amounts(), **told)

    return _carried_out(request, agreement_id, "budget", form, lay_out, gettext("비목별 사업비를 제출했습니다."))


@never_cache
@require_POST
def answer(request: Request, agreement_id: UUID) -> HttpResponse:
    """The lead agrees with the cuts, or says why not."""
    queries.within_reach(agreement_id, of=request.actor)
    form = forms.Answer(request.POST)

    def answered(**told: Any) -> None:
        if form.cleaned_data["agrees"] == "yes":
            commands.accept_cuts(**told)
        else:
            commands.dispute_cuts(says=form.cleaned_data["says"], **told)

    return _carried_out(request, agreement_id, "answer", form, answered, gettext("답을 보냈습니다."))


@never_cache
@require_POST
def change(request: Request, agreement_id: UUID) -> HttpResponse:
    """The lead asks for a change, or tells of one; each company tells what happened in its own life."""
    terms = queries.terms(agreement_id, of=request.actor)
    rules = change_rules_of(program_version(terms.program, terms.program_version), terms.track)
    form = forms.ChangeForm(rules, request.POST, leads=terms.lead.company_id == request.actor.company_id)

    def asked(*, agreement_id: UUID, **told: Any) -> None:
        said = dict(form.cleaned_data)
        kind, successor = rules.kind(said["item"]), said.pop("successor")
        if kind is not None and kind.is_event and request.actor.company_id is not None:
            told["successor_id"] = _successor(successor)
            commands.tell_event(company_id=request.actor.company_id, **said, **told)
        else:
            commands.ask_change(agreement_id=agreement_id, **said, **told)

    return _carried_out(request, agreement_id, "change", form, asked, gettext("변경을 보냈습니다."))


def _successor(written: str) -> UUID | None:
    """The company of this number, None where nothing was written. Refuses with: successor_unknown, brn_invalid."""
    company = company_by_brn(written) if written else None
    if written and company is None:
        raise Refused("successor_unknown", field="successor")
    return company.id if company else None


@never_cache
@require_POST
def supplier(request: Request, agreement_id: UUID) -> HttpResponse:
    """The lead asks that another supplier take the place of one."""
    terms = queries.terms(agreement_id, of=request.actor)
    names = names_of([one.company_id for one in terms.parties], legal_day(request.received_at))
    form = forms.SupplierForm(suppliers(terms, names), request.POST)

    def asked(**told: Any) -> None:
        said = dict(form.cleaned_data)
        company = company_by_brn(said.pop("brn"))
        if company is None:
            raise Refused("supplier_not_in_pool", field="brn")
        commands.ask_supplier(comes_id=company.id, **said, **told)

    return _carried_out(request, agreement_id, "supplier", form, asked, gettext("기업을 바꾸도록 신청했습니다."))


@never_cache
@require_POST
def extension(request: Request, agreement_id: UUID) -> HttpResponse:
    """The lead asks for more time to build."""
    queries.within_reach(agreement_id, of=request.actor)
    form = forms.ExtensionForm(request.POST)

    def asked(**told: Any) -> None:
        commands.ask_extension(**form.cleaned_data, **told)

    return _carried_out(request, agreement_id, "extension", form, asked, gettext("연장을 신청했습니다."))


def _carried_out(  # noqa: PLR0917  # one act of one form
    request: Request, agreement_id: UUID, name: str, form: Any, command: Callable[..., None], says: str
) -> HttpResponse:
    """The form's command is given; what it refuses stands in the form."""
    if not taken(form, lambda: command(agreement_id=agreement_id, by=request.actor, at=request.received_at)):
        return show(request, agreement_id, **{name: form})
    messages.success(request, says)
    return redirect("company:agreement", agreement_id)
