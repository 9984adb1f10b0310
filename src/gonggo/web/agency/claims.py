"""Whose company is it: claims that people made, and the officer's decision on them."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.documents.commands import open_certificate
from gonggo.facts.queries import names_of
from gonggo.kernel.clock import legal_day
from gonggo.parties import commands, queries
from gonggo.parties.queries import ClaimRow
from gonggo.parties.rules import written_brn
from gonggo.parties.states import ClaimState
from gonggo.web.office.desk import Desk, Request, origin
from gonggo.web.ui.responses import attachment

DESK = Desk(
    "agency",
    _("전담기관"),
    (
        (_("처리할 업무"), "waiting"),
        (
            _("신청과 자격"),
            (
                (_("과제신청 접수"), "received"),
                (_("제출 시도"), "attempts"),
                (_("자격요건 판단"), "verdicts"),
                (_("보류 서류"), "held"),
                (_("장애와 연장"), "outages"),
            ),
        ),
        (_("기업과 풀"), ((_("기업 등록 확인"), "claims"), (_("풀 등록·현행화"), "pool"))),
        (_("평가와 선정"), ((_("평가"), "panels"), (_("평가위원"), "evaluators"), (_("선정"), "selection"))),
        (_("이의·문의·통지"), ((_("이의신청"), "objections"), (_("문의"), "inquiries"), (_("통지서"), "letters"))),
        (
            _("협약과 점검"),
            (
                (_("과제 협약"), "task_agreements"),
                (_("협약서 서명"), "to_sign"),
                (_("과제 점검"), "deliveries"),
                (_("사후관리"), "aftercares"),
                (_("담당 기관과 협약"), "operators"),
            ),
        ),
        (
            _("지급과 정산"),
            (
                (_("지급"), "payments"),
                (_("정산"), "settlements"),
                (_("환수"), "recoveries"),
                (_("참여제한"), "sanctions"),
            ),
        ),
        (_("접속기록"), "access_log"),
    ),
    reassigns=True,
    cures=True,
    decides=True,
)

OPEN = frozenset({ClaimState.CLAIMED, ClaimState.CONTESTED})


class Reason(forms.Form):
    """Why a claim is found good or not: kept with the decision and shown to those concerned."""

    reason = forms.CharField(
        label=_("판단한 까닭"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("까닭을 적어 주세요. 결정과 함께 남고, 당사자에게 보입니다.")},
    )


@never_cache
@require_safe
def claims(request: Request, desk: Desk) -> HttpResponse:
    """Every claim that waits, contests first."""
    rows = queries.claims_to_decide(request.actor)
    names = names_of({row.company_id for row in rows}, legal_day(request.received_at)) if rows else {}
    contested = [_shown(row, names) for row in rows if row.state is ClaimState.CONTESTED]
    waiting = [_shown(row, names) for row in rows if row.state is ClaimState.CLAIMED]
    context = {"desk": desk.frame("claims", of=request.actor), "contested": contested, "waiting": waiting}
    return render(request, "agency/claims.html", context)


@never_cache
@require_safe
def claim(request: Request, desk: Desk, claim_id: UUID) -> HttpResponse:
    """One claim beside all others ever made to the same company, with the decision at its foot."""
    return _page(request, desk, claim_id, Reason())


def _page(request: Request, desk: Desk, claim_id: UUID, form: Reason) -> HttpResponse:
    found = queries.claim_within_reach(claim_id, of=request.actor)
    rows = queries.claims_of_company(found.company_id, of=request.actor)
    names = names_of({found.company_id}, legal_day(request.received_at))
    shown = next(_shown(row, names) for row in rows if row.id == claim_id)
    others = [_shown(row, names) for row in rows if row.id != claim_id]
    context = {"desk": desk.frame("claims", of=request.actor), "claim": shown, "others": others, "form": form}
    context |= {"is_open": ClaimState(found.state) in OPEN, "has_errors": bool(form.errors)}
    return render(request, "agency/claim.html", context, status=422 if form.errors else 200)


def _shown(row: ClaimRow, names: dict[UUID, str]) -> dict[str, object]:
    return {"row": row, "brn": written_brn(row.brn), "company": names.get(row.company_id, "")}


@never_cache
@require_POST
def confirm(request: Request, claim_id: UUID) -> HttpResponse:
    """The company is the claimant's."""
    return _decide(request, claim_id, commands.confirm_claim)


@never_cache
@require_POST
def refuse(request: Request, claim_id: UUID) -> HttpResponse:
    """The company is not the claimant's."""
    return _decide(request, claim_id, commands.refuse_claim)


def _decide(request: Request, claim_id: UUID, command: Callable[..., object]) -> HttpResponse:
    form = Reason(request.POST)
    if not form.is_valid():
        return _page(request, DESK, claim_id, form)
    command(claim_id=claim_id, reason=form.cleaned_data["reason"], by=request.actor, at=request.received_at)
    return redirect("agency:claims")


@never_cache
@require_POST
def certificate(request: Request, claim_id: UUID) -> HttpResponseBase:
    """The certificate that came with a contest, as an attachment."""
    opened = open_certificate(claim_id=claim_id, by=request.actor, at=request.received_at, origin=origin(request))
    return attachment(opened)
