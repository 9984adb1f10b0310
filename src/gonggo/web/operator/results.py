"""선정 결과: what became of the operator's own applications, once the list is published."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.queries import all_programs
from gonggo.selection import queries
from gonggo.selection.definition import ROOM
from gonggo.web.office.desk import Request
from gonggo.web.operator.desk import DESK
from gonggo.web.ui.results import counts, published, whose
from gonggo.web.ui.rows import Link
from gonggo.web.ui.speech import said


@never_cache
@require_safe
def results(request: Request) -> HttpResponse:
    """The results within reach, of the program asked for, else of the latest that has a selection."""
    asked = request.GET.get("program", "")
    programs = [one for one in all_programs() if ROOM in one.rooms]
    program = next((one for one in programs if asked in {"", one.key}), None)
    if program is None and asked:
        raise OutOfReach(f"program:{asked}")
    context: dict[str, object] = {"desk": DESK.frame("results", of=request.actor), "program": program}
    if program is None:
        return render(request, "office/empty.html", context)
    request.program = program  # type: ignore[attr-defined]  # menu and footer show this program
    rows = queries.results_within(program.key, of=request.actor)
    context |= {
        "program_key": program.key,
        "views": [Link(said(one.title), f"?program={one.key}", is_current=one is program) for one in programs],
        "published_at": queries.published_at(program.key),
        "counts": counts(program, rows),
        "table": published(program, rows, whose(rows, request.received_at), "operator:application"),
    }
    return render(request, "operator/results.html", context)
