"""The page of all components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gonggo.web.ui.gallery import shown


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for whoever builds or checks a page."""
    return render(request, "ui/gallery.html", shown(request.received_at))  # type: ignore[attr-defined]  # middleware
