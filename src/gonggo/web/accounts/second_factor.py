"""Operators, the agency and the ministry enter with a second factor; companies are offered one."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from gonggo.kernel.actor import OFFICE_ROLES, Actor, Role

ASKED_OF = OFFICE_ROLES | {Role.EXPERT, Role.EVALUATOR}
OPEN_TO_ALL = ("/accounts/", "/demo/", "/static/", "/language/")

View = Callable[[HttpRequest], HttpResponse]


def second_factor(get_response: View) -> View:
    """Send who holds such a role and has not shown a second factor in this session to set it up or to show it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the actor middleware
        if actor.role not in ASKED_OF or request.path.startswith(OPEN_TO_ALL) or _shown(request):
            return get_response(request)
        name = "mfa_reauthenticate" if is_mfa_enabled(request.user) else "mfa_index"
        return redirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")

    return middleware


def _shown(request: HttpRequest) -> bool:
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def remember_set_up(*, request: HttpRequest, user: AbstractBaseUser, authenticator: Authenticator, **_: object) -> None:
    """Who has just set a second factor up has shown it: they are not asked again in this session."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", type=authenticator.type)
