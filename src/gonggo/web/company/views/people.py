"""The people whose data is in one's own part of an application."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from gonggo.applications import commands
from gonggo.web.accounts.refused import taken
from gonggo.web.accounts.requests import Request
from gonggo.web.company.case import frame, open_case
from gonggo.web.company.consortium_forms import PersonForm
from gonggo.web.company.pages.people import filled, people_page


@require_http_methods(["GET", "POST"])
def people(request: Request, application_id: UUID) -> HttpResponse:
    """Who is named and how far each is; a new one is named, and gets a link."""
    case = open_case(request, application_id)
    sent, known = (request.POST, {}) if request.method == "POST" else (None, filled(case))
    form = PersonForm(case.program, case.me.role, case.language, sent, known)
    named: dict[str, Any] = {"application_id": case.id, "by": request.actor, "at": request.received_at}
    if taken(form, lambda: commands.name_person(**named, **form.cleaned_data)):
        messages.success(request, gettext("등록했습니다. 본인에게 링크를 보냅니다."))
        return redirect(case.url("people"))
    context = {
        **frame(case),
        "page": people_page(case),
        "form": form,
        "is_filled": bool(known),
        "has_errors": bool(form.errors),
    }
    return render(request, "company/people.html", context, status=422 if form.errors else 200)


@require_POST
def remove(request: Request, application_id: UUID, named_id: UUID) -> HttpResponse:
    """A person is taken out again; their link leads nowhere."""
    commands.remove_person(application_id=application_id, person_id=named_id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("뺐습니다. 보낸 링크는 더 쓸 수 없습니다."))
    return redirect("company:people", application_id)


@require_POST
def again(request: Request, application_id: UUID, named_id: UUID) -> HttpResponse:
    """The link is sent anew; the one before leads nowhere."""
    commands.send_link(application_id=application_id, person_id=named_id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("링크를 다시 보냅니다. 전에 보낸 링크는 더 쓸 수 없습니다."))
    return redirect("company:people", application_id)
