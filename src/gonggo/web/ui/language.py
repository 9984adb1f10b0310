"""The choice of language: a cookie, set by a link, so that pages for everybody need no form."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from gonggo.kernel.text import LANGUAGES

A_YEAR = 365 * 24 * 3600


def choose_language(request: HttpRequest, language: str) -> HttpResponse:
    """Remember the language and go back to the page where it was chosen."""
    if language not in LANGUAGES:
        raise Http404
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    answer = HttpResponseRedirect(back)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return answer
