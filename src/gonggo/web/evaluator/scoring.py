"""평가표: an evaluator writes a sheet, keeps it as a draft, files it once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gonggo.evaluation import commands, queries
from gonggo.evaluation.definition import Finding
from gonggo.evaluation.queries import SheetPage
from gonggo.evaluation.states import PanelState
from gonggo.kernel.refusal import Refused
from gonggo.web.evaluator.desk import DESK
from gonggo.web.evaluator.forms import Sheet
from gonggo.web.office.assessing_words import FINDINGS
from gonggo.web.office.desk import Request
from gonggo.web.ui import wording
from gonggo.web.ui.rows import Cell, Head, Pair, Row, Table
from gonggo.web.ui.speech import language, said


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: Request, seat_id: UUID, application_id: UUID) -> HttpResponse:
    """The sheet: written while the panel is open, read-only once it is filed."""
    page = queries.sheet(seat_id, application_id, of=request.actor)
    form = Sheet(page, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        files = request.POST.get("go") == "file"
        if not files or form.is_complete():
            try:
                return _kept(request, page, form, files=files)
            except Refused as refused:
                form.refuse(refused)
    return _page(request, page, form)


def _kept(request: Request, page: SheetPage, form: Sheet, *, files: bool) -> HttpResponse:
    """Refuses as the commands do."""
    command = commands.file_sheet if files else commands.save_sheet
    command(
        seat_id=page.seat_id,
        application_id=page.application_id,
        by=request.actor,
        at=request.received_at,
        **form.written,
    )
    if request.headers.get("HX-Request"):  # saved while it is written: the page stays
        return JsonResponse({"saved_at": request.received_at.isoformat()})
    words = gettext("평가표를 제출했습니다.") if files else gettext("저장했습니다. 아직 제출하지 않았습니다.")
    messages.success(request, words)
    return redirect("evaluator:sheet", page.seat_id, page.application_id)


def _page(request: Request, page: SheetPage, form: Sheet) -> HttpResponse:
    place = [page.seat_id, page.application_id]
    is_open = page.panel_state is PanelState.OPEN
    writes = is_open and page.filed_at is None
    request.program = page.program  # type: ignore[attr-defined]  # the footer shows this program
    context = {
        "desk": DESK.frame("panels", of=request.actor),
        "program_key": page.program.key,
        "program": page.program,
        "page": page,
        "form": form if writes or form.is_bound else None,
        "writes": writes,
        "is_forming": page.panel_state is PanelState.FORMING,
        "items": None if writes else items_table(page),
        "rest": [] if writes else _rest(page),
        "saved": wording.desk_instant(page.saved_at, language()) if page.saved_at else "",
        "filed": wording.desk_instant(page.filed_at, language()) if page.filed_at else "",
        "panel_url": reverse("evaluator:panel", args=[page.panel_id]),
        "application_url": reverse("evaluator:application", args=place) if is_open else "",
        "recuse_url": reverse("evaluator:recuse", args=place) if writes else "",
        "has_errors": bool(form.errors),
    }
    return render(request, "evaluator/sheet.html", context, status=422 if form.errors else 200)


def items_table(page: SheetPage) -> Table:
    """The items with what was given, and the sum; only the weights where nothing was."""
    heads: list[Any] = [gettext("평가항목"), Head(gettext("배점"), "number"), Head(gettext("점수"), "number")]
    rows = [
        Row(
            [
                Cell(item.label, basis=item.basis),
                Cell(str(item.weight), "number"),
                Cell(str(page.points.get(item.key, "")) or gettext("없음"), "number"),
            ]
        )
        for item in page.rules.items
    ]
    total = str(sum(page.points.values())) if page.points else gettext("없음")
    foot = [Row([gettext("합계"), Cell(str(page.total), "number"), Cell(total, "number")], is_sum=True)]
    return Table(gettext("평가표"), heads, rows, foot=foot)


def _rest(page: SheetPage) -> list[Pair]:
    """What stands beside the points on a sheet."""
    labels = {value.key: value.label for value in page.rules.group.values}
    pairs = []
    if page.finding:
        pairs.append(Pair(labels["finding"], str(FINDINGS[Finding(page.finding)])))
    if page.rules.flags_money:
        pairs.append(Pair(labels["money-flag"], gettext("표시함") if page.money_flag else gettext("표시하지 않음")))
    return [*pairs, Pair(gettext("평가의견"), said(page.opinion) or gettext("없음"))]
