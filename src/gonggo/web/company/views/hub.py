"""One application: what is to be done, and what happened."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gonggo.applications.queries import ref_of
from gonggo.journal.queries import timeline
from gonggo.programs.definition import PartyRole
from gonggo.web.accounts.requests import Request, language
from gonggo.web.company.case import frame, open_case
from gonggo.web.company.forms import InviteForm
from gonggo.web.company.pages import eligibility as conditions
from gonggo.web.company.pages import history as past
from gonggo.web.company.pages import hub as rows
from gonggo.web.ui.afterwards import NOTHING, afterwards, rooms_of


@require_GET
def hub(request: Request, application_id: UUID) -> HttpResponse:
    """Parties as headings, their tasks under them. Six statements in all, one more once it is evaluated, and one once
    it has a place."""
    case = open_case(request, application_id)
    form = InviteForm(case.program, language(), role=PartyRole.SUPPLIER)
    has_place = case.outcome is not None and case.outcome.is_in
    page = rows.hub(case, case.outcome, rooms_of(case.id, of=request.actor) if has_place else {})
    leads = case.me.is_lead and case.may_write
    shows_invite = leads and ("invite" in request.GET or (bool(page.needs_supplier) and not page.invited))
    return render(
        request, "company/hub.html", {**frame(case), "page": page, "form": form, "shows_invite": shows_invite}
    )


@require_GET
def history(request: Request, application_id: UUID) -> HttpResponse:
    """What happened, newest first."""
    case = open_case(request, application_id)
    happened = timeline(ref_of(case.id))
    later = afterwards(case.id, of=request.actor) if case.is_evaluated else NOTHING
    context = {"lines": past.history(case, happened, later), "stages": past.course(case, happened, later)}
    return render(request, "company/history.html", {**frame(case), **context})


@require_GET
def eligibility(request: Request, application_id: UUID) -> HttpResponse:
    """What the conditions say of one's own company: advice first, then the verdicts."""
    case = open_case(request, application_id)
    return render(request, "company/eligibility.html", {**frame(case), "page": conditions.page(case)})
