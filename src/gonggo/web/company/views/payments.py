"""지급과 집행: money asked for, followed to the account, and what was spent of it with its evidence."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.documents.commands import receive
from gonggo.documents.kinds import FileKind
from gonggo.kernel.refusal import OutOfReach
from gonggo.payments import commands, queries
from gonggo.web.accounts.refused import taken
from gonggo.web.accounts.requests import Request
from gonggo.web.company.files import handed_back
from gonggo.web.company.pages import payments as rows
from gonggo.web.company.payment_forms import Account, Reason
from gonggo.web.ui.responses import page_with_form

LARGEST_EVIDENCE = 30 * 1024 * 1024
EVIDENCE_KINDS = frozenset({FileKind.PDF, FileKind.JPG, FileKind.PNG})


@never_cache
@require_safe
def agreed(request: Request) -> HttpResponse:
    """The agreements that bind the company, each leading to its money."""
    return render(request, "company/payments_list.html", {"table": rows.agreed(request)})


@never_cache
@require_safe
def payments(request: Request, agreement_id: UUID) -> HttpResponse:
    """The money of one agreement: what is asked for next, what was paid, what was spent."""
    return _page(request, agreement_id)


def _page(request: Request, agreement_id: UUID, wrong: forms.Form | None = None) -> HttpResponse:
    page = rows.page(request, agreement_id, wrong)
    context = {"page": page, "program_key": page.program.key, "wrong": wrong}
    return page_with_form(request, "company/payments.html", context, wrong=wrong)


@never_cache
@require_POST
def ask(request: Request, agreement_id: UUID, number: int) -> HttpResponse:
    """A tranche is asked for."""
    form = Account(request.POST)
    told: dict[str, Any] = {"agreement_id": agreement_id, "number": number, **_by(request)}
    if not taken(form, lambda: commands.ask(**form.cleaned_data, **told)):
        return _page(request, agreement_id, form)
    messages.success(request, gettext("지급을 신청했습니다. 담당 기관에 메일로 알립니다."))
    return redirect("company:payments", agreement_id)


@never_cache
@require_POST
def spend(request: Request, agreement_id: UUID) -> HttpResponse:
    """What was spent is entered with its evidence."""
    form = rows.spent_form(request, agreement_id, request.POST, request.FILES)
    if not taken(form, lambda: _spend(request, agreement_id, dict(form.cleaned_data))):
        return _page(request, agreement_id, form)
    messages.success(request, gettext("집행을 등록했습니다."))
    return redirect("company:payments", agreement_id)


def _spend(request: Request, agreement_id: UUID, said: dict[str, Any]) -> None:
    """The evidence is kept first; whoever is refused then has handed in a file that nothing names."""
    upload = said.pop("paper")
    kinds: dict[str, Any] = {"size_limit": LARGEST_EVIDENCE, "accepts": EVIDENCE_KINDS, "field": "paper"}
    paper = receive(upload, declared_name=upload.name, **kinds, **_by(request))
    commands.spend(agreement_id=agreement_id, item=commands.Item(document_id=paper.id, **said), **_by(request))


def _by(request: Request) -> dict[str, Any]:
    """Who acts, and when."""
    return {"by": request.actor, "at": request.received_at}


@never_cache
@require_safe
def payment(request: Request, tranche_id: UUID) -> HttpResponse:
    """One tranche: where it stands, and mending it."""
    return _one(request, tranche_id)


def _one(request: Request, tranche_id: UUID, wrong: forms.Form | None = None) -> HttpResponse:
    page = rows.one(request, tranche_id, wrong)
    context = {"page": page, "program_key": page.program.key, "wrong": wrong}
    return page_with_form(request, "company/payment.html", context, wrong=wrong)


@never_cache
@require_POST
def ask_again(request: Request, tranche_id: UUID) -> HttpResponse:
    """What nobody approved is mended and asked for again."""
    form = Account(request.POST)
    told: dict[str, Any] = {"tranche_id": tranche_id, **_by(request)}
    if not taken(form, lambda: commands.ask_again(**form.cleaned_data, **told)):
        return _one(request, tranche_id, form)
    messages.success(request, gettext("고쳐서 다시 신청했습니다."))
    return redirect("company:payment", tranche_id)


@never_cache
@require_POST
def void(request: Request, tranche_id: UUID) -> HttpResponse:
    """What nobody approved is taken back."""
    form = Reason(request.POST)
    if not taken(form, lambda: commands.void(tranche_id=tranche_id, **form.cleaned_data, **_by(request))):
        return _one(request, tranche_id, form)
    messages.success(request, gettext("지급 신청을 취소했습니다."))
    return redirect("company:payment", tranche_id)


@never_cache
@require_safe
def spending(request: Request, spending_id: UUID) -> HttpResponse:
    """One thing that was spent, with its evidence; it can be taken back."""
    return _item(request, spending_id, None)


def _item(request: Request, spending_id: UUID, wrong: forms.Form | None) -> HttpResponse:
    page = rows.item(request, spending_id)
    context = {"page": page, "program_key": page.program.key, "form": wrong or Reason(), "wrong": wrong}
    return page_with_form(request, "company/spending.html", context, wrong=wrong)


@never_cache
@require_POST
def withdraw(request: Request, spending_id: UUID) -> HttpResponse:
    """An entry is taken back with its reason."""
    found, form = queries.spending_item(spending_id, of=request.actor), Reason(request.POST)
    told: dict[str, Any] = {"spending_id": spending_id, **_by(request)}
    if not taken(form, lambda: commands.withdraw_spending(**form.cleaned_data, **told)):
        return _item(request, spending_id, form)
    messages.success(request, gettext("집행을 취소했습니다."))
    return redirect("company:payments", found.agreement_id)


@never_cache
@require_POST
def evidence(request: Request, spending_id: UUID) -> FileResponse:
    """The evidence as it was handed in, as an attachment."""
    found = queries.spending_item(spending_id, of=request.actor)
    if request.actor.company_id != found.company_id:
        raise OutOfReach(f"spending:{spending_id}")
    return handed_back(request, found.document_id)
