"""과제 수행: the tasks of a company's agreements, their checks, and the report of completion."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonggo.delivery import commands, queries
from gonggo.delivery.commands.reporting import Built
from gonggo.delivery.definition import rules_of
from gonggo.delivery.queries import Whole
from gonggo.delivery.states import MOVES, DeliveryState
from gonggo.facts.queries import names_of
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.web.accounts.refused import put_into
from gonggo.web.accounts.requests import Request
from gonggo.web.accounts.uploads import FilesField, taken_in
from gonggo.web.ui import deliveries as shown
from gonggo.web.ui.responses import attachment
from gonggo.web.ui.rows import Cell, Row, Table


class Report(forms.Form):
    """What was built against the plan."""

    built = forms.CharField(
        label=_("구축한 것"),
        help_text=_("계획한 기능마다 무엇을 어디까지 만들었는지 적어 주세요."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("구축한 것을 적어 주세요.")},
    )
    differences = forms.CharField(
        label=_("계획과 다른 것"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    in_use_on = forms.DateField(
        label=_("쓰기 시작한 날"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("날짜를 골라 주세요."), "invalid": _("날짜를 2024-04-17처럼 적어 주세요.")},
    )
    papers = FilesField(label=_("보고서와 사진"))


@never_cache
@require_safe
def deliveries(request: Request) -> HttpResponse:
    """One line for each task, the soonest due first."""
    rows, today = queries.deliveries(of=request.actor), legal_day(request.received_at)
    heads = [gettext("협약번호"), gettext("상태"), gettext("다음 기한")]
    lines = [
        Row(
            [
                Cell(row.number, url=reverse("company:delivery", args=[row.id])),
                Cell(str(DeliveryState(row.state).label), state=shown.GLYPHS[DeliveryState(row.state)]),
                shown.due_cell(row.due_on, today),
            ]
        )
        for row in rows
    ]
    return render(request, "company/deliveries.html", {"table": Table(gettext("과제 수행"), heads, lines)})


@never_cache
@require_safe
def delivery(request: Request, delivery_id: UUID) -> HttpResponse:
    """One task as its companies see it; who visited stays out of it, and what is not confirmed."""
    whole = queries.whole(delivery_id, of=request.actor)
    return _page(request, whole, Report() if _move(request, whole) else None)


def _move(request: Request, whole: Whole) -> str:
    """How this person reports now; empty where they do not."""
    if request.actor.company_id != whole.delivery.lead_company_id or whole.stop is not None:
        return ""
    return next(iter(MOVES.offered(whole.state, request.actor)), "")


def _page(request: Request, whole: Whole, form: Report | None) -> HttpResponse:
    row, today = whole.delivery, legal_day(request.received_at)
    notice = queries.program_of(row)
    lead = names_of([row.lead_company_id], today).get(row.lead_company_id, "-")
    request.program = notice  # type: ignore[attr-defined]  # menu and footer show this program

    def address(document_id: UUID) -> str:
        return reverse("company:delivery_paper", args=[document_id])

    rules = rules_of(notice)
    context: dict[str, Any] = {
        "program_key": notice.key,
        "kicker": notice.title,
        "id": row.id,
        "number": row.number,
        "pairs": shown.pairs(row, notice, lead, today),
        "stages": shown.course(whole, notice),
        "checks": shown.checks(whole, {}, address),
        "check_basis": rules.check_basis,
        "reports": shown.reports(whole, {}, address),
        "inspections": shown.inspections(whole, {}, address, for_agency=False),
        "completion_basis": rules.completion_basis,
        "is_stopped": whole.stop is not None and queries.is_open(row),
        "is_supplement": whole.state is DeliveryState.SUPPLEMENT,
        "form": form,
        "has_errors": bool(form and form.errors),
    }
    return render(request, "company/delivery.html", context, status=422 if context["has_errors"] else 200)


@never_cache
@require_http_methods(["POST"])
def report(request: Request, delivery_id: UUID) -> HttpResponse:
    """Completion, or what was supplemented, is reported."""
    whole = queries.whole(delivery_id, of=request.actor)
    form = Report(request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        try:
            told: dict[str, Any] = {"by": request.actor, "at": request.received_at}
            papers = taken_in(said.pop("papers"), program=whole.delivery.program, **told)
            command = commands.answer_supplement if _is_supplement(whole) else commands.report_completion
            command(delivery_id=delivery_id, said=Built(**said, papers=papers), **told)
        except Refused as refused:
            if refused.field is None:
                raise
            put_into(form, refused)
        else:
            messages.success(request, gettext("보고했습니다. 담당 기관에 알립니다."))
            return redirect("company:delivery", delivery_id)
    return _page(request, whole, form)


def _is_supplement(whole: Whole) -> bool:
    return whole.state is DeliveryState.SUPPLEMENT


@never_cache
@require_POST
def paper(request: Request, document_id: UUID) -> HttpResponseBase:
    """A paper or photo as an attachment."""
    return attachment(commands.open_paper(document_id=document_id, by=request.actor, at=request.received_at))
