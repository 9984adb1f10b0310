"""사업관리 and 과제신청: one's applications, and starting one."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gonggo.applications import commands
from gonggo.kernel.refusal import Refused
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs, open_programs, program
from gonggo.web.accounts.refused import put_into
from gonggo.web.accounts.requests import Request, language
from gonggo.web.company.forms import StartForm
from gonggo.web.company.pages.home import home
from gonggo.web.company.pages.start import combinations, operators
from gonggo.web.ui.context import of_the_frame
from gonggo.web.ui.waiting import table, waiting


@require_GET
def applications(request: Request) -> HttpResponse:
    """The open draft first, invitations, everything else; who has no company yet goes to claim one."""
    if request.actor.company_id is None:
        return redirect("accounts:claim")
    page = home(request, request.actor.company_id)
    return render(request, "company/home.html", {"page": page, "acting_for": page.company})


@require_GET
def waiting_page(request: Request) -> HttpResponse:
    """Everything that waits for this person, the first due first."""
    programs = all_programs()
    request.program = of_the_frame(programs, request.received_at)  # type: ignore[attr-defined]  # the menu asks no more
    lines = waiting(request.actor, at=request.received_at, programs={one.key: one for one in programs})
    return render(request, "company/waiting.html", {"table": table(lines, at=request.received_at)})


@require_http_methods(["GET", "POST"])
def start(request: Request) -> HttpResponse:
    """Choose track, type and operator; a second application is asked about first."""
    if request.actor.company_id is None:
        return redirect("accounts:claim")
    chosen = _program(request)
    if chosen is None:
        return render(request, "company/nothing_open.html")
    form = StartForm(chosen, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _started(request, chosen, form)
        except Refused as refused:
            if refused.code == "already_started":
                shown = {
                    "form": form,
                    "program": chosen,
                    "refused": refused,
                    "program_key": chosen.key,
                    "another": uuid4(),
                }
                return render(request, "company/already_started.html", shown, status=409)
            put_into(form, refused, field="what" if refused.field in {"track", "type"} else refused.field)
            return _start_page(request, chosen, form, refused)
    return _start_page(request, chosen, form)


def _program(request: Request) -> Program | None:
    """The program that is asked for if it is open, else the one that is."""
    key = request.POST.get("program") or request.GET.get("program", "")
    chosen = program(key) if key else next(iter(open_programs(request.received_at)), None)
    request.program = chosen  # type: ignore[attr-defined]  # menu and footer show this program
    return chosen


def _started(request: Request, chosen: Program, form: StartForm) -> HttpResponse:
    track, _, support_type = form.cleaned_data["what"].partition(" ")
    started = commands.start_application(
        program_key=chosen.key,
        track=track,
        type=support_type,
        operator=form.cleaned_data["operator"],
        another=_uuid(request.POST.get("another", "")),
        by=request.actor,
        at=request.received_at,
    )
    return redirect("company:application", started.id)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _start_page(request: Request, chosen: Program, form: StartForm, refused: Refused | None = None) -> HttpResponse:
    shown = {
        "form": form,
        "program": chosen,
        "program_key": chosen.key,
        "combinations": combinations(chosen, language(), str(form["what"].value() or "")),
        "operators": operators(chosen, language(), str(form["operator"].value() or "")),
        "operator_choice": chosen.consortium.operator_choice,
        "basis": refused.basis if refused else None,
        "has_errors": bool(form.errors),
        "window": chosen.window("application"),
    }
    return render(request, "company/start.html", shown, status=422 if form.errors else 200)
