"""The published result of a program: nothing before its instant, no mark and no rank ever."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from gonggo.programs import queries as programs
from gonggo.selection import queries
from gonggo.selection.definition import ROOM, Names, rules_of
from gonggo.selection.queries import PlaceRow
from gonggo.web.public.kept import kept
from gonggo.web.public.views.asked import Request
from gonggo.web.ui.results import Whose, masked, published, whose


@kept
def results(request: Request, key: str) -> HttpResponse:
    """Those who are selected and who wait in reserve; before the instant when the notice expects the result."""
    program = programs.program(key)
    rules = rules_of(program) if ROOM in program.rooms else None
    names = rules.names if rules else Names.NONE
    rows = sorted(queries.published(key), key=lambda row: row.number)  # the order of the ranks would tell them
    of = _named(rows, names, request)
    context = {
        "program": program,
        "program_key": key,
        "published_at": queries.published_at(key),
        "stage": next((stage for stage in program.stages if stage.key == ROOM), None),
        "selected": published(program, [row for row in rows if row.is_in], of),
        "reserve": published(program, [row for row in rows if row.waits], of),
        "is_masked": names is Names.MASKED,
        "names_basis": rules.names_basis if rules else None,
        "at": request.received_at,
    }
    return render(request, "public/results.html", context)


def _named(rows: Sequence[PlaceRow], names: Names, request: Request) -> Mapping[UUID, Whose]:
    """Whose each place is, with the company's name as the program has it shown."""
    found = whose(rows, request.received_at)
    if names is Names.WHOLE:
        return found
    hide = masked if names is Names.MASKED else lambda _: "-"
    return {key: replace(one, company=hide(one.company)) for key, one in found.items()}
