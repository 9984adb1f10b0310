"""A refusal on the screen: what did not happen, why and by which clause, what still holds, what to do next."""

from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from gonggo.kernel.basis import Basis
from gonggo.kernel.refusal import RefusalBook, Refused


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal in the reader's language."""

    code: str
    says: str
    remedy: str
    basis: Basis | None
    field: str | None

    def __str__(self) -> str:
        return f"{self.says} {self.remedy}"


def worded(refused: Refused) -> Refusal:
    """The words of ``refused`` in the language of the request. Raises KeyError for a code in no room's table."""
    book = cast("RefusalBook", settings.GONGGO_REFUSALS)
    words, language = book.words(refused), get_language() or "ko"
    return Refusal(refused.code, words.says.said(language), words.remedy.said(language), refused.basis, refused.field)


def refusal_page(request: HttpRequest, refused: Refused, *, status: int = 409) -> HttpResponse:
    """The whole page of a refusal, or its note alone for a request that asked for a part of a page."""
    part = bool(request.headers.get("HX-Request"))
    template = "ui/components/refusal.html" if part else "ui/errors/refused.html"
    return render(
        request, template, {"refusal": worded(refused), "program_key": refused.facts.get("program", "")}, status=status
    )
