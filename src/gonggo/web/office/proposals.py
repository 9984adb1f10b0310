"""배정 제안: what would come before which panel, with load and conflicts, to accept as a whole or in part."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gonggo.evaluation import commands, queries
from gonggo.evaluation.definition import StageRules, rules_of
from gonggo.evaluation.proposal import Placed, Proposal
from gonggo.evaluation.queries import PlacedRow
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.programs.definition import Program
from gonggo.web.accounts.refused import taken
from gonggo.web.office.assessing import Page, Programs, form_page, operator_name, programs_needed
from gonggo.web.office.desk import Desk, Request
from gonggo.web.office.panel import list_url
from gonggo.web.ui.refusals import worded
from gonggo.web.ui.responses import page_with_form
from gonggo.web.ui.rows import Link, Problem
from gonggo.web.ui.speech import said
from gonggo.web.ui.wording import desk_day

LONGEST = 73
"""Two ids and what is between them."""


class Most(forms.Form):
    """How many applications a panel takes at most."""

    most = forms.IntegerField(
        label=_("평가반·평가위원회마다 맡는 과제의 최대 수"),
        min_value=1,
        max_value=999,
        initial=10,
        error_messages={"required": _("수를 적어 주세요."), "invalid": _("수를 적어 주세요.")},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request, desk: Desk) -> HttpResponse:
    """How many each takes; then the proposal, of which nothing is put yet."""
    programs = programs_needed(request)
    stage = _stage(request, programs)
    form = Most(request.POST if request.method == "POST" else None)
    made: list[Proposal] = []
    if taken(form, lambda: made.append(_propose(request, programs, stage, form.cleaned_data["most"]))):
        placed = made[0].placed
        return _shown(request, desk, (programs, stage), placed, ticked=placed, left=len(made[0].left))
    back = Link(stage.label, list_url(desk, programs.chosen.key, stage.stage))
    lead = gettext("구성 중인 평가반·평가위원회에 과제를 고르게 나눕니다. 제안만 하고 배정하지는 않습니다.")
    return form_page(request, desk, Page("panels", back, gettext("배정 제안"), gettext("제안 보기"), lead), form)


def _stage(request: Request, programs: Programs) -> StageRules:
    asked = request.POST.get("stage", "") or request.GET.get("stage", "")
    found = next((one for one in programs.rules.stages if one.stage == asked), None)
    if found is None:
        raise OutOfReach(f"stage:{asked}")
    return found


def _propose(request: Request, programs: Programs, stage: StageRules, most: int) -> Proposal:
    key = programs.chosen.key
    return commands.propose(program_key=key, stage=stage.stage, most=most, by=request.actor, at=request.received_at)


@never_cache
@require_POST
def accept(request: Request, desk: Desk) -> HttpResponse:
    """What is ticked is put: all of it, or nothing."""
    programs = programs_needed(request)
    stage = _stage(request, programs)
    every, ticked = (_placed(request.POST.getlist(name)) for name in ("line", "placed"))
    try:
        done = commands.accept_proposal(placed=ticked, by=request.actor, at=request.received_at)
    except Refused as refused:
        problems = [Problem(str(worded(refused)))]
        return _shown(request, desk, (programs, stage), every, ticked=ticked, problems=problems)
    if not done:
        problems = [Problem(gettext("배정할 과제를 골라 주세요."))]
        return _shown(request, desk, (programs, stage), every, ticked=ticked, problems=problems)
    messages.success(request, gettext("과제 %(count)d건을 배정했습니다.") % {"count": len(done)})
    return redirect(list_url(desk, programs.chosen.key, stage.stage))


def _placed(written: Sequence[str]) -> list[Placed]:
    """Pairs as the form carries them. Raises OutOfReach for what is none."""
    try:
        pairs = [one[:LONGEST].split(":") for one in written]
        return [Placed(UUID(application), UUID(panel)) for application, panel in pairs]
    except ValueError as wrong:
        raise OutOfReach("proposal") from wrong


def _shown(
    request: Request,
    desk: Desk,
    what: tuple[Programs, StageRules],
    placed: Sequence[Placed],
    *,
    ticked: Sequence[Placed],
    left: int = 0,
    problems: Sequence[Problem] = (),
) -> HttpResponse:
    programs, stage = what
    program = programs.chosen
    rows = queries.placed_rows(program.key, stage.stage, placed, of=request.actor)
    context = {
        "desk": desk.frame("panels", of=request.actor),
        "list_url": list_url(desk, program.key, stage.stage),
        "accept_url": reverse(desk.address("accept_proposal")),
        "program": program.key,
        "operator_label": program.operator_label,
        "stage": stage,
        "lines": [_line(row, program, is_ticked=row.placed in ticked) for row in rows],
        "left": left,
        "problems": problems,
    }
    return page_with_form(request, "office/proposal.html", context, wrong=problems)


def _line(row: PlacedRow, program: Program, *, is_ticked: bool) -> dict[str, Any]:
    grounds = rules_of(program).grounds
    return {
        "value": f"{row.placed.application_id}:{row.placed.panel_id}",
        "number": row.number,
        "title": row.title,
        "operator": operator_name(program, row.operator),
        "panel": row.panel,
        "on": desk_day(row.on),
        "load": row.load,
        "steps_out": [f"{name}: {said(grounds[ground])}" for name, ground in row.steps_out],
        "is_ticked": is_ticked,
    }
