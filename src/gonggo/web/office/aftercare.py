"""사후관리 on the offices' desks: the list with what is missed or overdue, and one task over its years."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gonggo.aftercare import queries
from gonggo.aftercare.definition import ROOM, rules_of
from gonggo.aftercare.queries import Whole
from gonggo.aftercare.states import FILED, ReportState
from gonggo.facts.queries import names_of
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs
from gonggo.signing.queries import consents_to
from gonggo.web.office.desk import Desk, Request
from gonggo.web.office.listing import asked_page
from gonggo.web.ui import aftercare as shown
from gonggo.web.ui.rows import Cell, Head, Link, Row, Table, Words
from gonggo.web.ui.speech import said

PAGE = queries.PAGE


@never_cache
@require_safe
def aftercares(request: Request, desk: Desk) -> HttpResponse:
    """Those of one program, the soonest due first."""
    asked = request.GET.get("program", "")
    programs = [one for one in all_programs() if ROOM in one.rooms]
    program = next((one for one in programs if asked in {"", one.key}), None)
    if program is None and asked:
        raise OutOfReach(f"program:{asked}")
    context: dict[str, Any] = {"desk": desk.frame("aftercares", of=request.actor), "program": program}
    if program is not None:
        every = [Link(said(one.title), f"?program={one.key}", is_current=one is program) for one in programs]
        context |= {"program_key": program.key, "programs": every if len(every) > 1 else []}
        context |= _listed(request, desk, program)
    return render(request, "office/aftercares.html", context)


def _listed(request: Request, desk: Desk, program: Program) -> dict[str, Any]:
    today, page = legal_day(request.received_at), asked_page(request.GET)
    told: dict[str, Any] = {"of": request.actor, "on": today, "program": program.key}
    rows = queries.aftercares(**told, offset=(page - 1) * PAGE, limit=PAGE + 1)
    names = names_of({one.lead_company_id for one in rows}, today)
    lines = [
        (one, names.get(one.lead_company_id, "-"), reverse(desk.address("aftercare"), args=[one.id]))
        for one in rows[:PAGE]
    ]
    here = f"?program={program.key}"
    return {
        "table": shown.listed(lines, today),
        "years": _years(program, queries.report_states(program.key, of=request.actor)),
        "earlier": f"{here}&page={page - 1}" if page > 1 else "",
        "later": f"{here}&page={page + 1}" if len(rows) > PAGE else "",
    }


def _years(program: Program, found: dict[tuple[int, str], int]) -> Table:
    """How many of each year's reports came, came late, did not come."""
    states = (ReportState.SCHEDULED, *sorted(FILED), ReportState.MISSED)
    heads: list[Head | Words] = [gettext("활용실적"), *(Head(str(ReportState(one).label), "number") for one in states)]
    lines = [
        Row([Cell(shown.year_words(year)), *(str(found.get((year, one), 0)) for one in states)])
        for year in range(1, rules_of(program).years + 1)
    ]
    return Table(gettext("해마다의 보고"), heads, lines)


@never_cache
@require_safe
def aftercare(request: Request, desk: Desk, aftercare_id: UUID) -> HttpResponse:
    """One task: its figures over the years, its maintenance requests, its consent to use data."""
    return render(request, "office/aftercare.html", _one(request, desk, queries.whole(aftercare_id, of=request.actor)))


def _one(request: Request, desk: Desk, whole: Whole) -> dict[str, Any]:
    row, today = whole.aftercare, legal_day(request.received_at)
    notice = queries.program_of(row)
    rules, given = rules_of(notice), consents_to(row.ref, rules_of(notice).consent)
    concerned = {row.lead_company_id, *(one.party_id for one in given)}
    concerned |= {key for one in whole.requests for key in (one.company_id, one.supplier_id)}
    names = names_of(concerned, today)
    figure = shown.chosen(rules, request.GET.get("figure", ""))
    request.program = notice  # type: ignore[attr-defined]  # the footer shows this program
    return {
        "desk": desk.frame("aftercares", of=request.actor),
        "program_key": notice.key,
        "list_url": f"{reverse(desk.address('aftercares'))}?program={notice.key}",
        "number": row.number,
        "name": names.get(row.lead_company_id, "-"),
        "pairs": shown.pairs(whole, names.get(row.lead_company_id, "-")),
        "reports": shown.reports(whole, rules, today),
        "reports_basis": rules.years_basis,
        "figures": shown.figure_links(rules, figure),
        "chart": shown.chart(whole, figure),
        "requests": [shown.request(one, names, today) for one in whole.requests],
        "requests_basis": rules.maintenance_basis,
        "consent": shown.consent(notice, rules.consent, given, names),
        "consent_basis": rules.consent_basis,
    }
