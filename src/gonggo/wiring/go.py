"""Lasting addresses of mails, /go/KIND/ID: they lead to the right page of the reader's own desk."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse

from gonggo.kernel.actor import AGENCY_ROLES, COMPANY_ROLES, MINISTRY_ROLES, OPERATOR_ROLES, Actor, Role

_DESKS = (
    (COMPANY_ROLES, "company"),
    (OPERATOR_ROLES | {Role.EXPERT}, "operator"),
    (AGENCY_ROLES | MINISTRY_ROLES, "agency"),
    (frozenset({Role.EVALUATOR}), "evaluator"),
)
_SCORED = frozenset({"panel"})
"""What an expert, too, finds on the evaluator's desk."""
_PAGES = {
    "application": ("{desk}:application", True),
    "registration": ("company:pool_registration", True),
    "party": ("company:invitation", True),
    "company": ("accounts:profile", False),
    "letter": ("{desk}:letter", True),
    "objection": ("{desk}:objection", True),
    "consulting": ("{desk}:consulting_request", True),
    "operator": ("{desk}:operator", True),
    "panel": ("{desk}:panel", True),
    "agreement": ("{desk}:agreement", True),
    "tranche": ("{desk}:payment", True),
    "selection": ("{desk}:selection_round", True),
    "aftercare": ("{desk}:aftercare", True),
    "delivery": ("{desk}:delivery", True),
    "settlement": ("{desk}:settlement", True),
    "sanction": ("{desk}:sanction", True),
    "result": ("{desk}:result", True),
}
"""kind → the route, and whether it takes the id."""
_AT_OFFICES = {"agreement": "{desk}:task_agreement"}
"""Where an office's own page has another name: an operator has an agreement of its own, too."""


def go(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    """To the page of ``kind`` on the desk of the reader's role. Who may see it is asked there."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    desk = _desk(actor.role, kind)
    route, takes_id = _PAGES.get(kind, ("", False))
    if desk != "company":
        route = _AT_OFFICES.get(kind, route)
    try:
        return redirect(reverse(route.format(desk=desk), args=[key] if takes_id else []))
    except NoReverseMatch as nowhere:
        raise Http404 from nowhere


def _desk(role: Role, kind: str) -> str:
    if role is Role.EXPERT and kind in _SCORED:
        return "evaluator"
    return next((desk for roles, desk in _DESKS if role in roles), "company")
