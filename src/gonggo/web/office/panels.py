"""평가반과 평가위원회: the list by stage, and the form that forms one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gonggo.evaluation import commands, queries
from gonggo.evaluation.definition import Stage, StageRules
from gonggo.evaluation.queries import PanelRow
from gonggo.evaluation.states import AGENCY_CONVENERS, CONVENERS
from gonggo.programs.definition import Program
from gonggo.web.accounts.refused import taken
from gonggo.web.office.assessing import (
    Page,
    Programs,
    form_page,
    operator_name,
    own_operator,
    programs_asked,
    programs_needed,
)
from gonggo.web.office.assessing_words import GLYPHS
from gonggo.web.office.desk import Desk, Request, admits
from gonggo.web.ui.fields import choose
from gonggo.web.ui.rows import Cell, Head, Link, Row, Table
from gonggo.web.ui.speech import language, said
from gonggo.web.ui.wording import desk_date


class Form(forms.Form):
    """Stage, whose experts visit, name and day."""

    stage = forms.TypedChoiceField(
        label=_("평가 단계"),
        coerce=Stage,
        widget=forms.RadioSelect,
        error_messages={"required": _("평가 단계를 골라 주세요.")},
    )
    operator = forms.ChoiceField(
        label=_("방문하는 기관"), help_text=_("방문 평가에만 고릅니다. 위원회 평가는 비워 두세요."), required=False
    )
    name = forms.CharField(label=_("이름"), max_length=120, error_messages={"required": _("이름을 적어 주세요.")})
    on = forms.DateField(
        label=_("평가일"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("평가일을 골라 주세요."), "invalid": _("날짜를 2024-04-17처럼 적어 주세요.")},
    )

    def __init__(
        self, stages: Sequence[StageRules], operators: Sequence[tuple[str, str]], own: str, data: Any, stage: str
    ) -> None:
        super().__init__(data, initial={"stage": stage})
        choose(self, "stage", [(one.stage.value, str(said(one.label))) for one in stages])
        choose(self, "operator", [("", gettext("고르지 않음")), *operators])
        if own:
            del self.fields["operator"]


@never_cache
@require_safe
def panels(request: Request, desk: Desk) -> HttpResponse:
    """The panels of one stage, the next day first."""
    programs = programs_asked(request)
    context: dict[str, Any] = {"desk": desk.frame("panels", of=request.actor)}
    if programs is not None:
        context |= _listed(request, desk, programs)
    return render(request, "office/panels.html", context)


def _listed(request: Request, desk: Desk, programs: Programs) -> dict[str, Any]:
    stages, program = programs.rules.stages, programs.chosen
    stage = next((one for one in stages if one.stage == request.GET.get("stage")), stages[0])
    every = queries.panels(request.actor, program_key=program.key)
    rows = [row for row in every if row.stage is stage.stage]
    asked = f"?program={program.key}&stage={stage.stage}"
    skipped = queries.skipped(program.key).get(stage.stage)
    may = request.actor.role in CONVENERS and skipped is None
    return {
        "programs": programs.links,
        "stages": [_tab(program, one, every, is_current=one is stage) for one in stages],
        "stage": said(stage.label),
        "skipped": skipped,
        "table": _table(program, stage, rows, desk),
        "due": len(queries.due(program.key, stage.stage, of=request.actor)) if may else None,
        "form_url": reverse(desk.address("form_panel")) + asked if may and _convenes(request, stage) else "",
        "propose_url": reverse(desk.address("propose")) + asked if may and rows else "",
        "skip_url": _skip_url(request, desk, stage, asked) if may and not rows else "",
    }


def _tab(program: Program, stage: StageRules, rows: Sequence[PanelRow], *, is_current: bool) -> Link:
    count = sum(row.stage is stage.stage for row in rows)
    return Link(stage.label, f"?program={program.key}&stage={stage.stage}", count, is_current=is_current)


def _convenes(request: Request, stage: StageRules) -> bool:
    """An operator convenes visits alone."""
    return not stage.by_committee or request.actor.role in AGENCY_CONVENERS


def _skip_url(request: Request, desk: Desk, stage: StageRules, asked: str) -> str:
    if not (desk.decides and stage.skippable):
        return ""
    address = reverse(desk.address("skip_stage"))
    return address + asked if admits(address, request.actor) else ""


def _table(program: Program, stage: StageRules, rows: Sequence[PanelRow], desk: Desk) -> Table:
    heads: list[Head | str] = [gettext("이름"), gettext("평가일"), gettext("상태")]
    numbers = (gettext("위원"), gettext("서약"), gettext("과제"), gettext("제출된 평가표"))
    return Table(
        str(said(stage.label)),
        [*heads, *(Head(word, "number") for word in numbers)],
        [
            Row(
                [
                    Cell(
                        row.name,
                        url=reverse(desk.address("panel"), args=[row.id]),
                        note=operator_name(program, row.operator) if row.operator else "",
                    ),
                    desk_date(row.on, language()),
                    Cell(str(row.state.label), state=GLYPHS[row.state]),
                    *(str(number) for number in (row.seats, row.pledged, row.applications, row.sheets)),
                ]
            )
            for row in rows
        ],
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form_panel(request: Request, desk: Desk) -> HttpResponse:
    """The form of a new panel."""
    programs = programs_needed(request)
    program, own = programs.chosen, own_operator(request)
    stages = [one for one in programs.rules.stages if not (own and one.by_committee)]
    operators = [(one.key, str(said(one.name))) for one in program.operators]
    data = request.POST if request.method == "POST" else None
    form = Form(stages, operators, own, data, request.GET.get("stage", ""))
    formed = []
    if taken(form, lambda: formed.append(_form(request, program, form, own))):
        messages.success(request, gettext("구성했습니다. 위원과 과제를 배정해 주세요."))
        return redirect(desk.address("panel"), formed[0])
    back = Link(gettext("평가반과 평가위원회"), f"{reverse(desk.address('panels'))}?program={program.key}")
    page = Page("panels", back, gettext("평가반·평가위원회 구성"), gettext("구성하기"))
    return form_page(request, desk, page, form)


def _form(request: Request, program: Program, form: Form, own: str) -> object:
    told = form.cleaned_data
    panel = commands.form_panel(
        program_key=program.key,
        stage=told["stage"],
        operator=own or told["operator"],
        name=told["name"],
        on=told["on"],
        by=request.actor,
        at=request.received_at,
    )
    return panel.id
