"""협약서 서명: an office reads an agreement in signature, signs it in its turn, takes the file."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.signing.commands import SIGNING_HOLDS
from gonggo.web.accounts.step_up import step_up_at, stepped_up
from gonggo.web.office.desk import Desk, Request, origin
from gonggo.web.ui import agreement_signing
from gonggo.web.ui.responses import attachment


@never_cache
@require_safe
def to_sign(request: Request, desk: Desk) -> HttpResponse:
    """The agreements that wait for this office's signature."""
    table = agreement_signing.to_sign(of=request.actor, desk=desk.namespace)
    context = {"desk": desk.frame("to_sign", of=request.actor), "table": table}
    return render(request, "office/to_sign.html", context)


@never_cache
@require_safe
def agreement(request: Request, agreement_id: UUID, desk: Desk) -> HttpResponse:
    """Who signs in which order, and whose turn it is."""
    page = agreement_signing.page(agreement_id, of=request.actor, desk=desk.namespace)
    list_url = f"{desk.namespace}:to_sign"
    context = {"desk": desk.frame("to_sign", of=request.actor), "page": page, "list_route": list_url}
    return render(request, "office/agreement_signing.html", context | {"program_key": page.program})


@never_cache
@require_POST
@stepped_up(within=SIGNING_HOLDS)
def sign(request: Request, agreement_id: UUID, desk: Desk) -> HttpResponse:
    """A person of the office signs in its name."""
    proved_at = step_up_at(request)
    agreement_signing.sign(agreement_id, stepped_up_at=proved_at, by=request.actor, at=request.received_at)
    messages.success(request, gettext("서명했습니다."))
    return redirect(f"{desk.namespace}:agreement_signing", agreement_id)


@never_cache
@require_POST
def paper(request: Request, agreement_id: UUID) -> HttpResponseBase:
    """The agreement with the signatures so far, as an attachment; taking it is on record, so it is a POST."""
    came_from = origin(request)
    return attachment(agreement_signing.taken(agreement_id, origin=came_from, by=request.actor, at=request.received_at))
