"""인계인수: what an expert has still to visit goes to another expert, by their own hand or an officer's."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gonggo.consulting import commands, queries
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import queries as parties
from gonggo.parties.queries import Member
from gonggo.web.accounts.refused import put_into
from gonggo.web.accounts.requests import language
from gonggo.web.office.desk import Request
from gonggo.web.operator.desk import DESK
from gonggo.web.operator.shown import called
from gonggo.web.ui import wording
from gonggo.web.ui.fields import choose
from gonggo.web.ui.rows import Cell, Row, Table


class HandOver(forms.Form):
    """Who takes the visits, and why."""

    to = forms.TypedChoiceField(
        label=_("받는 전문가"), coerce=UUID, error_messages={"required": _("받을 전문가를 골라 주세요.")}
    )
    reason = forms.CharField(
        label=_("넘기는 사유"),
        max_length=500,
        help_text=_("두 전문가가 메일로 읽습니다."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("사유를 적어 주세요.")},
    )

    def __init__(self, others: Sequence[Member], data: Any = None) -> None:
        super().__init__(data)
        choose(self, "to", [("", _("고르기")), *((str(one.person_id), one.name or one.email) for one in others)])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: Request) -> HttpResponse:
    """An expert hands the own visits over."""
    experts = _experts(request)
    return _page(request, experts, next((one for one in experts if one.person_id == request.actor.person_id), None))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def of_expert(request: Request, membership_id: UUID) -> HttpResponse:
    """An officer hands the visits of an expert over; the page also takes the expert off."""
    experts = _experts(request)
    return _page(request, experts, next((one for one in experts if one.membership_id == membership_id), None))


def _experts(request: Request) -> list[Member]:
    if request.actor.organisation is None:
        raise OutOfReach("experts")
    return parties.people_who({Role.EXPERT}, request.actor.organisation)


def _page(request: Request, experts: Sequence[Member], one: Member | None) -> HttpResponse:
    if one is None:
        raise OutOfReach("expert")
    others = [other for other in experts if other is not one]
    form = HandOver(others, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            given = commands.hand_over(
                expert_id=one.person_id,
                to_id=form.cleaned_data["to"],
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=request.received_at,
            )
        except Refused as refused:
            put_into(form, refused)
        else:
            messages.success(request, gettext("방문 %(count)s건을 넘겼습니다.") % {"count": len(given)})
            return redirect(request.path)
    return render(request, "operator/hand_over.html", _context(request, one, form), status=422 if form.errors else 200)


def _context(request: Request, one: Member, form: HandOver) -> dict[str, Any]:
    is_own, agency_id, today = (
        request.actor.role is Role.EXPERT,
        request.actor.agency_id,
        legal_day(request.received_at),
    )
    assert agency_id is not None  # the page is of an operator's people
    ahead = queries.ahead_of(one.person_id, agency_id=agency_id, on=today)
    come = queries.come_of(one.person_id, agency_id=agency_id, on=today)
    companies = called({visit.request.company_id for visit in (*ahead, *come)}, today)
    heads = [gettext("기업"), gettext("방문일")]
    tables = [
        Table(
            name,
            heads,
            [
                Row(
                    [
                        Cell(companies[visit.request.company_id], url=_request_address(visit.request_id)),
                        wording.desk_date(visit.on, language()),
                    ]
                )
                for visit in visits
            ],
        )
        for name, visits in ((gettext("앞으로 갈 방문"), ahead), (gettext("보고서를 낼 방문"), come))
    ]
    return {
        "desk": DESK.frame("visits" if is_own else "experts", of=request.actor),
        "one": one,
        "is_own": is_own,
        "ahead": tables[0] if ahead else None,
        "come": tables[1] if come else None,
        "form": form,
        "others": len(form.fields["to"].choices) > 1,  # type: ignore[attr-defined]  # a choice field
        "has_errors": bool(form.errors),
    }


def _request_address(request_id: UUID) -> str:
    return reverse("operator:consulting_request", args=[request_id])
