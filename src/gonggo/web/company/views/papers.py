"""The papers of one's own side: uploaded, replaced, taken out, and handed back to their own company."""

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from gonggo.applications import commands, queries
from gonggo.documents import commands as documents
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.programs.definition import Paper
from gonggo.web.accounts.refused import taken
from gonggo.web.accounts.requests import Request, language
from gonggo.web.company.case import Case, frame, open_case
from gonggo.web.company.files import handed_back, problems, taken_in
from gonggo.web.company.forms import ValidityForm
from gonggo.web.company.pages import certificates
from gonggo.web.company.pages import papers as rows
from gonggo.web.company.pieces import takes_pieces
from gonggo.web.ui.refusals import worded


@require_GET
def papers(request: Request, application_id: UUID) -> HttpResponse:
    """One row for each paper of one's own role."""
    return _page(request, open_case(request, application_id))


def _page(request: Request, case: Case, problem: tuple[str, Refused] | None = None) -> HttpResponse:
    page = rows.papers_page(case, problem)
    context = {**frame(case), "page": page, "problems": problems(problem), "has_errors": problem is not None}
    return render(request, "company/papers.html", context, status=422 if problem else 200)


def _slot(request: Request, case: Case, slot_key: str, problem: tuple[str, Refused] | None = None) -> HttpResponse:
    """The row alone, for the script that sent the file or waits for its check."""
    row = rows.slot(case, rows.paper_of(case, slot_key), problem)
    context = {**frame(case), "slot": row, "count": rows.count(case)}
    return render(request, "company/slot.html", context, status=422 if problem else 200)


@require_GET
def slot(request: Request, application_id: UUID, slot: str) -> HttpResponse:
    """One row as it stands."""
    case = open_case(request, application_id)
    rows.paper_of(case, slot)
    return _slot(request, case, slot) if "X-Part" in request.headers else redirect(f"{case.url('papers')}#slot-{slot}")


@takes_pieces
def upload(request: Request, application_id: UUID, slot: str) -> HttpResponse:
    """A file comes into a slot; the one before it is kept as a version. A bad file leaves everything as it was."""
    case = open_case(request, application_id)
    rows.paper_of(case, slot)
    problem = None
    try:
        _take_in(request, case, slot)
    except Refused as refused:
        if not rows.is_file_problem(refused):
            raise
        problem = (slot, refused)
    after = open_case(request, application_id)
    if "X-Part" in request.headers:
        return _slot(request, after, slot, problem)
    return _page(request, after, problem) if problem else redirect(f"{case.url('papers')}#slot-{slot}")


def _take_in(request: Request, case: Case, slot_key: str) -> None:
    if not case.may_write:
        raise Refused("wrong_role")
    document_id = taken_in(request, case.program, slot=slot_key, already=rows.used_bytes(case, slot_key))
    commands.place_paper(
        application_id=case.id, slot=slot_key, document_id=document_id, by=request.actor, at=request.received_at
    )


@require_POST
def remove(request: Request, application_id: UUID, slot: str) -> HttpResponse:
    """A slot is emptied; its file stays among the versions."""
    case = open_case(request, application_id)
    commands.remove_paper(application_id=case.id, slot=slot, by=request.actor, at=request.received_at)
    return redirect(f"{case.url('papers')}#slot-{slot}")


@require_POST
def attach_report(request: Request, application_id: UUID) -> HttpResponse:
    """The company's consulting report becomes one of its papers."""
    case = open_case(request, application_id)
    found = rows.report(case)
    if found is None or found.request_id is None:
        raise Refused("report_not_for_this")
    commands.attach_report(
        application_id=case.id,
        request_id=found.request_id,
        language=language(),
        by=request.actor,
        at=request.received_at,
    )
    return redirect(f"{case.url('papers')}#report")


@require_GET
def versions(request: Request, application_id: UUID, slot: str) -> HttpResponse:
    """Every file that was in a slot, newest first."""
    case = open_case(request, application_id)
    paper = rows.paper_of(case, slot)
    return _of_slot(request, case, paper, certificates.days_form(case, paper))


def _of_slot(request: Request, case: Case, paper: Paper, form: ValidityForm | None) -> HttpResponse:
    fault = certificates.fault(case, paper)
    context = {
        **frame(case),
        "paper": paper,
        "versions": rows.versions(case, paper.slot),
        "reusable": certificates.reusable(case, paper),
        "form": form,
        "fault": worded(fault) if fault else None,
        "has_errors": form is not None and form.is_bound,
    }
    return render(request, "company/versions.html", context, status=422 if context["has_errors"] else 200)


@require_POST
def validity(request: Request, application_id: UUID, slot: str) -> HttpResponse:
    """The company says which days the certificate that stands there bears."""
    case = open_case(request, application_id)
    paper = rows.paper_of(case, slot)
    now = case.papers_of(case.me).get(slot)
    if now is None:
        raise OutOfReach(f"slot:{slot}")
    form, document_id = ValidityForm(request.POST), now.document_id
    if not taken(form, lambda: _say(request, document_id, form)):
        return _of_slot(request, case, paper, form)
    return redirect(f"{case.url('papers')}#slot-{slot}")


def _say(request: Request, document_id: UUID, form: ValidityForm) -> None:
    documents.say_validity(document_id=document_id, **form.cleaned_data, by=request.actor, at=request.received_at)


@require_POST
def reuse(request: Request, application_id: UUID, slot: str) -> HttpResponse:
    """A file that the company uploaded before for this paper stands in the slot."""
    case = open_case(request, application_id)
    paper = rows.paper_of(case, slot)
    chosen = next((o for o in certificates.reusable(case, paper) if o.document == request.POST.get("document")), None)
    if chosen is None:
        raise OutOfReach(f"document:{slot}")
    commands.place_paper(
        application_id=case.id, slot=slot, document_id=UUID(chosen.document), by=request.actor, at=request.received_at
    )
    return redirect(f"{case.url('papers')}#slot-{slot}")


@require_GET
def download(request: Request, application_id: UUID, document_id: UUID) -> FileResponse:
    """A paper goes back to its own company, always as an attachment; what is unsafe only to who sent it."""
    paper = queries.paper_within_reach(application_id, document_id, of=request.actor)
    return handed_back(request, paper.document_id)
