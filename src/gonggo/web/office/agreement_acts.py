"""What the offices do to an agreement: review, look, decide, answer; each leads back to its page."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gonggo.agreements import commands, newcomer, queries
from gonggo.agreements.commands import Cut
from gonggo.agreements.definition import rules_of
from gonggo.agreements.states import AgreementState
from gonggo.kernel.refusal import Refused
from gonggo.programs.queries import program as program_version
from gonggo.web.accounts.refused import put_into, taken
from gonggo.web.office import agreement_forms as forms
from gonggo.web.office.agreements import offered, page_of
from gonggo.web.office.desk import Desk, Request
from gonggo.web.ui.responses import attachment

S = AgreementState


@never_cache
@require_POST
def review(request: Request, agreement_id: UUID, desk: Desk) -> HttpResponse:
    """The reviewer leaves the budget as it is, cuts lines, or settles them after the company's answer."""
    terms = queries.terms(agreement_id, of=request.actor)
    rules = rules_of(program_version(terms.program, terms.program_version), terms.track)
    told: dict[str, Any] = {"agreement_id": agreement_id, "by": request.actor, "at": request.received_at}
    if request.POST.get("as") == "pass":
        commands.pass_budget(**told)
        return _done(request, agreement_id, desk, gettext("사업비를 그대로 확정했습니다."))
    is_ruling = terms.state is S.RULING
    form = forms.Review(rules, queries.lines(agreement_id), request.POST, is_ruling=is_ruling)
    if form.is_valid():
        try:
            _reviewed(form.cuts(), form.cleaned_data.get("reason", ""), told, is_ruling=is_ruling)
        except Refused as refused:
            put_into(form, refused)
    if form.errors:
        return page_of(request, agreement_id, desk, review=form)
    return _done(request, agreement_id, desk, gettext("기업에 알렸습니다."))


def _reviewed(cuts: list[Cut], reason: str, told: dict[str, Any], *, is_ruling: bool) -> None:
    if is_ruling:
        commands.rule(cuts=cuts, reason=reason, **told)
    else:
        commands.cut(cuts=cuts, **told)


@never_cache
@require_POST
def look(request: Request, agreement_id: UUID, slot: str, desk: Desk) -> HttpResponse:
    """A paper is accepted or sent back."""
    form = forms.Look(request.POST)
    queries.within_reach(agreement_id, of=request.actor)
    told: dict[str, Any] = {
        "agreement_id": agreement_id,
        "slot": slot,
        "by": request.actor,
        "at": request.received_at,
    }
    if not form.is_valid() or form.cleaned_data["is_accepted"] == "no":
        commands.send_back_paper(reason=form.cleaned_data.get("reason", ""), **told)
    else:
        commands.accept_paper(**told)
    return _done(request, agreement_id, desk, gettext("처리했습니다."))


@never_cache
@require_POST
def move(request: Request, agreement_id: UUID, desk: Desk) -> HttpResponse:
    """Eligibility is judged, the agreement prepared, taken back, refused or terminated."""
    terms = queries.terms(agreement_id, of=request.actor)
    form = forms.Move(offered(terms, request.actor), request.POST)
    if not form.is_valid():
        return page_of(request, agreement_id, desk, move=form)
    told: dict[str, Any] = {"agreement_id": agreement_id, "by": request.actor, "at": request.received_at}
    name = form.cleaned_data["move"]
    if name in forms.WITH_REASON:
        told["reason"] = form.cleaned_data["reason"]
    if not taken(form, lambda: _COMMANDS[name](**told)):
        return page_of(request, agreement_id, desk, move=form)
    return _done(request, agreement_id, desk, gettext("처리했습니다."))


_COMMANDS: dict[str, Callable[..., object]] = {
    "judge": commands.judge,
    "let_pass": commands.let_pass,
    "prepare_signing": commands.prepare_signing,
    "take_back": commands.take_back,
    "refuse": commands.refuse,
    "terminate_in_good_faith": partial(commands.terminate, in_good_faith=True),
    "terminate_in_bad_faith": partial(commands.terminate, in_good_faith=False),
}


@never_cache
@require_POST
def put_off(request: Request, agreement_id: UUID, desk: Desk) -> HttpResponse:
    """More time is given for the papers and the agreement."""
    form = forms.PutOff(queries.terms(agreement_id, of=request.actor), request.POST)
    told: dict[str, Any] = {"agreement_id": agreement_id, "by": request.actor, "at": request.received_at}
    if not taken(form, lambda: commands.put_off(**form.cleaned_data, **told)):
        return page_of(request, agreement_id, desk, put_off=form)
    return _done(request, agreement_id, desk, gettext("기한을 늦추고 기업에 알렸습니다."))


@never_cache
@require_POST
def answer(request: Request, change_id: UUID, desk: Desk) -> HttpResponse:
    """A change is approved or not."""
    left_open = newcomer.left_open(change_id, at=request.received_at)
    form = forms.Answer(request.POST, left_open=left_open)
    form.is_valid()
    said, told = form.cleaned_data, {"change_id": change_id, "by": request.actor, "at": request.received_at}
    command: Callable[..., Any] = commands.refuse_change
    if said.get("is_approved") == "yes":
        command = commands.approve_change
        if left_open is not None:
            lets_in = commands.prepare_change if newcomer.needs_signatures(change_id) else commands.accept_successor
            command = partial(lets_in, found_met=said.get("found_met", []))
    change = command(answer=said.get("answer", ""), **told)
    return _done(request, change.agreement_id, desk, gettext("답을 보냈습니다."))


@never_cache
@require_POST
def file(request: Request, agreement_id: UUID, document_id: UUID) -> HttpResponseBase:
    """A paper of the agreement, as an attachment."""
    return attachment(
        commands.open_paper(
            agreement_id=agreement_id, document_id=document_id, by=request.actor, at=request.received_at
        )
    )


def _done(request: Request, agreement_id: UUID, desk: Desk, says: str) -> HttpResponse:
    messages.success(request, says)
    return redirect(f"{desk.namespace}:task_agreement", agreement_id)
