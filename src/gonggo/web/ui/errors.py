"""The pages of what went wrong: each says what happened, what still holds and where to go on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django gives it
    """400: the request could not be read."""
    return render(request, "ui/errors/bad_request.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django gives it
    """403: a right that is not there."""
    return render(request, "ui/errors/forbidden.html", status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django gives it
    """403: the form lost its page. Nothing was done; the page opened anew can send it."""
    return render(request, "ui/errors/stale_form.html", {"back": request.path}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django gives it
    """404: no such page, or none that this person may know of."""
    return render(request, "ui/errors/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours. Drawn without the database, which may be the fault."""
    return render(request, "ui/errors/plain.html", status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: for a while there are no pages; the door goes on receiving."""
    answer = render(request, "ui/errors/unavailable.html", status=503)
    answer["Retry-After"] = "10"
    return answer
