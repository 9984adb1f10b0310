"""The page of all components, and the mark of the house."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.templatetags.static import static

from gonggo.web.ui.gallery import shown


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for whoever builds or checks a page."""
    return render(request, "ui/gallery.html", shown(request.received_at))  # type: ignore[attr-defined]  # middleware


def icon(_request: HttpRequest) -> HttpResponsePermanentRedirect:
    """The mark of the house, for browsers that ask for it at the customary address before they have read the page."""
    return HttpResponsePermanentRedirect(static("icon.svg"))
