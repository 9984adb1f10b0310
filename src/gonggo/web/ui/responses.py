"""Answers that many views give alike: a file on its way out, a page with a form that may be wrong."""

from collections.abc import Mapping
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from gonggo.documents.commands import OpenedFile


def attachment(opened: OpenedFile) -> FileResponse:
    """A stored file under its own name, never shown in place."""
    name = opened.facts.name
    response = FileResponse(opened.stream, as_attachment=True, filename=name, content_type=opened.facts.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def download(content: bytes, name: str, media_type: str, *, plain: str) -> HttpResponse:
    """A file to save under a name in any language (RFC 6266), never shown in the browser.

    ``plain`` is a name in ASCII for what reads no other.
    """
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def page_with_form(
    request: HttpRequest, template: str, context: Mapping[str, object], *, wrong: object
) -> HttpResponse:
    """A page with a form; where something in it is ``wrong`` (422) its title begins with the error."""
    return render(request, template, {**context, "has_errors": bool(wrong)}, status=422 if wrong else 200)
