"""A paper page by page, as whoever judges it sees it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gonggo.applications import queries
from gonggo.documents import commands as documents
from gonggo.documents.structure.page import PagePicture
from gonggo.kernel.refusal import OutOfReach
from gonggo.web.accounts.requests import Request
from gonggo.web.company.case import frame, open_case
from gonggo.web.company.files import opened_by_own


@require_GET
def page(request: Request, application_id: UUID, document_id: UUID, page_number: int) -> HttpResponse:
    """One page of a PDF with its text beneath, and the ways to the others."""
    case = open_case(request, application_id)
    drawn, name = _drawn(request, application_id, document_id, page_number)
    shown = min(drawn.pages, documents.MOST_PAGES) if drawn else 0
    context = {
        "drawn": drawn,
        "name": name,
        "document": document_id,
        "number": page_number,
        "before": page_number - 1 if page_number > 1 else None,
        "after": page_number + 1 if page_number < shown else None,
        "is_cut": drawn is not None and drawn.pages > shown,
        "shown": shown,
    }
    return render(request, "company/preview.html", {**frame(case), **context})


@require_GET
def picture(request: Request, application_id: UUID, document_id: UUID, page_number: int) -> HttpResponse:
    """The picture of a page. The bytes of a file never change, so neither does it."""
    drawn, _ = _drawn(request, application_id, document_id, page_number)
    if drawn is None:
        raise OutOfReach(f"page:{page_number}")
    headers = {"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(drawn.png, content_type="image/png", headers=headers)


def _drawn(request: Request, application_id: UUID, document_id: UUID, number: int) -> tuple[PagePicture | None, str]:
    paper = queries.paper_within_reach(application_id, document_id, of=request.actor)
    opened = opened_by_own(request, paper.document_id)
    return documents.page_of(opened, number), opened.facts.name
