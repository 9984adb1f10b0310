"""One's own pages: where to go after signing in, which organisation to act for, one's own data, the QR code."""

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from gonggo.kernel.actor import AGENCY_ROLES, COMPANY_ROLES, MINISTRY_ROLES, OPERATOR_ROLES, Actor, Role
from gonggo.kernel.ref import Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import commands, queries
from gonggo.web.accounts import forms, refused
from gonggo.web.accounts.languages import remember
from gonggo.web.accounts.organisations import named_organisations
from gonggo.web.accounts.requests import Request

_DESKS = (
    (COMPANY_ROLES, "/company/"),
    (OPERATOR_ROLES | {Role.EXPERT}, "/operator/waiting/"),
    (AGENCY_ROLES, "/agency/waiting/"),
    (MINISTRY_ROLES, "/agency/"),
    (frozenset({Role.EVALUATOR}), "/evaluator/"),
)


def desk_of(actor: Actor) -> str:
    """Where this actor works; who belongs nowhere yet is asked for their company."""
    return next((desk for roles, desk in _DESKS if actor.role in roles), "/accounts/company/")


@require_GET
def enter(request: Request) -> HttpResponse:
    """After signing in: on to the desk of the role."""
    if request.actor.role is Role.MEMBER and len(queries.organisations_of(queries.person_behind(request.actor))) > 1:
        return redirect("accounts:organisations")
    return redirect(desk_of(request.actor))


@require_http_methods(["GET", "POST"])
def organisations(request: Request) -> HttpResponse:
    """For whom this session acts."""
    me = queries.person_behind(request.actor)
    mine = named_organisations(me, on_instant=request.received_at)
    if request.method == "POST":
        chosen = request.POST.get("organisation", "")
        if chosen not in {str(row.ref) for row in mine}:
            raise OutOfReach(chosen)
        request.session[queries.ORGANISATION] = chosen
        request.session.cycle_key()
        return redirect(get_next_redirect_url(request) or desk_of(queries.actor_for(me, Ref.parse(chosen))))
    return render(request, "accounts/organisations.html", {"mine": mine, "next": get_next_redirect_url(request) or ""})


@require_http_methods(["GET", "POST"])
def profile(request: Request) -> HttpResponse:
    """One's own name, language and telephone number, and the way to everything else of the account."""
    person = queries.person(queries.person_behind(request.actor))
    known = {"name": person.name, "language": person.language, "phone": queries.phone_of(person)}
    form = forms.Profile(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            commands.correct_person(**form.cleaned_data, by=request.actor, at=request.received_at)
        except Refused as no:
            refused.put_into(form, no)
        else:
            messages.success(request, gettext("저장했습니다."))
            response = redirect("accounts:profile")
            remember(response, form.cleaned_data["language"])
            return response
    mine = named_organisations(person.id, on_instant=request.received_at)
    claims = queries.claims_by(person.id)
    return render(request, "accounts/profile.html", {"form": form, "person": person, "mine": mine, "claims": claims})


@never_cache
@require_GET
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]  # allauth has no types
def totp_qr(request: Request) -> HttpResponse:
    """The QR code of the secret that is being set up: an image of its own, since no page may hold one inline."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    drawing = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(drawing, content_type="image/svg+xml")
