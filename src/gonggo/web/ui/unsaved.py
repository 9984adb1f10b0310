"""Text that was sent when the session was over: set aside for its author alone, shown again, never saved by itself."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from gonggo.kernel.actor import VISITOR, Actor

MOST = 64 * 1024  # bytes of a page's text, as of what the door saves at once
_KEPT = "unsaved_text"  # the session's key: person, path of the page, fields
_SALT = "gonggo.author"
_TWO_WEEKS = 14 * 24 * 3600
_SECRET = re.compile(r"password|capability|credential|csrfmiddlewaretoken|^code$")


def remember_author(answer: HttpResponseBase, person_id: UUID) -> None:
    """The browser that gets ``answer`` says from now on, under our signature, who last signed in on it."""
    answer.set_signed_cookie(
        settings.GONGGO_AUTHOR_COOKIE,
        str(person_id),
        salt=_SALT,
        max_age=_TWO_WEEKS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def set_aside(request: HttpRequest) -> None:
    """Keep what was just sent in the session that the sign-in takes over, if it is known whose it is.

    Files, secrets and more than MOST are not kept; without an author nothing is.
    """
    author = request.get_signed_cookie(settings.GONGGO_AUTHOR_COOKIE, "", salt=_SALT, max_age=_TWO_WEEKS)
    fields = {name: text for name, text in request.POST.items() if not _SECRET.search(name)}
    size = sum(len(name.encode()) + len(str(text).encode()) for name, text in fields.items())
    if author and fields and size <= MOST:
        request.session[_KEPT] = {"person": author, "path": page_behind(request), "fields": fields}


def unsaved(request: HttpRequest) -> Mapping[str, str]:
    """What this person had typed on this very page; empty for everybody else, and then nobody gets it any more."""
    actor: Actor = getattr(request, "actor", VISITOR)
    if actor.person_id is None:
        return {}
    kept = request.session.get(_KEPT)
    if kept is None:
        return {}
    if kept["person"] != str(actor.person_id):
        del request.session[_KEPT]
        return {}
    return kept["fields"] if request.method == "GET" and kept["path"] == request.path else {}


def forget(request: HttpRequest) -> None:
    """The page was sent again: what was set aside of it is done with."""
    kept = request.session.get(_KEPT)
    if kept is not None and kept["path"] == page_behind(request):
        del request.session[_KEPT]


def page_behind(request: HttpRequest) -> str:
    """The path of the page of ours from which a form was sent, else the front page."""
    referer = urlsplit(request.META.get("HTTP_REFERER", ""))
    return referer.path if referer.netloc == request.get_host() else "/"
