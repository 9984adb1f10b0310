"""컨설팅 전문가: whom the operator may send, added and taken off by its officers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gonggo.consulting import queries as consulting
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import commands, queries
from gonggo.web.accounts.refused import put_into
from gonggo.web.office.desk import Request
from gonggo.web.operator.desk import DESK
from gonggo.web.operator.forms import AddExpert


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def experts(request: Request) -> HttpResponse:
    """The operator's experts, and the form that adds one."""
    if request.actor.organisation is None:
        raise OutOfReach("experts")
    form = AddExpert(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.add_expert(email=form.cleaned_data["email"], by=request.actor, at=request.received_at)
        except Refused as refused:
            put_into(form, refused)
        else:
            messages.success(request, gettext("전문가로 등록했습니다. 이제 방문을 맡길 수 있습니다."))
            return redirect("operator:experts")
    context = {
        "desk": DESK.frame("experts", of=request.actor),
        "experts": queries.people_who({Role.EXPERT}, request.actor.organisation),
        "form": form,
        "has_errors": bool(form.errors),
    }
    return render(request, "operator/experts.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def end(request: Request, membership_id: UUID) -> HttpResponse:
    """A person is no longer an expert of this operator; what they reported stays.

    Who still has visits is shown what remains first, and the way to hand it over.
    """
    if "sure" not in request.POST and _has_visits(request, membership_id):
        return redirect("operator:hand_over", membership_id)
    commands.end_membership(membership_id=membership_id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("전문가에서 뺐습니다. 맡긴 방문이 있으면 다른 전문가로 바꾸어 주세요."))
    return redirect("operator:experts")


def _has_visits(request: Request, membership_id: UUID) -> bool:
    agency_id, today = request.actor.agency_id, legal_day(request.received_at)
    if request.actor.organisation is None or agency_id is None:
        return False
    members = queries.people_who({Role.EXPERT}, request.actor.organisation)
    person_id = next((one.person_id for one in members if one.membership_id == membership_id), None)
    if person_id is None:
        return False
    return bool(
        consulting.ahead_of(person_id, agency_id=agency_id, on=today)
        or consulting.come_of(person_id, agency_id=agency_id, on=today)
    )
