"""Receipts of the door: shown, drawn as a mark, downloaded as a file and as a paper."""

import io
from uuid import UUID

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gonggo.applications.receipts import own_receipt, receipts_of_company
from gonggo.documents.forms import receipt_pdf
from gonggo.intake import queries as door
from gonggo.kernel.ref import Kind
from gonggo.kernel.refusal import OutOfReach
from gonggo.web.accounts.requests import Request, language
from gonggo.web.company.case import frame
from gonggo.web.company.pages import done
from gonggo.web.company.pages.pool import approval_says, due_says, open_pool_case
from gonggo.web.company.pages.pool import frame as pool_frame
from gonggo.web.company.pages.receipt_sheet import receipt_sheet


@require_GET
def receipts(request: Request) -> HttpResponse:
    """Every receipt of the company's own time, of applications that it went out of, too."""
    rows = done.receipt_table(receipts_of_company(request.actor), language())
    return render(request, "company/receipts.html", {"receipts": rows})


@require_GET
def receipt(request: Request, receipt_id: UUID) -> HttpResponse:
    """What was received, withdrawn or not received, as the door has it: before the house has settled it, too."""
    try:
        answer, case = done.receipt_case(request, receipt_id)
    except OutOfReach:  # of an application that the company went out of: its own receipt, nothing else of it
        own = own_receipt(receipt_id, of=request.actor)
        kept = done.kept_receipt(own, language())
        if own.subject.kind is Kind.POOL_REGISTRATION:
            held = open_pool_case(request, own.subject.id)
            context = {**pool_frame(held), "due": due_says(held), "approval": approval_says(held)}
            return render(request, "company/pool/receipt.html", {**context, "page": kept, "event": own.event})
        return render(request, "company/receipt_kept.html", {"page": kept})
    page = done.receipt_page(answer, case)
    return render(request, f"company/{page.kind}.html", {**frame(case), "page": page})


@require_GET
def qr(request: Request, receipt_id: UUID) -> HttpResponse:
    """The mark that leads to the door's own page of this receipt."""
    answer, _ = done.receipt_case(request, receipt_id)
    drawing = io.BytesIO()
    address = f"{settings.GONGGO_ENVIRONMENT.origin}/intake/receipt/{answer.id}"
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", scale=4, border=2, dark="#000", light="#fff")
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml", headers={"Cache-Control": "private"})


@require_GET
def file(request: Request, receipt_id: UUID) -> HttpResponse:
    """The signed file of one's own company: its own papers listed, the others as one digest each."""
    answer = done.receipt_of(request, receipt_id)
    made = door.receipt_file(answer.id, request.actor.company_id)
    if made is None:  # the door keeps the signature a moment after its answer
        soon = render(request, "company/file_soon.html", status=503)
        soon["Retry-After"] = "2"
        return soon
    return _attachment(made, "application/json", done.file_name(answer))


@require_GET
def pdf(request: Request, receipt_id: UUID) -> HttpResponse:
    """The receipt as a paper to print or keep."""
    answer, case = done.receipt_case(request, receipt_id)
    sheet, values, rows = receipt_sheet(done.receipt_page(answer, case), answer, case)
    return _attachment(receipt_pdf(sheet, values, rows), "application/pdf", f"{answer.number}.pdf")


def _attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
