"""과제 점검: the list with what is due, one task, and what an office does to it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.delivery import commands, queries
from gonggo.delivery.definition import ROOM, Rules, rules_of
from gonggo.delivery.queries import Counts, Delivery, Whole
from gonggo.delivery.states import CheckState, DeliveryState, Outcome
from gonggo.facts.queries import names_of
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import AGENCY_ROLES, MINISTRY_ROLES
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs
from gonggo.web.accounts.refused import taken
from gonggo.web.office import delivery_acts as acts
from gonggo.web.office.desk import Desk, Request, people_told
from gonggo.web.office.listing import asked_page
from gonggo.web.ui import deliveries as shown
from gonggo.web.ui.past import past
from gonggo.web.ui.responses import attachment
from gonggo.web.ui.rows import Bar, Cell, Chart, Link, Row, Table
from gonggo.web.ui.speech import language, said
from gonggo.web.ui.wording import day

S = DeliveryState
PAGE = queries.PAGE


@never_cache
@require_safe
def deliveries(request: Request, desk: Desk) -> HttpResponse:
    """Those of one program, the soonest due first."""
    asked, state = request.GET.get("program", ""), request.GET.get("state", "")
    programs = [one for one in all_programs() if ROOM in one.rooms]
    program = next((one for one in programs if asked in {"", one.key}), None)
    if program is None and asked:
        raise OutOfReach(f"program:{asked}")
    context: dict[str, Any] = {"desk": desk.frame("deliveries", of=request.actor), "program": program}
    if program is not None:
        every = [Link(said(one.title), f"?program={one.key}", is_current=one is program) for one in programs]
        context |= {"program_key": program.key, "programs": every if len(every) > 1 else []}
        context |= _listed(request, desk, program, state if state in set(S) else "")
    return render(request, "office/deliveries.html", context)


def _listed(request: Request, desk: Desk, program: Program, state: str) -> dict[str, Any]:
    today, page = legal_day(request.received_at), asked_page(request.GET)
    narrowed = {"program": program.key, "state": state}
    rows = queries.deliveries(of=request.actor, offset=(page - 1) * PAGE, limit=PAGE + 1, **narrowed)
    counts, base = queries.counts(program.key, of=request.actor, on=today), f"?program={program.key}"
    here = f"{base}&state={state}" if state else base
    return {
        "overdue": counts.overdue,
        "views": _views(counts, base, state),
        "chart": _chart(counts),
        "table": _table(rows[:PAGE], desk, today),
        "earlier": f"{here}&page={page - 1}" if page > 1 else "",
        "later": f"{here}&page={page + 1}" if len(rows) > PAGE else "",
    }


def _views(counts: Counts, base: str, state: str) -> list[Link]:
    every = Link(gettext("모두"), base, sum(counts.by_state.values()), is_current=not state)
    there = [one for one in S if counts.by_state.get(one) or one == state]
    links = [Link(str(one.label), f"{base}&state={one}", counts.by_state.get(one, 0), one == state) for one in there]
    return [every, *links]


def _chart(counts: Counts) -> Chart | None:
    """How many stand where; none where there is nothing to see."""
    bars = [Bar(str(one.label), counts.by_state[one]) for one in S if counts.by_state.get(one)]
    if not bars:
        return None
    return Chart(gettext("과제가 어디까지 왔는지"), gettext("건"), bars, gettext("상태"))


def _table(rows: Sequence[Delivery], desk: Desk, today: date) -> Table:
    names = names_of({row.lead_company_id for row in rows}, today)
    checks = queries.next_checks([row.id for row in rows])
    heads = [gettext("협약번호"), gettext("대표 기업"), gettext("상태"), gettext("다음 기한"), gettext("과제추진점검")]
    lines = []
    for row in rows:
        state, check = S(row.state), checks.get(row.id)
        lines.append(
            Row(
                [
                    Cell(row.number, url=reverse(desk.address("delivery"), args=[row.id])),
                    names.get(row.lead_company_id, "-"),
                    Cell(str(state.label), state=shown.GLYPHS[state]),
                    shown.due_cell(row.due_on, today),
                    _check_cell(check, today),
                ]
            )
        )
    return Table(gettext("과제 점검"), heads, lines)


def _check_cell(check: Any, today: date) -> Cell:
    if check is None:
        return Cell("-")
    state = CheckState(check.state)
    due = check.due_on or check.planned_on
    note = day(due, language()) if state is not CheckState.STOP else ""
    if note and due < today:
        note = gettext("%(day)s, 기한이 지났습니다") % {"day": note}
    return Cell(str(state.label), state=shown.CHECK_GLYPHS[state], note=note)


@never_cache
@require_safe
def delivery(request: Request, desk: Desk, delivery_id: UUID) -> HttpResponse:
    """One task: where it stands, its checks, reports and inspections, what may be done."""
    return _page(request, desk, queries.whole(delivery_id, of=request.actor))


def _page(request: Request, desk: Desk, whole: Whole, wrong: tuple[str, forms.Form] | None = None) -> HttpResponse:
    row, today = whole.delivery, legal_day(request.received_at)
    notice = queries.program_of(row)
    rules = rules_of(notice)
    is_agency = request.actor.role in AGENCY_ROLES
    people = people_told(shown.people_in(whole), request.actor)
    lead = names_of([row.lead_company_id], today).get(row.lead_company_id, "-")
    request.program = notice  # type: ignore[attr-defined]  # the footer shows this program

    def opens(document_id: UUID) -> str:
        return reverse(desk.address("delivery_paper"), args=[document_id])

    address = None if request.actor.role in MINISTRY_ROLES else opens
    context = {
        "desk": desk.frame("deliveries", of=request.actor),
        "program_key": notice.key,
        "list_url": f"{reverse(desk.address('deliveries'))}?program={notice.key}",
        "act_route": desk.address("act_on_delivery"),
        "id": row.id,
        "number": row.number,
        "name": lead,
        "pairs": shown.pairs(row, notice, lead, today),
        "stages": shown.course(whole, notice),
        "checks": shown.checks(whole, people, address),
        "check_basis": rules.check_basis,
        "reports": shown.reports(whole, people, address),
        "inspections": shown.inspections(whole, people if is_agency else {}, address, for_agency=is_agency),
        "completion_basis": rules.completion_basis,
        "history_url": reverse(desk.address("delivery_history"), args=[row.id]) if is_agency else "",
        "acts": _acts(request, whole, rules, wrong),
        "inspected_by_me": whole.standing is not None and whole.standing.inspector_id == request.actor.person_id,
        "standing": str(Outcome(whole.standing.outcome).label) if whole.standing and is_agency else "",
        "wrong": wrong[1] if wrong else None,
        "has_errors": wrong is not None,
    }
    return render(request, "office/delivery.html", context, status=422 if wrong else 200)


def _acts(
    request: Request, whole: Whole, rules: Rules, wrong: tuple[str, forms.Form] | None
) -> list[tuple[acts.Act, forms.Form]]:
    offered = acts.offered(whole, request.actor)
    return [
        (act, wrong[1] if wrong and wrong[0] == act.key else acts.form_of(act.key, whole, rules, request.actor))
        for act in acts.ACTS
        if act.key in offered
    ]


@never_cache
@require_safe
def history(request: Request, desk: Desk, delivery_id: UUID) -> HttpResponse:
    """Everything that happened under the agreement, the newest first; it names people, so it is the agency's."""
    row = queries.within_reach(delivery_id, of=request.actor)
    context = {
        "desk": desk.frame("deliveries", of=request.actor),
        "number": row.number,
        "one_url": reverse(desk.address("delivery"), args=[row.id]),
        "past": past(timeline(row.ref)),
    }
    return render(request, "office/delivery_history.html", context)


@never_cache
@require_POST
def act(request: Request, desk: Desk, delivery_id: UUID, what: str) -> HttpResponse:
    """Something is done to the task; refused, its form again, or the refusal where it is not to be done now."""
    whole = queries.whole(delivery_id, of=request.actor)
    form = acts.form_of(what, whole, queries.rules_for(whole.delivery), request.actor, request)
    back = redirect(desk.address("delivery"), delivery_id)
    if what not in acts.offered(whole, request.actor):
        if form.is_valid():
            acts.do(what, whole, form.cleaned_data, request)
        return back
    if taken(form, lambda: acts.do(what, whole, form.cleaned_data, request)):
        messages.success(request, str(next(one.done for one in acts.ACTS if one.key == what)))
        return back
    return _page(request, desk, queries.whole(delivery_id, of=request.actor), (what, form))


@never_cache
@require_POST
def paper(request: Request, document_id: UUID) -> HttpResponseBase:
    """A paper or photo as an attachment."""
    return attachment(commands.open_paper(document_id=document_id, by=request.actor, at=request.received_at))
