"""보완: a company hands in what it was asked for, in the slots that were opened, and answers."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from gonggo.applications import commands
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.signing.commands import STEP_UP_HOLDS
from gonggo.web.accounts.requests import Request, language
from gonggo.web.accounts.step_up import step_up_at, stepped_up
from gonggo.web.company.case import Case, frame, open_case
from gonggo.web.company.files import handed_back, problems, taken_in
from gonggo.web.company.pages import supplement as rows
from gonggo.web.company.pages.papers import is_file_problem, limits
from gonggo.web.company.pieces import takes_pieces


@require_GET
def supplement(request: Request, application_id: UUID) -> HttpResponse:
    """What is asked, by when and why; only the slots that were opened take a file."""
    return _page(request, open_case(request, application_id))


def _page(request: Request, case: Case, problem: rows.Problem | None = None) -> HttpResponse:
    asked = rows.asked_of(case, problem)
    if not asked:
        raise OutOfReach(f"supplement of {case.id}")
    context = {
        **frame(case),
        "asked": asked,
        "limits": limits(case.program, case.language),
        "problems": problems(problem),
        "has_errors": problem is not None,
    }
    return render(request, "company/supplement.html", context, status=422 if problem else 200)


def _slot(request: Request, case: Case, key: str, problem: rows.Problem | None = None) -> HttpResponse:
    """The row alone, for the script that sent the file or waits for its check."""
    row = rows.open_one(case, rows.asked_of(case, problem))
    shown = next((one for one in row.slots if one.slot == key), None)
    if shown is None:
        raise OutOfReach(f"slot:{key}")
    return render(request, "company/slot.html", {**frame(case), "slot": shown}, status=422 if problem else 200)


@require_GET
def slot(request: Request, application_id: UUID, slot: str) -> HttpResponse:
    """One row as it stands."""
    case = open_case(request, application_id)
    return (
        _slot(request, case, slot) if "X-Part" in request.headers else redirect(f"{case.url('supplement')}#slot-{slot}")
    )


@takes_pieces
def upload(request: Request, application_id: UUID, slot: str) -> HttpResponse:
    """A paper comes into a slot that was opened; what was submitted stays. A bad file leaves everything as it was."""
    case = open_case(request, application_id)
    problem = None
    try:
        _take_in(request, case, slot)
    except Refused as refused:
        if not is_file_problem(refused):
            raise
        problem = (slot, refused)
    if "X-Part" in request.headers:
        return _slot(request, case, slot, problem)
    return _page(request, case, problem) if problem else redirect(f"{case.url('supplement')}#slot-{slot}")


def _take_in(request: Request, case: Case, key: str) -> None:
    if not case.may_write:
        raise Refused("wrong_role")
    row = rows.open_one(case, rows.asked_of(case))
    if key not in {slot.slot for slot in row.slots}:
        raise Refused("slot_unknown", field="slot")
    document_id = taken_in(request, case.program, slot=key, already=rows.used_bytes(case, row, key))
    commands.hand_in(supplement_id=row.id, slot=key, document_id=document_id, by=request.actor, at=request.received_at)


@require_POST
@stepped_up(within=STEP_UP_HOLDS)
def consent(request: Request, application_id: UUID, slot: str) -> HttpResponse:
    """A person consents again, for the company, to what was received."""
    case = open_case(request, application_id)
    row = rows.open_one(case, rows.asked_of(case))
    if request.POST.get("agree") == "1":
        commands.consent_again(
            supplement_id=row.id,
            slot=slot,
            language=language(),
            stepped_up_at=step_up_at(request),
            by=request.actor,
            at=request.received_at,
        )
        messages.success(request, gettext("동의했습니다."))
    return redirect(case.url("supplement"))


@require_POST
def answer(request: Request, application_id: UUID) -> HttpResponse:
    """The company says that all is handed in; the office looks at it."""
    case = open_case(request, application_id)
    row = rows.open_one(case, rows.asked_of(case))
    commands.answer_supplement(supplement_id=row.id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("보완을 제출했습니다. 담당자가 확인합니다."))
    return redirect("company:application", application_id)


@require_GET
def file(request: Request, application_id: UUID, document_id: UUID) -> FileResponse:
    """A paper that was handed in goes back to its own company."""
    case = open_case(request, application_id)
    url = case.url("supplement_file", document_id)
    if not any(slot.download == url for row in rows.asked_of(case) for slot in row.slots):
        raise OutOfReach(f"paper:{document_id}")
    return handed_back(request, document_id)
