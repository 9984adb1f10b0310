"""방문과 보고서: an expert's own visits, and the report of each."""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gonggo.consulting import commands, paper
from gonggo.consulting.states import RequestState
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.web.accounts.refused import put_into
from gonggo.web.accounts.requests import language
from gonggo.web.office.desk import Request
from gonggo.web.operator import shown
from gonggo.web.operator.desk import DESK
from gonggo.web.operator.forms import Report


@never_cache
@require_safe
def visits(request: Request) -> HttpResponse:
    """The expert's own days, the next first."""
    context = {"desk": DESK.frame("visits", of=request.actor), "lists": shown.lists(request)}
    return render(request, "operator/visits.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, request_id: UUID) -> HttpResponse:
    """The report is written: saved as a draft or filed; after filing, corrected with a reason."""
    page = shown.page(request, request_id)
    if not page.writes:
        raise OutOfReach(f"report:{request_id}")
    form = _form(request, page)
    if request.method == "POST" and form.is_valid():
        try:
            return _kept(request, page, form)
        except Refused as refused:
            put_into(form, refused)
    context = {
        "desk": DESK.frame("visits", of=request.actor),
        "page": page,
        "form": form,
        "corrects": page.asked.state is RequestState.REPORTED,
        "program_key": page.program.key,
        "has_errors": bool(form.errors),
    }
    return render(request, "operator/report.html", context, status=422 if form.errors else 200)


def _form(request: Request, page: shown.Page) -> Report:
    """What was typed, else the draft, else what was filed last."""
    kept = page.draft or next(iter(page.filed), None)
    return Report(
        page.offer,
        language(),
        request.POST if request.method == "POST" else None,
        corrects=page.asked.state is RequestState.REPORTED,
        **(kept.written.parts if kept else {}),
    )


def _kept(request: Request, page: shown.Page, form: Report) -> HttpResponse:
    said: dict[str, Any] = {"parts": form.written(), "by": request.actor, "at": request.received_at}
    if request.POST.get("go") != "file":
        commands.save_report(request_id=page.asked.id, **said)
        messages.success(request, gettext("저장했습니다. 아직 제출하지 않았습니다."))
        return redirect("operator:report", page.asked.id)
    if page.asked.state is RequestState.REPORTED:
        commands.correct_report(request_id=page.asked.id, reason=form.cleaned_data["reason"], **said)
    else:
        commands.file_report(request_id=page.asked.id, **said)
    messages.success(request, gettext("보고서를 제출했습니다. 기업에 메일을 보냅니다."))
    return redirect("operator:consulting_request", page.asked.id)


@never_cache
@require_safe
def report_pdf(request: Request, request_id: UUID, version: int) -> FileResponse:
    """A filed version as PDF."""
    made = paper.report_pdf(request_id, version, of=request.actor, language=language())
    return FileResponse(BytesIO(made), as_attachment=True, filename=f"report-{version}.pdf")
