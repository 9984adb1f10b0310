"""The papers of a registration: uploaded, replaced, taken out, and handed back to their own company."""

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from gonggo.kernel.refusal import Refused
from gonggo.pool import commands
from gonggo.pool.queries import own_document
from gonggo.web.accounts.requests import Request
from gonggo.web.company.files import handed_back, problems, taken_in
from gonggo.web.company.pages import pool_papers as rows
from gonggo.web.company.pages.papers import is_file_problem, limits
from gonggo.web.company.pages.pool import PoolCase, frame, open_pool_case
from gonggo.web.company.pieces import takes_pieces


@require_GET
def papers(request: Request, registration_id: UUID) -> HttpResponse:
    """One row for each paper."""
    return _page(request, open_pool_case(request, registration_id))


def _page(request: Request, case: PoolCase, problem: rows.Problem | None = None) -> HttpResponse:
    context = {
        **frame(case),
        "slots": rows.slots(case, problem),
        "count": rows.count(case),
        "removable": rows.removable(case),
        "limits": limits(case.program, case.language),
        "problems": problems(problem),
        "has_errors": problem is not None,
    }
    return render(request, "company/pool/papers.html", context, status=422 if problem else 200)


def _slot(request: Request, case: PoolCase, key: str, problem: rows.Problem | None = None) -> HttpResponse:
    """The row alone, for the script that sent the file or waits for its check."""
    row = rows.slot(case, rows.paper_of(case, key), problem)
    context = {**frame(case), "slot": row, "count": rows.count(case)}
    return render(request, "company/slot.html", context, status=422 if problem else 200)


@require_GET
def slot(request: Request, registration_id: UUID, slot: str) -> HttpResponse:
    """One row as it stands."""
    case = open_pool_case(request, registration_id)
    rows.paper_of(case, slot)
    return _slot(request, case, slot) if "X-Part" in request.headers else redirect(f"{case.url('papers')}#slot-{slot}")


@takes_pieces
def upload(request: Request, registration_id: UUID, slot: str) -> HttpResponse:
    """A file comes into a slot; the one before it is kept. A bad file leaves everything as it was."""
    case = open_pool_case(request, registration_id)
    rows.paper_of(case, slot)
    problem = None
    try:
        _take_in(request, case, slot)
    except Refused as refused:
        if not is_file_problem(refused):
            raise
        problem = (slot, refused)
    after = open_pool_case(request, registration_id)
    if "X-Part" in request.headers:
        return _slot(request, after, slot, problem)
    return _page(request, after, problem) if problem else redirect(f"{case.url('papers')}#slot-{slot}")


def _take_in(request: Request, case: PoolCase, key: str) -> None:
    if not case.may_write:
        raise Refused("pool_not_open_to_changes" if not case.is_open else "wrong_role")
    document_id = taken_in(request, case.program, slot=key, already=rows.used_bytes(case, key))
    commands.place_paper(
        registration_id=case.id, slot=key, document_id=document_id, by=request.actor, at=request.received_at
    )


@require_POST
def remove(request: Request, registration_id: UUID, slot: str) -> HttpResponse:
    """A slot is emptied; its file is kept among the versions."""
    commands.remove_paper(registration_id=registration_id, slot=slot, by=request.actor, at=request.received_at)
    return redirect("company:pool_papers", registration_id)


@require_GET
def download(request: Request, registration_id: UUID, document_id: UUID) -> FileResponse:
    """A paper goes back to its own company."""
    return handed_back(request, own_document(registration_id, document_id, of=request.actor).id)
