"""통지서와 이의신청: letters read and taken, a decision objected to, the objection followed and taken back."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import Refused
from gonggo.messages.letters import commands
from gonggo.messages.letters.queries import of_decision
from gonggo.objections import commands as objections
from gonggo.objections.queries import Objection
from gonggo.programs.queries import program as program_version
from gonggo.web.accounts.refused import put_into
from gonggo.web.accounts.requests import Request, language
from gonggo.web.company.case import frame, open_case
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
    around = {**frame(case), "back": gettext("할 일 목록으로")}
    return _objecting(request, Ref(Kind.APPLICATION, case.id), around)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def object_to_letter(request: Request, letter_id: UUID) -> HttpResponse:
    """The same of what a letter is about where that is no application: an agreement, a return, a recovery, a bar."""
    found = rows.page(request, letter_id)
    around = {
        "program_key": found.program.key,
        "kicker": found.program.title.said(language()),
        "heading": f"{found.letter.content.title.said(language())} {found.letter.number}",
        "hub_url": reverse("company:letter", args=[letter_id]),
        "back": gettext("통지서로 돌아가기"),
    }
    return _objecting(request, found.letter.subject, around)


def _objecting(request: Request, about: Ref, around: Mapping[str, object]) -> HttpResponse:
    """The page of everything about one subject that can be objected to; the objection comes back as a POST."""
    choices = rows.choices(request, about)
    form = ObjectionForm(choices, request.POST if request.method == "POST" else None, request.GET.get("letter", ""))
    if request.method == "POST" and form.is_valid():
        try:
            filed = _filed(request, choices, form)
        except Refused as refused:
            put_into(form, refused)
        else:
            messages.success(request, gettext("이의신청을 받았습니다."))
            return redirect("company:objection", filed.id)
    context = {**around, "choices": choices, "form": form, "has_errors": bool(form.errors)}
    return render(request, "company/object.html", context, status=422 if form.errors else 200)


def _filed(request: Request, choices: list[rows.Choice], form: ObjectionForm) -> Objection:
    chosen = next(one.letter for one in choices if str(one.letter.id) == form.cleaned_data["letter"])
    return objections.file_objection(
        program=program_version(chosen.program, chosen.program_version),
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
