"""What every request carries: when it came in (by the program's clock), who acts, and how a refusal is shown."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties.queries import acting_as
from gonggo.web.ui.refusals import refusal_page

_MARK = "Surrogate-Control"
View = Callable[[HttpRequest], HttpResponse]


def received_at(get_response: View) -> View:
    """``request.received_at``: the instant at which the server took the request, by the program's clock."""

    def middleware(request: HttpRequest) -> HttpResponse:
        entered: datetime | None = getattr(request, "scope", {}).get("gonggo.received_at")
        request.received_at = entered or settings.GONGGO_CLOCK.now()  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def kept_page(get_response: View) -> View:
    """The mark by which a page may be kept for everybody stays only on a public route, without session and cookie."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.has_header(_MARK):
            who = getattr(request.resolver_match.func, "who", None) if request.resolver_match else None
            anonymous = settings.SESSION_COOKIE_NAME not in request.COOKIES and not response.cookies
            if not (who is not None and who.is_public and anonymous):
                del response[_MARK]
        return response

    return middleware


def actor(get_response: View) -> View:
    """``request.actor``: the signed-in person in the role chosen for this session, read anew on every request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = acting_as(request)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def refusals(get_response: View) -> View:
    """A refusal becomes its page, an object out of reach a 404."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return refusal_page(request, exception)
        if isinstance(exception, OutOfReach):
            raise Http404 from exception
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
