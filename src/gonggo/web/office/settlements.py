"""정산, 반납, 환수 on every desk: the list, one settlement with the rows that explain its sum, what may be done."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.facts.queries import names_of
from gonggo.journal.queries import timeline
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.programs.queries import program as program_version
from gonggo.settlement import queries
from gonggo.settlement.states import SettlementState
from gonggo.web.accounts.refused import put_into
from gonggo.web.office.desk import Desk, Request, people_told
from gonggo.web.office.settlement_acts import Act, acts, values
from gonggo.web.ui import settlements as shown
from gonggo.web.ui.responses import page_with_form
from gonggo.web.ui.rows import Cell, Link, Row, Table
from gonggo.web.ui.speech import language
from gonggo.web.ui.wording import day

PAGE = queries.PAGE
S = SettlementState


def framed(desk: Desk | None, current: str, request: Request) -> dict[str, Any]:
    """The frame of an office's page, or of a company's."""
    if desk is None:
        return {"base": "ui/base.html", "space": "company"}
    return {"base": "ui/desk.html", "space": desk.namespace, "desk": desk.frame(current, of=request.actor)}


@never_cache
@require_safe
def settlements(request: Request, desk: Desk | None = None) -> HttpResponse:
    """Those of one state or all, the soonest due first."""
    asked = request.GET.get("state", "")
    states = [S(asked)] if asked in set(S) else []
    rows, numbers = queries.settlements(of=request.actor, states=states), queries.counts(of=request.actor)
    links = [Link(gettext("모두"), "?", sum(numbers.values()), is_current=not states)]
    links += [Link(str(one.label), f"?state={one}", numbers.get(one, 0), is_current=one in states) for one in S]
    context = framed(desk, "settlements", request)
    names = names_of({row.company_id for row in rows}, legal_day(request.received_at))
    titles = {key: program_version(*key).title for key in {(row.program, row.program_version) for row in rows}}
    heads = [gettext("기업"), gettext("사업"), gettext("상태"), gettext("보고 기한")]
    lines = [
        Row(
            [
                Cell(names.get(row.company_id, "-"), url=reverse(f"{context['space']}:settlement", args=[row.id])),
                titles[row.program, row.program_version],
                Cell(str(S(row.state).label), state=shown.GLYPHS[S(row.state)]),
                day(row.due_on, language(), year=True),
            ]
        )
        for row in rows
    ]
    context |= {"views": links, "table": Table(gettext("정산"), heads, lines)}
    return render(request, "office/settlements.html", context)


@never_cache
@require_safe
def settlement(request: Request, settlement_id: UUID, desk: Desk | None = None) -> HttpResponse:
    """One settlement: the sum in rows, every item, what is given back or recovered, what may be done."""
    return _page(request, settlement_id, desk)


def _page(
    request: Request, settlement_id: UUID, desk: Desk | None, wrong: tuple[str, forms.Form] | None = None
) -> HttpResponse:
    found = queries.opened(settlement_id, of=request.actor)
    row, said = found.row, language()
    request.program = found.program  # type: ignore[attr-defined]  # the footer shows this program
    happened = timeline(row.ref)
    people = people_told((one.person_id for one in happened), request.actor) if desk else {}
    offered = acts(found, request.actor, request.received_at)
    context = framed(desk, "settlements", request)
    urls = {one.id: reverse(f"{context['space']}:recovery", args=[one.id]) for one in found.recoveries}
    context |= {
        "program_key": found.program.key,
        "id": row.id,
        "name": names_of([row.company_id], legal_day(request.received_at)).get(row.company_id, ""),
        "number": found.number,
        "title": found.title,
        "pairs": shown.pairs(found, said),
        "tells_amounts": found.tells_amounts,
        "is_reported": row.reported_at is not None,
        "chart": shown.chart(found.sum),
        "rows": shown.rows(found.sum),
        "items": shown.items(found, said),
        "back": shown.giving_back(found.giving_back, said),
        "recoveries": shown.recoveries(found.recoveries, urls, said),
        "course": shown.course(happened, people, said),
        "acts": panels(offered, wrong),
        "wrong": wrong[1] if wrong else None,
    }
    return page_with_form(request, "office/settlement.html", context, wrong=wrong)


def panels(offered: list[Act], wrong: tuple[str, forms.Form] | None) -> list[tuple[Act, forms.Form]]:
    """Each act with its form, or with the one that was just refused; several have fields of the same names."""
    found = [(one, wrong[1] if wrong and wrong[0] == one.key else one.form()) for one in offered]
    for one, form in found:
        form.auto_id = f"{one.key}-%s"
    return found


@never_cache
@require_POST
def act(request: Request, settlement_id: UUID, what: str, desk: Desk | None = None) -> HttpResponse:
    """What was pressed is done, if it is offered."""
    found = queries.opened(settlement_id, of=request.actor)
    offered = acts(found, request.actor, request.received_at)
    return pressed(
        request, offered, what, lambda wrong: _page(request, settlement_id, desk, wrong),
        lambda: redirect(f"{desk.namespace if desk else 'company'}:settlement", settlement_id),
    )  # fmt: skip


def pressed(
    request: Request,
    offered: list[Act],
    what: str,
    again: Callable[[tuple[str, forms.Form]], HttpResponse],
    done: Callable[[], HttpResponse],
) -> HttpResponse:
    """The one act of ``offered`` that was pressed; its form again where it is refused at a field."""
    chosen = next((one for one in offered if one.key == what), None)
    if chosen is None:
        raise Http404(what)
    form = chosen.form(data=request.POST)
    if not form.is_valid():
        return again((what, form))
    try:
        chosen.run(**values(form), by=request.actor, at=request.received_at)
    except Refused as refused:
        if refused.field is None or refused.field not in form.fields:
            raise
        put_into(form, refused)
        return again((what, form))
    messages.success(request, gettext("처리했습니다."))
    return done()
