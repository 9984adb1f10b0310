"""What comes before a panel: applications are put, taken out and set aside; one of them with who has filed."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonggo.evaluation import commands, queries
from gonggo.evaluation.definition import Finding
from gonggo.evaluation.proposal import Placed
from gonggo.evaluation.queries import BeforePage, ScorerRow
from gonggo.evaluation.states import PanelState
from gonggo.web.accounts.refused import taken
from gonggo.web.office.assessing import Page, form_page, operator_name, pressed
from gonggo.web.office.assessing_words import FINDINGS, PARTS, WORDS
from gonggo.web.office.desk import Desk, Request
from gonggo.web.office.panel import mean_of, outcome
from gonggo.web.ui.fields import choose
from gonggo.web.ui.rows import Cell, Head, Link, Pair, Problem, Row, Table
from gonggo.web.ui.speech import language, said
from gonggo.web.ui.wording import desk_day, desk_instant


class Putting(forms.Form):
    """Everything that is due and before no panel; what is ticked is put."""

    applications = forms.TypedMultipleChoiceField(
        label=_("과제"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("배정할 과제를 골라 주세요.")},
    )

    def __init__(self, rows: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        choose(self, "applications", rows)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def put(request: Request, desk: Desk, panel_id: UUID) -> HttpResponse:
    """Several applications at once: all of them, or none."""
    panel = queries.panel_within_reach(panel_id, of=request.actor)
    rules, stage = queries.rules_for(panel)
    due = queries.due(panel.program, stage.stage, of=request.actor)
    rows = [
        (str(one.id), f"{one.number} {one.title} ({operator_name(rules.program, one.operator)})")
        for one in due
        if stage.by_committee or rules.crossed or one.operator == panel.operator
    ]
    form = Putting(rows, request.POST if request.method == "POST" else None)
    if taken(form, lambda: _put(request, panel_id, form.cleaned_data["applications"])):
        count = len(form.cleaned_data["applications"])
        messages.success(request, gettext("과제 %(count)d건을 배정했습니다.") % {"count": count})
        return redirect(desk.address("panel"), panel_id)
    back = Link(panel.name, reverse(desk.address("panel"), args=[panel_id]))
    lead = "" if rows else gettext("이 단계에서 배정을 기다리는 과제가 없습니다. 앞 단계의 결과를 확인해 주세요.")
    return form_page(request, desk, Page("panels", back, gettext("과제 배정"), gettext("배정하기"), lead), form)


def _put(request: Request, panel_id: UUID, applications: Sequence[UUID]) -> None:
    placed = [Placed(one, panel_id) for one in applications]
    commands.accept_proposal(placed=placed, by=request.actor, at=request.received_at)


@never_cache
@require_safe
def one_application(request: Request, desk: Desk, panel_id: UUID, number: str) -> HttpResponse:
    """One application before a panel: who may score it, who has; marks once the panel is closed."""
    return _page(request, desk, queries.before_panel(panel_id, number, of=request.actor), [])


def _page(request: Request, desk: Desk, page: BeforePage, problems: list[Problem]) -> HttpResponse:
    request.program = page.rules.program  # type: ignore[attr-defined]  # the footer shows this program

    def place(move: str) -> str:
        return reverse(desk.address(move), args=[page.panel_id, page.number]) if move in page.offered else ""

    context = {
        "desk": desk.frame("panels", of=request.actor),
        "panel_name": page.panel_name,
        "panel_url": reverse(desk.address("panel"), args=[page.panel_id]),
        "number": page.number,
        "title": page.title,
        "pairs": _pairs(page),
        "scorers": _scorers(page),
        "is_closed": page.state is PanelState.CLOSED,
        "take_out_url": place("take_out"),
        "set_aside_url": place("set_aside"),
        "problems": problems,
    }
    return render(request, "office/panel_application.html", context)


def _pairs(page: BeforePage) -> list[Pair]:
    program = page.rules.program
    pairs = [
        Pair(gettext("과제명"), page.title),
        Pair(program.operator_label, operator_name(program, page.operator)),
        Pair(gettext("평가 단계"), page.stage.label, basis=page.stage.clause),
    ]
    if page.result is None:
        return pairs
    found, mark = outcome(page.result), page.stage.mark
    told = gettext("%(points)s점 이상 통과") % {"points": mark.points} if mark else ""
    return [
        *pairs,
        Pair(gettext("결과"), found.text, state=found.state),
        Pair(gettext("평균"), mean_of(page.result), told, basis=mark.basis if mark else None),
        Pair(gettext("평가의견"), page.result.opinion),
    ]


def _scorers(page: BeforePage) -> Table:
    is_closed = page.state is PanelState.CLOSED
    heads: list[str | Head] = [gettext("위원"), gettext("자리"), gettext("평가표")]
    if is_closed:
        heads += [Head(gettext("점수"), "number"), gettext("평가의견")]
    return Table(
        gettext("위원과 평가표"),
        heads,
        [
            Row([one.name, str(PARTS[one.part]), _filed(one, page), *(_marks(one, page) if is_closed else [])])
            for one in page.scorers
        ],
    )


def _filed(one: ScorerRow, page: BeforePage) -> Cell:
    if one.filed_at is not None:
        return Cell(gettext("제출함"), state="done", note=desk_instant(one.filed_at, language()))
    if one.tied is None:
        return Cell(gettext("제출 전"), state="waiting")
    why = f"{WORDS[one.tied.word]}: {said(page.rules.grounds[one.tied.ground])}"
    return Cell(why, state="na", note=f"{one.tied.number} {desk_day(one.tied.on)}" if one.tied.on else "")


def _marks(one: ScorerRow, page: BeforePage) -> list[Cell]:
    if one.total is None:
        return [Cell("-", kind="number"), Cell("-")]
    words = [str(FINDINGS[Finding(one.finding)])] if page.stage.finds and one.finding else []
    if one.money_flag:
        words.append(gettext("사업비 재검토 대상"))
    return [Cell(str(one.total), kind="number"), Cell(one.opinion, note=" · ".join(words))]


@never_cache
@require_POST
def take_out(request: Request, desk: Desk, panel_id: UUID, number: str) -> HttpResponse:
    """The application leaves a panel that is forming."""
    return _pressed(request, desk, (panel_id, number), commands.take_out, gettext("과제를 뺐습니다."))


@never_cache
@require_POST
def set_aside(request: Request, desk: Desk, panel_id: UUID, number: str) -> HttpResponse:
    """An open panel can no longer decide it: it is freed for another."""
    told = gettext("과제를 옮길 수 있게 했습니다. 다른 평가위원회에 배정해 주세요.")
    return _pressed(request, desk, (panel_id, number), commands.set_aside, told)


def _pressed(
    request: Request, desk: Desk, named: tuple[UUID, str], act: Callable[..., object], told: str
) -> HttpResponse:
    page = queries.before_panel(*named, of=request.actor)
    ids = {"panel_id": page.panel_id, "application_id": page.application_id}
    return pressed(
        request,
        lambda: act(**ids, by=request.actor, at=request.received_at),
        told,
        reverse(desk.address("panel"), args=[page.panel_id]),
        lambda problems: _page(request, desk, page, problems),
    )
