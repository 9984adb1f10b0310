"""협약서 서명: a company reads its agreement in signature, signs it in its turn, takes the file."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.signing.commands import SIGNING_HOLDS
from gonggo.web.accounts.requests import Request
from gonggo.web.accounts.step_up import step_up_at, stepped_up
from gonggo.web.office.desk import origin
from gonggo.web.ui import agreement_signing
from gonggo.web.ui.responses import attachment


@never_cache
@require_safe
def agreement(request: Request, agreement_id: UUID) -> HttpResponse:
    """Who signs in which order, and whether it is the company's turn."""
    page = agreement_signing.page(agreement_id, of=request.actor, desk="company")
    return render(request, "company/agreement_signing.html", {"page": page, "program_key": page.program})


@never_cache
@require_POST
@stepped_up(within=SIGNING_HOLDS)
def sign(request: Request, agreement_id: UUID) -> HttpResponse:
    """A person signs in the company's name."""
    proved_at = step_up_at(request)
    agreement_signing.sign(agreement_id, stepped_up_at=proved_at, by=request.actor, at=request.received_at)
    messages.success(request, gettext("서명했습니다."))
    return redirect("company:agreement_signing", agreement_id)


@never_cache
@require_POST
def paper(request: Request, agreement_id: UUID) -> HttpResponseBase:
    """The agreement with the signatures so far, as an attachment; taking it is on record, so it is a POST."""
    came_from = origin(request)
    return attachment(agreement_signing.taken(agreement_id, origin=came_from, by=request.actor, at=request.received_at))
