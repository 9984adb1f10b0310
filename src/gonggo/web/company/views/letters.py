"""통지서와 이의신청: letters read and taken, a decision objected to, the objection followed and taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gonggo.kernel.refusal import Refused
from gonggo.messages.letters import commands
from gonggo.messages.letters.queries import of_decision
from gonggo.objections import commands as objections
from gonggo.objections.queries import Objection
from gonggo.web.accounts.refused import put_into
from gonggo.web.accounts.requests import Request
from gonggo.web.company.case import Case, frame, open_case
from gonggo.web.company.forms import ObjectionForm
from gonggo.web.company.pages import letters as rows
from gonggo.web.office.desk import origin
from gonggo.web.ui.responses import attachment


@never_cache
@require_GET
def letters(request: Request) -> HttpResponse:
    """Every letter of the company, the newest first."""
    return render(request, "company/letters.html", {"table": rows.table(request)})


@never_cache
@require_GET
def letter(request: Request, letter_id: UUID) -> HttpResponse:
    """One letter in words, with its papers."""
    page = rows.page(request, letter_id)
    commands.read_letter(letter_id=letter_id, by=request.actor, at=request.received_at)
    return render(request, "company/letter.html", {"page": page, "program_key": page.program.key})


@never_cache
@require_POST
def paper(request: Request, letter_id: UUID, said: str) -> HttpResponseBase:
    """The paper as an attachment; taking it is on record, so it is a POST."""
    opened = commands.open_letter(
        letter_id=letter_id, language=said, origin=origin(request), by=request.actor, at=request.received_at
    )
    return attachment(opened)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: Request, application_id: UUID) -> HttpResponse:
    """What can be objected to in one application, and the objection."""
    case = open_case(request, application_id)
    choices = rows.choices(request, case)
    form = ObjectionForm(choices, request.POST if request.method == "POST" else None, request.GET.get("letter", ""))
    if request.method == "POST" and form.is_valid():
        try:
            filed = _filed(request, case, choices, form)
        except Refused as refused:
            put_into(form, refused)
        else:
            messages.success(request, gettext("이의신청을 받았습니다."))
            return redirect("company:objection", filed.id)
    context = {**frame(case), "choices": choices, "form": form, "has_errors": bool(form.errors)}
    return render(request, "company/object.html", context, status=422 if form.errors else 200)


def _filed(request: Request, case: Case, choices: list[rows.Choice], form: ObjectionForm) -> Objection:
    chosen = next(one.letter for one in choices if str(one.letter.id) == form.cleaned_data["letter"])
    return objections.file_objection(
        program=case.program,
        of_decision=of_decision(chosen),
        ground=form.cleaned_data["ground"],
        text=form.cleaned_data["text"],
        by=request.actor,
        at=request.received_at,
    )


@never_cache
@require_GET
def objection(request: Request, objection_id: UUID) -> HttpResponse:
    """One objection: its state, until when it is answered, the answer."""
    page = rows.filed(request, objection_id)
    return render(request, "company/objection.html", {"page": page, "program_key": page.program.key})


@never_cache
@require_POST
def withdraw(request: Request, objection_id: UUID) -> HttpResponse:
    """The company takes its objection back."""
    objections.withdraw(objection_id=objection_id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("이의신청을 취하했습니다."))
    return redirect("company:objection", objection_id)
