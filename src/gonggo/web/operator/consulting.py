"""사전진단: the requests that the operator was asked, taken on or not, given an expert and a day."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.consulting import commands, queries
from gonggo.consulting.states import RequestState
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import OPERATOR_ROLES, Role
from gonggo.kernel.refusal import Refused
from gonggo.parties import queries as parties
from gonggo.web.accounts.refused import put_into
from gonggo.web.office.desk import Request
from gonggo.web.operator import shown
from gonggo.web.operator.desk import DESK
from gonggo.web.operator.forms import Assign, Decline
from gonggo.web.ui.courses import consulting_course
from gonggo.web.ui.past import past

ASSIGNMENTS = frozenset({"assign", "reassign"})


@never_cache
@require_safe
def queue(request: Request) -> HttpResponse:
    """What the operator was asked: what is to be done first, then what is over."""
    context = {"desk": DESK.frame("consulting", of=request.actor), "lists": shown.lists(request)}
    return render(request, "operator/consulting.html", context)


@never_cache
@require_safe
def request(request: Request, request_id: UUID) -> HttpResponse:
    """One request, for the officer who runs it and the expert who goes there."""
    return _page(request, shown.page(request, request_id))


def _page(request: Request, page: shown.Page, wrong: forms.Form | None = None) -> HttpResponse:
    runs, told = request.actor.role in OPERATOR_ROLES, timeline(queries.ref_of(page.asked.id))
    context = {
        "desk": DESK.frame("consulting" if runs else "visits", of=request.actor),
        "page": page,
        "program_key": page.program.key,
        "list_route": "operator:consulting" if runs else "operator:visits",
        "may_accept": "accept" in page.offered,
        "decline": wrong if isinstance(wrong, Decline) else Decline() if "decline" in page.offered else None,
        "assign": wrong if isinstance(wrong, Assign) else _assign_form(request, page) if runs else None,
        "is_assigned": page.asked.state is RequestState.ASSIGNED,
        "wrong": wrong,
        "stages": consulting_course(page.program, page.asked, told, company=page.company),
        "past": past(told) if runs else None,
        "has_errors": wrong is not None,
    }
    return render(request, "operator/consulting_request.html", context, status=422 if wrong else 200)


def _assign_form(request: Request, page: shown.Page, data: QueryDict | None = None) -> Assign | None:
    if not page.offered & ASSIGNMENTS or request.actor.organisation is None:
        return None
    experts = parties.people_who({Role.EXPERT}, request.actor.organisation)
    named = [(one.person_id, one.name or one.email) for one in experts]
    return Assign(named, data, expert=page.asked.expert_id, on=page.asked.visit_on)


@never_cache
@require_POST
def accept(request: Request, request_id: UUID) -> HttpResponse:
    """The operator takes the request on."""
    commands.accept(request_id=request_id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("신청을 수락했습니다. 전문가와 방문일을 정해 주세요."))
    return redirect("operator:consulting_request", request_id)


@never_cache
@require_POST
def decline(request: Request, request_id: UUID) -> HttpResponse:
    """The operator does not take it on, and says why."""
    page, form = shown.page(request, request_id), Decline(request.POST)
    if not form.is_valid():
        return _page(request, page, form)
    commands.decline(
        request_id=request_id, reason=form.cleaned_data["reason"], by=request.actor, at=request.received_at
    )
    messages.success(request, gettext("맡지 않는다고 기업에 알립니다."))
    return redirect("operator:consulting")


@never_cache
@require_POST
def assign(request: Request, request_id: UUID) -> HttpResponse:
    """The expert and the day are named, or named anew; everybody concerned gets a mail."""
    page = shown.page(request, request_id)
    form = _assign_form(request, page, request.POST)
    if form is None:  # it was declined, cancelled or reported meanwhile
        raise Refused("wrong_state")
    if not form.is_valid():
        return _page(request, page, form)
    command = commands.reassign if page.asked.state is RequestState.ASSIGNED else commands.assign
    said = form.cleaned_data
    try:
        command(
            request_id=request_id,
            expert_id=said["expert"],
            on=said["on"],
            day_off_agreed=said["day_off_agreed"],
            by=request.actor,
            at=request.received_at,
        )
    except Refused as refused:
        put_into(form, refused)
        return _page(request, page, form)
    messages.success(request, gettext("전문가와 방문일을 정했습니다. 기업과 전문가에게 메일을 보냅니다."))
    return redirect("operator:consulting_request", request_id)
