"""환수 on every desk: the list, one recovery with what came in for it, what may be done."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.facts.queries import names_of
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.settlement import commands, recoveries
from gonggo.settlement.recoveries import Opened
from gonggo.settlement.states import CONFIRMERS, EXAMINERS, RECOVERY_MOVES, RecoveryState
from gonggo.web.office import settlement_forms as f
from gonggo.web.office.desk import Desk, Request, people_told
from gonggo.web.office.settlement_acts import Act
from gonggo.web.office.settlements import framed, panels, pressed
from gonggo.web.ui import settlements as shown
from gonggo.web.ui.responses import page_with_form
from gonggo.web.ui.rows import Cell, Head, Link, Row, Table
from gonggo.web.ui.speech import language
from gonggo.web.ui.wording import day

C = RecoveryState


def acts(found: Opened, of: Actor) -> list[Act]:
    """What may be done now, in the order of the page: a proposal is decided by another than who made it."""
    row, offered = found.row, RECOVERY_MOVES.offered(found.row.state, of)
    told: dict[str, Any] = {"recovery_id": row.id}
    rows: list[Act] = []
    if "order_recovery" in offered and row.proposed_by != of.person_id:
        form = partial(f.OrderRecovery, found.rules.recovery_days)
        order = partial(commands.order_recovery, **told)
        rows.append(Act("order", _("환수 결정"), _("환수 결정하고 통지하기"), form, order))
    if "drop_recovery" in offered:
        drop = partial(commands.drop_recovery, **told)
        rows.append(Act("drop", _("환수하지 않기"), _("환수하지 않기로 하기"), f.Dropped, drop, is_second=True))
    if row.state is C.ORDERED and row.left and of.role in EXAMINERS:
        record = partial(commands.record_paid_in, owed=found.recovery.ref)
        rows.append(Act("paid_in", _("환수 입금"), _("환수 입금 기록하기"), f.CameIn, record))
    waiting = [one for one in row.paid_in if not one.is_confirmed and one.recorded_by != of.person_id]
    if waiting and of.role in CONFIRMERS:
        choices = [(str(one.id), f"{one.on} {one.amount:,}") for one in waiting]
        seen = partial(f.Chosen, "paid_in_id", _("기록된 입금"), choices)
        rows.append(Act("seen", _("환수 입금 확인"), _("환수 입금 확인하기"), seen, commands.confirm_paid_in))
    return rows


@never_cache
@require_safe
def listed(request: Request, desk: Desk | None = None) -> HttpResponse:
    """Those of one state or all, the newest first."""
    asked, said = request.GET.get("state", ""), language()
    states = [C(asked)] if asked in set(C) else []
    rows, numbers = recoveries.recoveries(of=request.actor, states=states), recoveries.counts(of=request.actor)
    links = [Link(gettext("모두"), "?", sum(numbers.values()), is_current=not states)]
    links += [Link(str(one.label), f"?state={one}", numbers[one], one in states) for one in C if one in numbers]
    context = framed(desk, "recoveries", request)
    names = names_of({row.company_id for row in rows}, legal_day(request.received_at))
    heads: list[Head | str] = [
        gettext("기업"), gettext("상태"), Head(gettext("환수할 금액(원)"), "number"), gettext("납부 기한"),
    ]  # fmt: skip
    lines = [
        Row(
            [
                Cell(names.get(row.company_id, "-"), url=reverse(f"{context['space']}:recovery", args=[row.id])),
                Cell(str(C(row.state).label), state=shown.RECOVERED[C(row.state)]),
                f"{row.amount:,}",
                day(row.due_on, said, year=True) if row.due_on else "-",
            ]
        )
        for row in rows
    ]
    context |= {"views": links, "table": Table(gettext("환수"), heads, lines)}
    return render(request, "office/recoveries.html", context)


@never_cache
@require_safe
def recovery(request: Request, recovery_id: UUID, desk: Desk | None = None) -> HttpResponse:
    """One recovery: the gain and what is added to it, what came in, what may be done."""
    return _page(request, recovery_id, desk)


def _page(
    request: Request, recovery_id: UUID, desk: Desk | None, wrong: tuple[str, forms.Form] | None = None
) -> HttpResponse:
    found, said = recoveries.opened(recovery_id, of=request.actor), language()
    request.program = found.program  # type: ignore[attr-defined]  # the footer shows this program
    happened = timeline(found.recovery.ref)
    people = people_told((one.person_id for one in happened), request.actor) if desk else {}
    context = framed(desk, "recoveries", request)
    company = found.recovery.company_id
    context |= {
        "program_key": found.program.key,
        "id": recovery_id,
        "name": names_of([company], legal_day(request.received_at)).get(company, ""),
        "number": found.number,
        "title": found.title,
        "pairs": shown.recovery(found.row, said, rules=found.rules, closed_for=found.recovery.closed_for),
        "course": shown.course(happened, people, said),
        "acts": panels(acts(found, request.actor), wrong),
        "wrong": wrong[1] if wrong else None,
        "settlement_url": reverse(f"{context['space']}:settlement", args=[found.settlement_id])
        if found.settlement_id
        else "",
    }
    return page_with_form(request, "office/recovery.html", context, wrong=wrong)


@never_cache
@require_POST
def act(request: Request, recovery_id: UUID, what: str, desk: Desk | None = None) -> HttpResponse:
    """What was pressed is done, if it is offered."""
    found = recoveries.opened(recovery_id, of=request.actor)
    return pressed(
        request, acts(found, request.actor), what, lambda wrong: _page(request, recovery_id, desk, wrong),
        lambda: redirect(f"{desk.namespace if desk else 'company'}:recovery", recovery_id),
    )  # fmt: skip
