"""서약 and 회피: an evaluator declares, names own ties, and steps back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gonggo.evaluation import commands, queries
from gonggo.evaluation.commands import Tie
from gonggo.evaluation.definition import Ground
from gonggo.evaluation.queries import MySeat, MySheet
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.web.accounts.refused import put_into
from gonggo.web.evaluator import shown
from gonggo.web.evaluator.desk import DESK
from gonggo.web.evaluator.forms import Pledge, Recuse
from gonggo.web.office.desk import Request


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pledge(request: Request, seat_id: UUID) -> HttpResponse:
    """One pledge for the seat, before anything opens; each tie that is named becomes a recusal."""
    seat = queries.my_seat(request.actor, seat_id=seat_id)
    names = shown.company_names(seat, legal_day(request.received_at))
    before = [(one.application_id, one.number, one.title, names.get(one.lead_company_id, "")) for one in seat.sheets]
    form = Pledge(seat.rules, before, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            commands.pledge(
                seat_id=seat.seat_id,
                declared=form.declarations,
                ties=form.ties,
                by=request.actor,
                at=request.received_at,
            )
        except Refused as refused:
            put_into(form, refused)
        else:
            messages.success(request, gettext("서약했습니다. 평가가 열리면 신청 내용을 볼 수 있습니다."))
            return redirect("evaluator:panel", seat.panel_id)
    return _page(request, seat, "evaluator/pledge.html", {"form": form, "is_pledged": seat.pledged_at is not None})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def recuse(request: Request, seat_id: UUID, application_id: UUID) -> HttpResponse:
    """회피, at any time before the sheet is filed."""
    seat = queries.my_seat(request.actor, seat_id=seat_id)
    one = _one(seat, application_id)
    form = Recuse(seat.rules, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        tie = Tie(one.application_id, Ground(form.cleaned_data["ground"]), form.cleaned_data["note"])
        try:
            done = commands.recuse(seat_id=seat.seat_id, tie=tie, by=request.actor, at=request.received_at)
        except Refused as refused:
            put_into(form, refused)
        else:
            said = {"number": one.number, "record": done.number}
            messages.success(request, gettext("%(number)s 과제를 회피했습니다. 기록 번호: %(record)s") % said)
            return redirect("evaluator:panel", seat.panel_id)
    return _page(request, seat, "evaluator/recuse.html", {"form": form, "one": one})


def _one(seat: MySeat, application_id: UUID) -> MySheet:
    found = next((one for one in seat.sheets if one.application_id == application_id), None)
    if found is None:
        raise OutOfReach(f"application:{application_id}")
    return found


def _page(
    request: Request, seat: MySeat, template: str, more: dict[str, Pledge | Recuse | MySheet | bool]
) -> HttpResponse:
    form = more["form"]
    is_wrong = isinstance(form, Pledge | Recuse) and bool(form.errors)
    request.program = seat.rules.program  # type: ignore[attr-defined]  # the footer shows this program
    context = {
        "desk": DESK.frame("panels", of=request.actor),
        "program_key": seat.rules.program.key,
        "program": seat.rules.program,
        "seat": seat,
        "panel_url": reverse("evaluator:panel", args=[seat.panel_id]),
        "has_errors": is_wrong,
    }
    return render(request, template, context | more, status=422 if is_wrong else 200)
