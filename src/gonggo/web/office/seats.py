"""The seats of a panel: an evaluator takes one, gives it up, is replaced, is elected, is challenged."""

from collections.abc import Callable, Sequence
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
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonggo.evaluation import commands, queries
from gonggo.evaluation.commands import Tie
from gonggo.evaluation.definition import Ground, Part, Rules, StageRules
from gonggo.evaluation.queries import EvaluatorRow, SeatPage
from gonggo.evaluation.states import CONVENERS, PanelState
from gonggo.web.accounts.refused import taken
from gonggo.web.office.assessing import Page, form_page, pressed
from gonggo.web.office.assessing_words import PARTS, SECTORS
from gonggo.web.office.desk import Desk, Request
from gonggo.web.office.panel import pledged
from gonggo.web.ui.fields import choose
from gonggo.web.ui.responses import page_with_form
from gonggo.web.ui.rows import Link, Pair, Problem
from gonggo.web.ui.speech import said


class Evaluators(forms.Form):
    """One of those admitted for this kind of panel, by sector."""

    evaluator = forms.TypedChoiceField(
        label=_("평가위원"), coerce=UUID, error_messages={"required": _("평가위원을 골라 주세요.")}
    )

    def __init__(self, rows: Sequence[EvaluatorRow], data: Any = None) -> None:
        super().__init__(data)
        choose(self, "evaluator", [("", gettext("고르기")), *((str(row.id), _called(row)) for row in rows)])


def _called(row: EvaluatorRow) -> str:
    return f"{row.name} ({SECTORS[row.sector]}, {row.employer})"


class Seating(Evaluators):
    """Who, and for a visit in which part."""

    part = forms.TypedChoiceField(
        label=_("자리"),
        coerce=Part,
        widget=forms.RadioSelect,
        error_messages={"required": _("자리를 골라 주세요.")},
    )

    def __init__(self, stage: StageRules, rows: Sequence[EvaluatorRow], data: Any = None) -> None:
        super().__init__(rows, data)
        choose(self, "part", [(one.value, PARTS[one]) for one in (Part.FIRST, Part.SECOND)])
        if stage.by_committee:
            del self.fields["part"]

    @property
    def chosen(self) -> Part:
        return Part(self.cleaned_data.get("part", Part.MEMBER))


class Challenge(forms.Form):
    """Which application, on which ground of the program, and what the applicant says."""

    application = forms.TypedChoiceField(
        label=_("과제"), coerce=UUID, error_messages={"required": _("과제를 골라 주세요.")}
    )
    ground = forms.TypedChoiceField(
        label=_("사유"), coerce=Ground, error_messages={"required": _("사유를 골라 주세요.")}
    )
    note = forms.CharField(
        label=_("내용"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("어떤 관계인지 적어 주세요.")},
    )

    def __init__(self, rules: Rules, applications: Sequence[tuple[UUID, str, str]], data: Any = None) -> None:
        super().__init__(data)
        nothing = ("", gettext("고르기"))
        named = ((str(key), f"{number} {title}") for key, number, title in applications)
        choose(self, "application", [nothing, *named])
        choose(self, "ground", [nothing, *((one.value, said(words)) for one, words in rules.grounds.items())])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: Request, desk: Desk, panel_id: UUID) -> HttpResponse:
    """An evaluator takes a seat; the form stays for the next."""
    panel = queries.panel_within_reach(panel_id, of=request.actor)
    _rules, stage = queries.rules_for(panel)
    rows = _candidates(request, panel.program, panel.operator)
    form = Seating(stage, rows, request.POST if request.method == "POST" else None)
    told = {"panel_id": panel_id, "by": request.actor, "at": request.received_at}
    if taken(form, lambda: commands.seat(evaluator_id=form.cleaned_data["evaluator"], part=form.chosen, **told)):  # type: ignore[arg-type]  # the three of above
        messages.success(request, gettext("위원을 배정했습니다."))
        return redirect(desk.address("panel"), panel_id)
    back = Link(panel.name, reverse(desk.address("panel"), args=[panel_id]))
    return form_page(request, desk, Page("panels", back, gettext("위원 배정"), gettext("배정하기")), form)


def _candidates(request: Request, program: str, operator: str) -> list[EvaluatorRow]:
    return [row for row in queries.evaluators(program, of=request.actor) if row.operator == operator]


@never_cache
@require_safe
def one_seat(request: Request, desk: Desk, panel_id: UUID, seat_id: UUID) -> HttpResponse:
    """One seat, and what whoever convenes may do about it."""
    return _page(request, desk, queries.one_seat(panel_id, seat_id, of=request.actor), [])


def _page(
    request: Request, desk: Desk, page: SeatPage, problems: list[Problem], *, bound: forms.Form | None = None
) -> HttpResponse:
    request.program = page.rules.program  # type: ignore[attr-defined]  # the footer shows this program

    def place(move: str) -> str:
        return reverse(desk.address(move), args=[page.panel_id, page.seat.id])

    replaces = bound if isinstance(bound, Evaluators) else None
    if replaces is None and "substitute" in page.offered:
        replaces = Evaluators(_candidates(request, page.program, page.operator))
    challenges = bound if isinstance(bound, Challenge) else None
    may = request.actor.role in CONVENERS and page.state is not PanelState.CLOSED and bool(page.applications)
    context = {
        "desk": desk.frame("panels", of=request.actor),
        "panel_name": page.panel_name,
        "panel_url": reverse(desk.address("panel"), args=[page.panel_id]),
        "name": page.seat.name,
        "pairs": _pairs(page),
        "unseat_url": place("unseat") if "unseat" in page.offered else "",
        "elect_url": place("elect_chair") if "elect_chair" in page.offered and _may_lead(page) else "",
        "substitute_url": place("substitute"),
        "replaces": replaces,
        "challenge_url": place("challenge"),
        "challenges": (challenges or Challenge(page.rules, page.applications)) if may else None,
        "problems": problems,
        "wrong": bound,
    }
    return page_with_form(request, "office/panel_seat.html", context, wrong=bound and bound.errors)


def _may_lead(page: SeatPage) -> bool:
    return page.stage.by_committee and not page.seat.is_chair


def _pairs(page: SeatPage) -> list[Pair]:
    seat, sworn = page.seat, pledged(page.seat)
    part = str(PARTS[seat.part])
    return [
        Pair(gettext("자리"), f"{part} · {gettext('위원장')}" if seat.is_chair else part),
        Pair(gettext("부문"), str(SECTORS[seat.sector])),
        Pair(gettext("소속"), seat.employer),
        Pair(gettext("서약"), sworn.text, sworn.note, state=sworn.state),
        Pair(gettext("제출한 평가표"), str(seat.filed)),
    ]


def _pressed(
    request: Request, desk: Desk, ids: tuple[UUID, UUID], act: Callable[..., object], told: str
) -> HttpResponse:
    page = queries.one_seat(*ids, of=request.actor)
    return pressed(
        request,
        lambda: act(seat_id=page.seat.id, by=request.actor, at=request.received_at),
        told,
        reverse(desk.address("panel"), args=[page.panel_id]),
        lambda problems: _page(request, desk, page, problems),
    )


@never_cache
@require_POST
def unseat(request: Request, desk: Desk, panel_id: UUID, seat_id: UUID) -> HttpResponse:
    """The seat is given up while the panel forms."""
    return _pressed(request, desk, (panel_id, seat_id), commands.unseat, gettext("위원을 뺐습니다."))


@never_cache
@require_POST
def elect_chair(request: Request, desk: Desk, panel_id: UUID, seat_id: UUID) -> HttpResponse:
    """Those present have elected this member."""

    def elect(**told: Any) -> object:
        return commands.elect_chair(panel_id=panel_id, **told)

    return _pressed(request, desk, (panel_id, seat_id), elect, gettext("위원장을 기록했습니다."))


@never_cache
@require_POST
def substitute(request: Request, desk: Desk, panel_id: UUID, seat_id: UUID) -> HttpResponse:
    """Another evaluator takes the seat."""
    page = queries.one_seat(panel_id, seat_id, of=request.actor)
    form = Evaluators(_candidates(request, page.program, page.operator), request.POST)
    told = {"seat_id": seat_id, "by": request.actor, "at": request.received_at}
    if taken(form, lambda: commands.substitute(evaluator_id=form.cleaned_data["evaluator"], **told)):  # type: ignore[arg-type]  # the three of above
        messages.success(request, gettext("위원을 바꿨습니다. 새 위원은 먼저 서약해야 합니다."))
        return redirect(desk.address("panel"), panel_id)
    return _page(request, desk, page, [], bound=form)


@never_cache
@require_POST
def challenge(request: Request, desk: Desk, panel_id: UUID, seat_id: UUID) -> HttpResponse:
    """The applicant has challenged this member."""
    page = queries.one_seat(panel_id, seat_id, of=request.actor)
    form = Challenge(page.rules, page.applications, request.POST)
    if taken(form, lambda: _challenge(request, seat_id, form.cleaned_data)):
        messages.success(request, gettext("기피를 기록했습니다. 이 위원은 그 과제를 평가하지 않습니다."))
        return redirect(desk.address("panel"), panel_id)
    return _page(request, desk, page, [], bound=form)


def _challenge(request: Request, seat_id: UUID, told: dict[str, Any]) -> None:
    tie = Tie(told["application"], told["ground"], told["note"])
    commands.challenge(seat_id=seat_id, tie=tie, by=request.actor, at=request.received_at)
