"""The small bar at the foot of every page of a demo or rehearsal."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from gonggo.web.demo.day_views import at_hand

View = Callable[[HttpRequest], HttpResponse]
_END = b"</body>"
_HOME = "/"
_MAIN = b'<main id="content"'


def panel(get_response: View) -> View:
    """Puts the bar before the end of every page, and on the first page what day it is and what can be done there.

    Neither says anything of the person, so that pages can still be cached.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        html = response.get("Content-Type", "").startswith("text/html")
        if html and not response.streaming and _END in response.content:
            bar = render_to_string("demo/bar.html").encode()
            before, _, after = response.content.rpartition(_END)
            if request.path == _HOME:
                before = before.replace(_MAIN, _day() + _MAIN, 1)
            response.content = before + bar + _END + after
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
        return response

    return middleware


def _day() -> bytes:
    day = at_hand()
    return render_to_string("demo/day.html", {"day": day}).encode() if day else b""
