"""Papers, consents and pledges before an agreement."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.agreements import commands, papers, queries
from gonggo.facts.queries import names_of
from gonggo.journal.queries import timeline
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.programs.queries import program as program_version
from gonggo.signing.commands import STEP_UP_HOLDS
from gonggo.web.accounts.requests import Request, language
from gonggo.web.accounts.step_up import step_up_at, stepped_up
from gonggo.web.company.files import taken_in
from gonggo.web.company.pages.agreements import slots
from gonggo.web.company.pages.papers import is_file_problem
from gonggo.web.company.pieces import takes_pieces
from gonggo.web.company.views.agreements import show
from gonggo.web.ui import agreements as shown
from gonggo.web.ui.responses import attachment


@never_cache
@takes_pieces
def upload(request: Request, agreement_id: UUID, slot: str) -> HttpResponse:
    """A paper comes into its slot; a bad file leaves everything as it was."""
    problem = None
    try:
        _take_in(request, agreement_id, slot)
    except Refused as refused:
        if not is_file_problem(refused):
            raise
        problem = (slot, refused)
    if "X-Part" in request.headers:
        return _slot(request, agreement_id, slot, problem)
    if problem:
        return show(request, agreement_id, problem=problem)
    messages.success(request, gettext("서류를 올렸습니다. 담당자가 확인합니다."))
    return redirect("company:agreement", agreement_id)


def _take_in(request: Request, agreement_id: UUID, slot: str) -> None:
    terms = queries.terms(agreement_id, of=request.actor)
    program = program_version(terms.program, terms.program_version)
    rows = papers.slots_of(terms, program)
    already = sum(one.document.size for one in rows if one.document and one.slot.key != slot)
    commands.check_slot(agreement_id=agreement_id, slot=slot, by=request.actor, at=request.received_at)
    document_id = taken_in(request, program, slot=slot, already=already)
    commands.place_paper(
        agreement_id=agreement_id, slot=slot, document_id=document_id, by=request.actor, at=request.received_at
    )


def _slot(request: Request, agreement_id: UUID, key: str, problem: tuple[str, Refused] | None) -> HttpResponse:
    """The row alone, for the script that sent the file."""
    terms = queries.terms(agreement_id, of=request.actor)
    program = program_version(terms.program, terms.program_version)
    row = next(one for one in slots(terms, program, problem, may_write=True) if one.slot == key)
    return render(request, "company/slot.html", {"slot": row}, status=422 if problem else 200)


@never_cache
@require_POST
def leave_out(request: Request, agreement_id: UUID) -> HttpResponse:
    """No guarantee is brought, so nothing is paid in advance."""
    commands.leave_out_guarantee(agreement_id=agreement_id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("선지급을 받지 않기로 했습니다."))
    return redirect("company:agreement", agreement_id)


@never_cache
@require_POST
def file(request: Request, agreement_id: UUID, document_id: UUID) -> HttpResponseBase:
    """A paper goes back to the company that brought it, as an attachment."""
    opened = commands.open_paper(
        agreement_id=agreement_id, document_id=document_id, by=request.actor, at=request.received_at
    )
    return attachment(opened)


@never_cache
@require_safe
def past(request: Request, agreement_id: UUID) -> HttpResponse:
    """The papers as they stand, and what happened; who of the offices did it stays out."""
    terms = queries.terms(agreement_id, of=request.actor)
    program = program_version(terms.program, terms.program_version)
    leads = terms.lead.company_id == request.actor.company_id
    context = {
        "terms": terms,
        "program_key": program.key,
        "slots": slots(terms, program, None, may_write=False) if leads else [],
        "course": shown.course(timeline(terms.ref), {}),
    }
    return render(request, "company/agreement_past.html", context)


@never_cache
@require_safe
def consents(request: Request, agreement_id: UUID) -> HttpResponse:
    """The consents that the company gave: their words, who gave them, when."""
    terms = queries.terms(agreement_id, of=request.actor)
    names = names_of([one.company_id for one in terms.parties], legal_day(request.received_at))
    given = papers.data_consents(terms, of=request.actor)
    context = {"terms": terms, "program_key": terms.program, "consents": given, "names": names}
    return render(request, "company/agreement_consents.html", context)


@never_cache
@require_POST
@stepped_up(within=STEP_UP_HOLDS)
def consent(request: Request, agreement_id: UUID) -> HttpResponse:
    """A person gives the consents and pledges of the company's role, having ticked each."""
    commands.consent(
        agreement_id=agreement_id,
        keys=request.POST.getlist("agreed"),
        language=language(),
        stepped_up_at=step_up_at(request),
        by=request.actor,
        at=request.received_at,
    )
    messages.success(request, gettext("동의하고 서약했습니다."))
    return redirect("company:agreement", agreement_id)
