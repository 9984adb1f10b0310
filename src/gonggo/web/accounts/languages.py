"""The language that a person has chosen goes with them to every browser."""

from django.conf import settings
from django.http import HttpResponseBase

from gonggo.web.ui.language import A_YEAR


def remember(answer: HttpResponseBase, language: str) -> None:
    """The browser that gets ``answer`` shows the house in ``language`` from now on."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
