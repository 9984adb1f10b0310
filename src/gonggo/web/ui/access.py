"""Who may open which address. Every route is classified where it is declared, and guarded by what is declared there.

A visitor at a private address is sent to sign in and comes back; a person without the role finds nothing (404).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, URLResolver, path

from gonggo.kernel.actor import (
    AGENCY_ROLES,
    COMPANY_ROLES,
    MINISTRY_ROLES,
    OFFICE_ROLES,
    OPERATOR_ROLES,
    VISITOR,
    Actor,
    Role,
)
from gonggo.web.ui import unsaved

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Who:
    """The roles that may open an address; ``in_demo_only`` closes it to everybody in production."""

    name: str
    roles: frozenset[Role]
    in_demo_only: bool = False

    def __or__(self, other: "Who") -> "Who":
        both = self.in_demo_only and other.in_demo_only
        return Who(f"{self.name}|{other.name}", self.roles | other.roles, both)

    @property
    def is_public(self) -> bool:
        return Role.VISITOR in self.roles

    def admits(self, actor: Actor) -> bool:
        return actor.role in self.roles


_EVERYBODY = frozenset(Role) - {Role.SYSTEM}
PUBLIC = Who("PUBLIC", _EVERYBODY)
SIGNED_IN = Who("SIGNED_IN", _EVERYBODY - {Role.VISITOR})
COMPANY = Who("COMPANY", COMPANY_ROLES)
OPERATOR = Who("OPERATOR", OPERATOR_ROLES)
AGENCY = Who("AGENCY", AGENCY_ROLES)
MINISTRY = Who("MINISTRY", MINISTRY_ROLES)
OFFICE = Who("OFFICE", OFFICE_ROLES)
SCORER = Who("SCORER", frozenset({Role.EVALUATOR, Role.EXPERT}))
DEMO = Who("DEMO", _EVERYBODY, in_demo_only=True)


def route(pattern: str, view: View, *, name: str, who: Who) -> URLPattern:
    """A Django path whose view is opened only to ``who``."""
    return path(pattern, guarded(view, who), name=name)


def guarded(view: View, who: Who) -> View:
    """``view`` behind its class of readers; the class stays readable as ``.who``."""

    @wraps(view)
    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", VISITOR)
        if who.in_demo_only and not settings.GONGGO_SHOWS_PANEL:
            raise Http404
        if who.admits(actor):
            if request.method == "POST" and actor.person_id is not None:
                unsaved.forget(request)
            return view(request, *args, **kwargs)
        if actor.person_id is None:
            return _to_sign_in(request)
        raise Http404

    guard.who = who  # type: ignore[attr-defined]  # the classification travels with the view
    return guard


def classified(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, Who | None]]:
    """Every address below ``patterns`` with its class; None for one that nobody classified."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from classified(pattern.url_patterns, address)
        else:
            yield address, getattr(pattern.callback, "who", None)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and afterwards back to the page that was open, not to the address of a form.

    What was typed there waits for its author (docs/decisions/0031).
    """
    back = request.get_full_path()
    if request.method not in {"GET", "HEAD"}:
        back = unsaved.page_behind(request)
        unsaved.set_aside(request)
    answer = redirect_to_login(back)
    is_part = request.headers.get("HX-Request")
    return HttpResponse(status=204) if is_part else answer  # what asks for a part moves nobody away from the page
