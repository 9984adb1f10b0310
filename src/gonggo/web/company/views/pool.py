"""POOL신청: a supplier registers or renews, checks, seals, and submits through the door."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.pool import commands, form
from gonggo.pool.definition import KIND, Page, pool_of
from gonggo.pool.queries import registrations_of_company
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs
from gonggo.signing.commands import STEP_UP_HOLDS
from gonggo.web.accounts.refused import put_into
from gonggo.web.accounts.requests import Request, language
from gonggo.web.accounts.step_up import is_stepped_up, sitting, step_up_at, stepped_up
from gonggo.web.company.pages import pool as rows
from gonggo.web.company.pages.pool import PoolCase, frame, open_pool_case
from gonggo.web.company.pool_forms import PageForm, SolutionForm
from gonggo.web.ui.refusals import worded
from gonggo.web.ui.registrations import solution_pairs


@never_cache
@require_http_methods(["GET", "POST"])
def start(request: Request) -> HttpResponse:
    """신규등록 or 현행화, by the company's own word; one that has begun goes on where it was."""
    if request.actor.company_id is None:
        return redirect("accounts:claim")
    chosen = _program(request)
    begun = next((row for row in registrations_of_company(request.actor) if row.program == chosen.key), None)
    if begun is not None:
        return redirect("company:pool_registration", begun.id)
    page = _kind_page(chosen)
    shown = PageForm(page, language(), form.Answers(), request.POST if request.method == "POST" else None)
    if request.method == "POST" and shown.is_right():
        row = commands.start_registration(
            program_key=chosen.key, kind=request.POST[KIND], by=request.actor, at=request.received_at
        )
        return redirect("company:pool_registration", row.id)
    window = chosen.window("pool")
    context = {
        "form": shown,
        "program": chosen,
        "program_key": chosen.key,
        "window": window,
        "now": request.received_at,
    }
    context |= {"is_open": window.holds(request.received_at), "has_errors": bool(shown.errors)}
    return render(request, "company/pool/start.html", context, status=422 if shown.errors else 200)


def _program(request: Request) -> Program:
    """The program that is asked for, else the first with a pool. Raises OutOfReach."""
    key = request.POST.get("program") or request.GET.get("program", "")
    with_pool = [one for one in all_programs() if pool_of(one) is not None and key in ("", one.key)]
    if not with_pool:
        raise OutOfReach(f"pool:{key}")
    request.program = with_pool[0]  # type: ignore[attr-defined]  # menu and footer show this program
    return with_pool[0]


def _kind_page(program: Program) -> Page:
    pool = pool_of(program)
    page = pool.page(KIND) if pool else None
    if page is None:
        raise OutOfReach(f"pool:{program.key}")
    return page


@require_GET
def registration(request: Request, registration_id: UUID) -> HttpResponse:
    """What is to be done, how the registration stands, what the agency decided and why."""
    case = open_pool_case(request, registration_id)
    context = {"tasks": rows.tasks(case), "due": rows.due_says(case), "approval": rows.approval_says(case)}
    context["stages"] = rows.course(case)
    return render(request, "company/pool/hub.html", {**frame(case), **context, "follows": rows.follows(case)})


@never_cache
@require_http_methods(["GET", "POST"])
def page(request: Request, registration_id: UUID, key: str) -> HttpResponse:
    """A page of fields, saved whole."""
    case = open_pool_case(request, registration_id)
    found = case.pool.page(key)
    if found is None:
        raise OutOfReach(f"page:{key}")
    shown = PageForm(found, case.language, case.draft.answers, request.POST if request.method == "POST" else None)
    if request.method == "POST" and shown.is_right():
        commands.save_page(
            registration_id=case.id, page=key, values=shown.sent, by=request.actor, at=request.received_at
        )
        messages.success(request, gettext("저장했습니다."))
        return redirect(rows.next_url(case, key))
    context = {**frame(case), "page": found, "form": shown, "has_errors": bool(shown.errors)}
    return render(request, "company/pool/page.html", context, status=422 if shown.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def solutions(request: Request, registration_id: UUID) -> HttpResponse:
    """What the supplier sells, one after the other."""
    case = open_pool_case(request, registration_id)
    shown = SolutionForm(case.pool, case.language, request.POST if request.method == "POST" else None)
    if request.method == "POST" and shown.is_right():
        try:
            commands.add_solution(
                registration_id=case.id, solution=shown.sent, by=request.actor, at=request.received_at
            )
        except Refused as refused:
            if refused.field is None:
                raise
            put_into(shown, refused)
        else:
            return redirect("company:pool_solutions", case.id)
    listed = solution_pairs(case.pool, case.draft.answers, case.language)
    context = {**frame(case), "form": shown, "listed": listed, "has_errors": bool(shown.errors)}
    return render(request, "company/pool/solutions.html", context, status=422 if shown.errors else 200)


@require_POST
def remove_solution(request: Request, registration_id: UUID) -> HttpResponse:
    """A solution is taken out."""
    name = request.POST.get("name", "")
    commands.remove_solution(registration_id=registration_id, name=name, by=request.actor, at=request.received_at)
    return redirect("company:pool_solutions", registration_id)


@never_cache
@require_GET
def check(request: Request, registration_id: UUID) -> HttpResponse:
    """Everything that was written, what is missing, the texts that one agrees to, and the way to submit."""
    return _check_page(request, open_pool_case(request, registration_id))


def _check_page(request: Request, case: PoolCase, refused: Refused | None = None) -> HttpResponse:
    proved = is_stepped_up(request, within=STEP_UP_HOLDS)
    may_submit = case.stage == "ready" and case.may_write
    context = {
        **frame(case),
        "problems": rows.problems(case),
        "parts": rows.parts(case),
        "texts": case.pool.consents,
        "capability": commands.grant_submit(registration_id=case.id, **sitting(request))
        if may_submit and proved
        else "",
        "needs_proof": may_submit and not proved,
        "approval": rows.approval_says(case),
        "refusal": worded(refused) if refused else None,
        "has_errors": bool(refused),
    }
    return render(request, "company/pool/check.html", context, status=409 if refused else 200)


@require_GET
@stepped_up(within=STEP_UP_HOLDS)
def prove(request: Request, registration_id: UUID) -> HttpResponse:  # noqa: ARG001  # a view takes it
    """본인 재인증, and back to the check page."""
    return redirect("company:pool_check", registration_id)


@require_GET
@stepped_up()
def withdraw(request: Request, registration_id: UUID) -> HttpResponse:
    """신청 철회: what it means, and the form that does it through the door."""
    case = open_pool_case(request, registration_id)
    capability = commands.grant_withdraw(registration_id=case.id, **sitting(request))
    context = {**frame(case), "capability": capability, "receipt": case.receipt, "heading": case.title}
    return render(request, "company/withdraw.html", context)


@require_POST
@stepped_up()
def seal(request: Request, registration_id: UUID) -> HttpResponse:
    """What the page showed is sealed, with the company's consents; or handed in, where the agency asked for it."""
    case = open_pool_case(request, registration_id)
    command = commands.answer_correction if case.is_correction else commands.seal
    if request.POST.get("agree") != "1":
        return redirect(f"{case.url('check')}#submit")
    try:
        command(
            registration_id=case.id,
            shown=request.POST.get("shown", ""),
            language=language(),
            stepped_up_at=step_up_at(request),
            by=request.actor,
            at=request.received_at,
        )
    except Refused as refused:
        if refused.code not in {"pool_incomplete", "pool_changed_meanwhile"}:
            raise
        return _check_page(request, case, refused)
    if case.is_correction:
        messages.success(request, gettext("보완한 내용을 냈습니다. 결과를 메일로 알려 드립니다."))
        return redirect(case.hub_url)
    return redirect(f"{case.url('check')}#submit")
