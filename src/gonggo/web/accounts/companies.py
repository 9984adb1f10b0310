"""Pages of a company's people: claiming it, contesting a claim, inviting, roles, leaving."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gonggo.documents.commands import receive
from gonggo.documents.kinds import FileKind
from gonggo.facts.commands import register_company
from gonggo.facts.definition import FactKind
from gonggo.facts.queries import names_of
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import commands, queries, rules
from gonggo.parties.contests import contestable
from gonggo.parties.roles import LABELS, label
from gonggo.web.accounts import forms, refused
from gonggo.web.accounts.adapters import VERIFIED_BY_LINK
from gonggo.web.accounts.letters import send_invitation
from gonggo.web.accounts.requests import Request, language

CERTIFICATE_KINDS = frozenset({FileKind.PDF, FileKind.PNG, FileKind.JPG})
LARGEST_CERTIFICATE = 30 * 1024 * 1024
_OTHERS = (FactKind.PHONE, FactKind.BUSINESS_TYPE, FactKind.BUSINESS_ITEM, FactKind.OPENED_ON)


def _company_id(actor: Actor) -> UUID:
    if actor.company_id is None:
        raise OutOfReach("company")
    return actor.company_id


@require_http_methods(["GET", "POST"])
def claim(request: Request) -> HttpResponse:
    """Register one's company by its number; from then on the session acts for it."""
    form = forms.ClaimCompany(request.POST or None)
    taken = False
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        others = {kind: said.pop(kind.value) for kind in _OTHERS}
        known = {kind: value for kind, value in others.items() if value}
        try:
            company = register_company(**said, others=known, by=request.actor, at=request.received_at)
        except Refused as no:
            taken = no.code == "company_taken"
            refused.put_into(form, no)
        else:
            request.session[queries.ORGANISATION] = str(company.ref)
            return redirect("/company/")
    return render(request, "accounts/claim.html", {"form": form, "taken": taken})


@require_http_methods(["GET", "POST"])
def contest(request: Request) -> HttpResponse:
    """Send the certificate of a company that somebody else has registered."""
    form = forms.ContestClaim(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["certificate"]
        try:
            number = contestable(form.cleaned_data["brn"], of=request.actor).brn  # before a file is kept
            paper = receive(
                upload,
                declared_name=upload.name,
                size_limit=LARGEST_CERTIFICATE,
                accepts=CERTIFICATE_KINDS,
                field="certificate",
                by=request.actor,
                at=request.received_at,
            )
            commands.contest_claim(brn=number, certificate_id=paper.id, by=request.actor, at=request.received_at)
        except Refused as no:
            refused.put_into(form, no)
        else:
            messages.success(request, gettext("증명원을 받았습니다. 담당자가 확인해 결과를 알려 드립니다."))
            return redirect("accounts:profile")
    return render(request, "accounts/contest.html", {"form": form})


@require_GET
def people(request: Request) -> HttpResponse:
    """Who belongs to the company, and who has been asked to."""
    return _people_page(request, forms.Invite(language=language()))


def _people_page(request: Request, form: forms.Invite) -> HttpResponse:
    company_id = _company_id(request.actor)
    company = queries.within_reach(company_id, of=request.actor)
    manages = request.actor.role is Role.COMPANY_MANAGER
    roles = [(role.value, LABELS[role].said(language())) for role in forms.COMPANY_ROLES_IN_ORDER]
    context = {
        "form": form,
        "manages": manages,
        "company_name": names_of([company_id], legal_day(request.received_at)).get(company_id, ""),
        "company_number": rules.written_brn(company.brn),
        "roles": roles,
        "members": [
            {"row": row, "role": label(row.role).said(language()), "is_me": row.person_id == request.user.pk}
            for row in queries.members_of(company.ref)
        ],
        "invitations": [
            {"row": row, "role": label(row.role).said(language())}
            for row in (queries.open_invitations(company_id, of=request.actor) if manages else [])
        ],
    }
    return render(request, "accounts/people.html", context)


@require_POST
def invite(request: Request) -> HttpResponse:
    """Ask a colleague into the company; the link goes by mail."""
    form = forms.Invite(request.POST, language=language())
    company_id = _company_id(request.actor)
    if not form.is_valid():
        return _people_page(request, form)
    to, role = form.cleaned_data["email"], Role(form.cleaned_data["role"])
    try:
        sent, token = commands.invite_colleague(
            company_id=company_id, email=to, role=role, by=request.actor, at=request.received_at
        )
    except Refused as no:
        refused.put_into(form, no)
        return _people_page(request, form)
    send_invitation(request, to=sent.email, role=role, company_id=company_id, token=token, expires_at=sent.expires_at)
    messages.success(request, gettext("%(email)s 주소로 초대를 보냈습니다.") % {"email": sent.email})
    return redirect("people:people")


@require_POST
def withdraw_invitation(request: Request, invitation_id: UUID) -> HttpResponse:
    """Take an open invitation back."""
    commands.withdraw_invitation(invitation_id=invitation_id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("초대를 취소했습니다. 보낸 링크는 더 쓸 수 없습니다."))
    return redirect("people:people")


@require_POST
def change_role(request: Request, membership_id: UUID) -> HttpResponse:
    """Give a member another role."""
    commands.change_role(
        membership_id=membership_id, role=request.POST.get("role", ""), by=request.actor, at=request.received_at
    )
    messages.success(request, gettext("역할을 바꿨습니다."))
    return redirect("people:people")


@require_POST
def end_membership(request: Request, membership_id: UUID) -> HttpResponse:
    """Take a member out of the company, or leave it."""
    ended = commands.end_membership(membership_id=membership_id, by=request.actor, at=request.received_at)
    if ended.person_id == request.user.pk:
        request.session.pop(queries.ORGANISATION, None)
        messages.success(request, gettext("회사에서 나왔습니다."))
        return redirect("accounts:profile")
    messages.success(request, gettext("구성원에서 뺐습니다. 이제 이 회사의 내용을 볼 수 없습니다."))
    return redirect("people:people")


@require_http_methods(["GET", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    """The link of an invitation: who asks, into what; sign in or up first, then accept."""
    found = queries.invitation_by_token(token)
    if request.method == "POST" and request.user.is_authenticated:
        membership = commands.accept_invitation(token=token, by=request.actor, at=request.received_at)
        request.session[queries.ORGANISATION] = str(membership.organisation)
        return redirect("/company/")
    usable = queries.is_usable(found, at=request.received_at)
    if usable and not request.user.is_authenticated:
        request.session[VERIFIED_BY_LINK] = found.email  # the link came by mail: the address is proved
    company = Ref(Kind.COMPANY, found.company_id)
    context = {
        "invitation": found,
        "usable": usable,
        "mine": getattr(request.user, "email", "") == found.email,
        "role": label(Role(found.role)).said(language()),
        "inviter": queries.names_of_people([found.invited_by_id]).get(found.invited_by_id, ""),
        "company_name": names_of([company.id], legal_day(request.received_at)).get(company.id, ""),
    }
    return render(request, "accounts/invitation.html", context)
