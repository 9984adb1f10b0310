"""Companies come into an application and go out of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gonggo.applications import commands
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.web.accounts.refused import put_into, taken
from gonggo.web.accounts.requests import Request, language
from gonggo.web.company.case import frame, open_case
from gonggo.web.company.consortium_forms import ExchangeForm, OpenSectionForm
from gonggo.web.company.forms import InviteForm
from gonggo.web.company.pages import hub as rows
from gonggo.web.company.pages.invitation import invitation_page
from gonggo.web.company.pages.together import as_uuid, exchange_page, opened_by, together_page


@require_POST
def invite(request: Request, application_id: UUID) -> HttpResponse:
    """The lead asks a company to take part; the link goes to it by mail."""
    case = open_case(request, application_id)
    form = InviteForm(case.program, language(), request.POST)
    if form.is_valid():
        try:
            commands.invite_party(application_id=case.id, **form.cleaned_data, by=request.actor, at=request.received_at)
        except Refused as refused:
            put_into(form, refused)
        else:
            said = gettext("%(email)s 주소로 참여를 요청하는 메일을 보냅니다.")
            messages.success(request, said % {"email": form.cleaned_data["email"]})
            return redirect(case.url("application"))
    context = {**frame(case), "page": rows.hub(case), "form": form, "has_errors": True, "shows_invite": True}
    return render(request, "company/hub.html", context, status=422)


@require_POST
def remove(request: Request, application_id: UUID, party_id: UUID) -> HttpResponse:
    """The lead takes an invitation back, or a company out."""
    commands.remove_party(application_id=application_id, party_id=party_id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("초대나 참여를 거두었습니다. 보낸 링크는 더 쓸 수 없습니다."))
    return redirect("company:application", application_id)


@require_http_methods(["GET", "POST"])
def exchange(request: Request, application_id: UUID, party_id: UUID) -> HttpResponse:
    """The lead has a supplier go and asks another in its place, with the reason."""
    case = open_case(request, application_id)
    page = exchange_page(case, party_id)
    form = ExchangeForm(request.POST if request.method == "POST" else None)
    asked: dict[str, Any] = {"application_id": case.id, "party_id": party_id}
    now: dict[str, Any] = {"by": request.actor, "at": request.received_at}
    if taken(form, lambda: commands.exchange_party(**asked, **form.cleaned_data, **now)):
        messages.success(request, gettext("기업을 바꿉니다. 새 기업에 참여를 요청하는 메일을 보냅니다."))
        return redirect(case.url("application"))
    context = {**frame(case), "page": page, "form": form, "has_errors": bool(form.errors)}
    return render(request, "company/exchange.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def together(request: Request, application_id: UUID) -> HttpResponse:
    """작성 협력: which pages of the lead a supplier writes, too; another is opened."""
    case = open_case(request, application_id)
    page = together_page(case)
    form = OpenSectionForm(page.sections, page.companies, request.POST if request.method == "POST" else None)
    now: dict[str, Any] = {"application_id": case.id, "by": request.actor, "at": request.received_at}
    if taken(form, lambda: commands.open_section(**now, **opened_by(form))):
        messages.success(request, gettext("쪽을 열었습니다. 그 기업의 작성자가 함께 쓸 수 있습니다."))
        return redirect(case.url("together"))
    context = {**frame(case), "page": page, "form": form, "has_errors": bool(form.errors)}
    return render(request, "company/together.html", context, status=422 if form.errors else 200)


@require_POST
def close(request: Request, application_id: UUID) -> HttpResponse:
    """A page is closed again: from here on nobody of the supplier saves it."""
    commands.close_section(
        application_id=application_id,
        section=request.POST.get("section", ""),
        company_id=as_uuid(request.POST.get("company", "")),
        by=request.actor,
        at=request.received_at,
    )
    messages.success(request, gettext("쪽을 닫았습니다. 그 기업이 쓴 내용은 그대로 있습니다."))
    return redirect("company:together", application_id)


@require_POST
def leave(request: Request, application_id: UUID) -> HttpResponse:
    """One's own company goes out of the application."""
    commands.leave_party(application_id=application_id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("신청에서 나왔습니다. 확인을 마친 내용은 더 제출할 수 없습니다."))
    return redirect("company:applications")


@require_GET
def invitation(request: Request, party_id: UUID) -> HttpResponse:
    """The link of an invitation: who asks, into what; sign in and claim the company first, then answer."""
    return render(request, "company/invitation.html", {"page": invitation_page(request, party_id)})


@require_POST
def answer(request: Request, party_id: UUID) -> HttpResponse:
    """The company that was asked takes part, or does not."""
    by: Actor = request.actor
    if request.POST.get("answer") == "accept":
        party = commands.accept_party(party_id=party_id, by=by, at=request.received_at)
        messages.success(request, gettext("함께 신청하기로 했습니다. 이제 우리 회사가 할 일을 시작할 수 있습니다."))
        return redirect("company:application", party.application_id)
    if request.POST.get("answer") != "decline":
        raise OutOfReach("answer")
    commands.decline_party(party_id=party_id, by=by, at=request.received_at)
    messages.success(request, gettext("참여 요청을 거절했습니다. 요청한 기업에 알립니다."))
    return redirect("company:applications")
