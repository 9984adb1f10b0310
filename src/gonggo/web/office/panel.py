"""One 평가반 or 평가위원회: who sits, what is before it, who stays out of what, what was decided."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.evaluation import commands, queries
from gonggo.evaluation.definition import Finding, Stage
from gonggo.evaluation.queries import PanelPage, Result, SeatRow
from gonggo.evaluation.states import PanelState
from gonggo.kernel.text import Text
from gonggo.web.office.assessing import operator_name, pressed
from gonggo.web.office.assessing_words import FINDINGS, GLYPHS, PARTS, SECTORS, WORDS
from gonggo.web.office.desk import Desk, Request
from gonggo.web.ui.rows import Cell, Head, Pair, Problem, Row, Table
from gonggo.web.ui.speech import language, said
from gonggo.web.ui.wording import day, desk_day, desk_instant

PRESSED = ("open_panel", "close_panel")


@never_cache
@require_safe
def panel(request: Request, desk: Desk, panel_id: UUID) -> HttpResponse:
    """One panel; marks once it is closed."""
    return _page(request, desk, panel_id, [])


def _page(request: Request, desk: Desk, panel_id: UUID, problems: list[Problem]) -> HttpResponse:
    page = queries.panel(panel_id, of=request.actor)
    request.program = page.rules.program  # type: ignore[attr-defined]  # the footer shows this program
    is_closed = page.row.state is PanelState.CLOSED
    results = {one.application_id: one for one in queries.results_of_panel(panel_id)} if is_closed else {}
    context: dict[str, Any] = {
        "desk": desk.frame("panels", of=request.actor),
        "list_url": list_url(desk, page.row.program, page.row.stage),
        "name": page.row.name,
        "stage": page.stage.label,
        "pairs": _pairs(page),
        "seats": _seats(page, desk),
        "given_up": _given_up(page),
        "applications": _decided(page, results, desk) if is_closed else _before(page, desk),
        "conflicts": _conflicts(page),
        "problems": problems,
        "moves": {one: _place(desk, one, panel_id) for one in ("seat", "put", *PRESSED) if one in page.offered},
        "elects": page.stage.by_committee and "elect_chair" in page.offered,
    }
    return render(request, "office/panel.html", context)


def list_url(desk: Desk, program: str, stage: Stage) -> str:
    return f"{reverse(desk.address('panels'))}?program={program}&stage={stage}"


def _place(desk: Desk, move: str, panel_id: UUID) -> str:
    return reverse(desk.address({"seat": "seat_evaluator", "put": "put_before"}.get(move, move)), args=[panel_id])


def _pairs(page: PanelPage) -> list[Pair]:
    row, program = page.row, page.rules.program
    opens = desk_instant(page.rules.opens_at, language())
    pairs = [
        Pair(gettext("평가 단계"), page.stage.label, basis=page.stage.clause),
        Pair(gettext("평가일"), day(row.on, language(), year=True)),
        Pair(gettext("상태"), str(row.state.label), state=GLYPHS[row.state]),
    ]
    if row.operator:
        pairs.insert(1, Pair(gettext("방문하는 기관"), operator_name(program, row.operator)))
    if row.state is PanelState.FORMING:
        pairs.append(Pair(gettext("최초 평가 개시"), opens, basis=page.rules.opening))
    return pairs


def _seats(page: PanelPage, desk: Desk) -> Table:
    ties = Counter(one.seat_id for one in page.conflicts)
    heads = [gettext("이름"), gettext("자리"), gettext("부문"), gettext("소속"), gettext("서약")]
    numbers = [Head(gettext("평가하지 않는 과제"), "number"), Head(gettext("제출한 평가표"), "number")]
    return Table(
        gettext("위원"),
        [*heads, *numbers],
        [
            Row(
                [
                    Cell(one.name, url=reverse(desk.address("panel_seat"), args=[page.row.id, one.id])),
                    Cell(str(PARTS[one.part]), note=gettext("위원장") if one.is_chair else ""),
                    str(SECTORS[one.sector]),
                    one.employer,
                    pledged(one),
                    str(ties[one.id]),
                    str(one.filed),
                ]
            )
            for one in page.seats
        ],
    )


def _given_up(page: PanelPage) -> Table:
    """Who sat here before: what they declared stays on record."""
    heads = [gettext("이름"), gettext("자리"), gettext("서약"), gettext("자리를 비운 때")]
    return Table(
        gettext("자리를 비운 위원"),
        heads,
        [
            Row([one.name, str(PARTS[one.part]), pledged(one), desk_instant(one.ended_at, language())])
            for one in page.given_up
            if one.ended_at is not None
        ],
    )


def pledged(seat: SeatRow) -> Cell:
    if seat.pledged_at is None:
        return Cell(gettext("서약 전"), state="waiting")
    return Cell(gettext("서약함"), state="done", note=desk_instant(seat.pledged_at, language()))


def _before(page: PanelPage, desk: Desk) -> Table:
    heads: list[Head | str | Text] = [gettext("접수번호"), gettext("과제명"), page.rules.program.operator_label]
    numbers = [Head(gettext("평가할 수 있는 위원"), "number"), Head(gettext("제출된 평가표"), "number")]
    return Table(
        gettext("과제"),
        [*heads, *numbers],
        [
            Row(
                [
                    Cell(one.number, url=reverse(desk.address("panel_application"), args=[page.row.id, one.number])),
                    one.title,
                    operator_name(page.rules.program, one.operator),
                    str(one.free),
                    str(one.filed),
                ]
            )
            for one in page.applications
        ],
    )


def _decided(page: PanelPage, results: dict[UUID, Result], desk: Desk) -> Table:
    heads: list[str | Head] = [gettext("접수번호"), gettext("과제명"), Head(gettext("평균"), "number"), gettext("결과")]
    return Table(
        gettext("평가 결과"),
        [*heads, gettext("평가의견"), gettext("사업비")],
        [
            Row(
                [
                    Cell(one.number, url=reverse(desk.address("panel_application"), args=[page.row.id, one.number])),
                    one.title,
                    Cell(mean_of(results[one.application_id]), kind="number"),
                    outcome(results[one.application_id]),
                    results[one.application_id].opinion,
                    gettext("재검토 대상") if results[one.application_id].money_flag else "-",
                ]
            )
            for one in page.applications
        ],
        basis=page.stage.clause,
        line=gettext("평균은 정확한 값으로 기준 점수와 비교하고, 소수 둘째 자리까지 버림하여 보여 줍니다."),
    )


def mean_of(result: Result) -> str:
    """Cut off after two decimals: what did not reach the mark is not shown as if it had."""
    cents = int(result.mean * 100)
    return f"{cents // 100}.{cents % 100:02d}"


def outcome(result: Result) -> Cell:
    if result.finding:
        state = "eligible" if result.finding == Finding.SOUND else "ineligible"
        return Cell(str(FINDINGS[Finding(result.finding)]), state=state)
    return Cell(gettext("통과"), state="done") if result.passed else Cell(gettext("통과하지 못함"), state="bad")


def _conflicts(page: PanelPage) -> Table:
    names = {one.id: one.name for one in page.seats}
    numbers = {one.application_id: one.number for one in page.applications}
    heads = [gettext("위원"), gettext("접수번호"), gettext("구분"), gettext("사유"), gettext("신고번호와 날짜")]
    return Table(
        gettext("제척·기피·회피"),
        heads,
        [
            Row(
                [
                    names[one.seat_id],
                    numbers[one.application_id],
                    str(WORDS[one.word]),
                    Cell(said(page.rules.grounds[one.ground]), note=one.note),
                    Cell(one.number, note=desk_day(one.on)) if one.on else gettext("평가를 시작하면 기록됩니다"),
                ]
            )
            for one in page.conflicts
        ],
    )


@never_cache
@require_POST
def open_panel(request: Request, desk: Desk, panel_id: UUID) -> HttpResponse:
    """평가 시작."""
    return pressed(
        request,
        lambda: commands.open_panel(panel_id=panel_id, by=request.actor, at=request.received_at),
        gettext("평가를 시작했습니다. 서약한 위원은 이제 과제를 열 수 있습니다."),
        reverse(desk.address("panel"), args=[panel_id]),
        lambda problems: _page(request, desk, panel_id, problems),
    )


@never_cache
@require_POST
def close_panel(request: Request, desk: Desk, panel_id: UUID) -> HttpResponse:
    """평가 종료."""
    return pressed(
        request,
        lambda: commands.close_panel(panel_id=panel_id, by=request.actor, at=request.received_at),
        gettext("평가를 끝내고 결과를 확정했습니다."),
        reverse(desk.address("panel"), args=[panel_id]),
        lambda problems: _page(request, desk, panel_id, problems),
    )
