"""선정 결과: read by every company of the application, given up by its lead."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.kernel.refusal import Refused
from gonggo.selection import commands
from gonggo.web.accounts.refused import put_into
from gonggo.web.accounts.requests import Request
from gonggo.web.company.case import frame, open_case
from gonggo.web.company.forms import GiveUpForm
from gonggo.web.company.pages import results as rows


@never_cache
@require_safe
def result(request: Request, application_id: UUID) -> HttpResponse:
    """The outcome once it is published, when it is expected before."""
    return _page(request, application_id, GiveUpForm())


def _page(request: Request, application_id: UUID, form: GiveUpForm) -> HttpResponse:
    case = open_case(request, application_id)
    context = {**frame(case), "page": rows.page(case), "form": form, "has_errors": bool(form.errors)}
    return render(request, "company/result.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def give_up(request: Request, application_id: UUID) -> HttpResponse:
    """The lead gives its place up, with the reason and a tick that it is for good."""
    form = GiveUpForm(request.POST)
    if not form.is_valid():
        return _page(request, application_id, form)
    reason = form.cleaned_data["reason"]
    try:
        commands.give_up(application_id=application_id, reason=reason, by=request.actor, at=request.received_at)
    except Refused as refused:
        if refused.field is None:
            raise
        put_into(form, refused)
        return _page(request, application_id, form)
    messages.success(request, gettext("과제를 포기했습니다."))
    return redirect("company:result", application_id)
