"""Text that was sent when the session was over: set aside for its author alone, shown again, never saved by itself."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gonggo.kernel.actor import VISITOR, Actor

View = Callable[[HttpRequest], HttpResponse]
MOST = 64 * 1024  # bytes of a page's text, as of what the door saves at once
_KEPT = "unsaved_text"  # the session's key: person, path of the page, fields, when they were sent
_SALT = "gonggo.author"
_TWO_WEEKS = 14 * 24 * 3600
_SECRET = re.compile(r"password|capability|credential|csrfmiddlewaretoken|^code$")


def author(get_response: View) -> View:
    """The browser says from now on, under our signature, who was signed in on it last, however they came in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        actor: Actor = getattr(request, "actor", VISITOR)
        if actor.person_id is not None and _author_of(request) != str(actor.person_id):
            response.set_signed_cookie(
                settings.GONGGO_AUTHOR_COOKIE,
                str(actor.person_id),
                salt=_SALT,
                max_age=_TWO_WEEKS,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    return middleware


def _author_of(request: HttpRequest) -> str:
    return str(request.get_signed_cookie(settings.GONGGO_AUTHOR_COOKIE, "", salt=_SALT, max_age=_TWO_WEEKS))


def set_aside(request: HttpRequest) -> None:
    """Keep what was just sent in the session that the sign-in takes over, if it is known whose it is.

    Files, secrets and more than MOST are not kept; without an author nothing is.
    """
    whose = _author_of(request)
    fields = {name: text for name, text in request.POST.items() if not _SECRET.search(name)}
    size = sum(len(name.encode()) + len(str(text).encode()) for name, text in fields.items())
    if whose and fields and size <= MOST:
        at = getattr(request, "received_at").isoformat()  # noqa: B009  # as the middleware puts it there
        request.session[_KEPT] = {"person": whose, "path": page_behind(request), "fields": fields, "at": at}


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


def unsaved_since(request: HttpRequest) -> datetime:
    """When that was sent, by the program's clock."""
    return datetime.fromisoformat(request.session[_KEPT]["at"])


def done_with(request: HttpRequest) -> None:
    """Nothing of it is left to save."""
    request.session.pop(_KEPT, None)


def forget(request: HttpRequest) -> None:
    """The page was sent again: what was set aside of it is done with."""
    kept = request.session.get(_KEPT)
    if kept is not None and kept["path"] == page_behind(request):
        del request.session[_KEPT]


def page_behind(request: HttpRequest) -> str:
    """The path of the page of ours from which a form was sent, else the front page."""
    referer = urlsplit(request.META.get("HTTP_REFERER", ""))
    return referer.path if referer.netloc == request.get_host() else "/"
