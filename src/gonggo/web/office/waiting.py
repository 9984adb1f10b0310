"""처리할 업무 on the offices' desks: what waits for this person, from every room."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gonggo.programs.queries import all_programs
from gonggo.web.office.desk import Desk, Request
from gonggo.web.ui.context import of_the_frame
from gonggo.web.ui.waiting import table, waiting


@never_cache
@require_safe
def page(request: Request, desk: Desk) -> HttpResponse:
    """What waits for this person, the first due first."""
    programs = all_programs()
    request.program = of_the_frame(programs, request.received_at)  # type: ignore[attr-defined]  # the menu asks no more
    lines = waiting(request.actor, at=request.received_at, programs={one.key: one for one in programs})
    context = {"desk": desk.frame("waiting", of=request.actor), "table": table(lines, at=request.received_at)}
    return render(request, "office/waiting.html", context)
