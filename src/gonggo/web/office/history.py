"""처리이력 of one received application on the offices' desks: its course, and who did what when."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gonggo.applications.commands.opening import open_history
from gonggo.applications.queries import program_of, ref_of
from gonggo.applications.states import ApplicationState
from gonggo.evaluation.queries import steps_of
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import SYSTEM
from gonggo.objections.queries import about
from gonggo.web.office.desk import Desk, Request, origin
from gonggo.web.ui.afterwards import afterwards, course
from gonggo.web.ui.courses import application_course
from gonggo.web.ui.past import past


@never_cache
@require_safe
def history(request: Request, desk: Desk, application_id: UUID) -> HttpResponse:
    """Everything that happened, the newest first; it names people, so that opening it goes into the access log."""
    row = open_history(application_id=application_id, by=request.actor, at=request.received_at, origin=origin(request))
    program, told = program_of(row), timeline(ref_of(row.id))
    request.program = program  # type: ignore[attr-defined]  # the footer shows this program
    later = afterwards(row.id, of=request.actor)
    context = {
        "desk": desk.frame("received", of=request.actor),
        "program_key": program.key,
        "number": row.number,
        "title": row.title,
        "application_url": reverse(desk.address("application"), args=[row.id]),
        "stages": application_course(
            program,
            state=ApplicationState(row.state),
            operator=row.operator,
            told=told,
            steps=steps_of(row.id, program.key),
            objections=about(ref_of(row.id), of=SYSTEM),  # that there are some; what they say is the agency's to read
        )
        + course(program, later, operator=row.operator, urls=later.urls(desk.namespace)),
        "past": past(sorted([*told, *later.happened], key=lambda one: one.at)),
    }
    return render(request, "office/history.html", context)
