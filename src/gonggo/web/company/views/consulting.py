"""사전진단: asked for, cancelled, and the report read."""

from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gonggo.consulting import commands, paper
from gonggo.kernel.refusal import Refused
from gonggo.programs.definition import Program
from gonggo.web.accounts.refused import put_into
from gonggo.web.accounts.requests import Request, language
from gonggo.web.company.forms import ConsultingForm
from gonggo.web.company.pages import consulting as rows


@require_http_methods(["GET", "HEAD", "POST"])
def consulting(request: Request) -> HttpResponse:
    """What the company asked for, and the form that asks; who has no company yet goes to claim one."""
    if request.actor.company_id is None:
        return redirect("accounts:claim")
    page = rows.asking(request)
    if page.program is None:
        return render(request, "company/consulting.html", {"page": page})
    form = ConsultingForm(page.program, language(), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _asked(request, page.program, form)
        except Refused as refused:
            put_into(form, refused)
    context = {"page": page, "form": form, "program_key": page.program.key, "has_errors": bool(form.errors)}
    return render(request, "company/consulting.html", context, status=422 if form.errors else 200)


def _asked(request: Request, program: Program, form: ConsultingForm) -> HttpResponse:
    asked = commands.ask(program_key=program.key, by=request.actor, at=request.received_at, **form.cleaned_data)
    messages.success(request, gettext("사전진단을 신청했습니다. 담당 기관에 메일을 보냅니다."))
    return redirect("company:consulting_request", asked.id)


@require_GET
def request(request: Request, request_id: UUID) -> HttpResponse:
    """One request: state, who acts next, the day of the visit, the report."""
    page = rows.page(request, request_id)
    return render(request, "company/consulting_request.html", {"page": page, "program_key": page.program.key})


@require_POST
def cancel(request: Request, request_id: UUID) -> HttpResponse:
    """The company takes its request back before the visit."""
    commands.cancel(request_id=request_id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("사전진단 신청을 취소했습니다."))
    return redirect("company:consulting_request", request_id)


@require_GET
def report_pdf(request: Request, request_id: UUID, version: int) -> FileResponse:
    """A version of the report as PDF."""
    made = paper.report_pdf(request_id, version, of=request.actor, language=language())
    return FileResponse(BytesIO(made), as_attachment=True, filename=f"report-{version}.pdf")
