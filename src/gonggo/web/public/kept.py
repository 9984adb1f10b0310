"""Pages that may be kept in memory for visitors who are not signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponse]

SECONDS = 60
"""What a page says of the time it says to the minute, with the minute it was taken at: kept no longer, it is true."""


def kept(view: View) -> View:
    """The answer holds nothing of the visitor and may be given to the next one, for a minute at most.

    The cache in front of the pages reads the mark, keeps by address and language, and drops all when what the pages
    show changes. To somebody who is signed in the page is never marked: its header names them.
    """

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not request.user.is_authenticated:
            response["Surrogate-Control"] = f"max-age={SECONDS}"
        return response

    safe: View = require_safe(marked)
    safe.page_cacheable = True  # type: ignore[attr-defined]  # read by the table of routes
    return safe
