"""The shared pages of the offices; each desk gives itself as ``desk``."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.applications.commands.opening import open_paper
from gonggo.applications.queries import received_counts
from gonggo.evaluation.definition import ROOM
from gonggo.kernel.actor import MINISTRY_ROLES
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs
from gonggo.programs.queries import program as program_in_force
from gonggo.web.office import screening
from gonggo.web.office.case import opened_case
from gonggo.web.office.counts import overview
from gonggo.web.office.desk import Desk, Request, admits, origin
from gonggo.web.office.listing import listing
from gonggo.web.ui.responses import attachment
from gonggo.web.ui.stages import ahead


@never_cache
@require_safe
def received(request: Request, desk: Desk) -> HttpResponse:
    """The applications received within reach; the ministry sees counts only."""
    program = program_asked(request)
    counts_only = request.actor.role in MINISTRY_ROLES
    context: dict[str, Any] = {"desk": desk.frame("received", of=request.actor), "program": program}
    if program is None:
        return render(request, "office/empty.html", context)
    context |= {"program_key": program.key, "window": program.windows.get("application")}
    if counts_only:
        counts = received_counts(of=request.actor, program=program.key)
        context["overview"] = overview(program, counts, of=request.actor)
        return render(request, "office/counts.html", context)
    route = desk.address("application")
    context["bulk_url"] = screening.bulk_url(desk, request)
    context["listing"] = listing(program, request.GET, of=request.actor, at=request.received_at, route=route)
    return render(request, "office/received.html", context)


@never_cache
@require_safe
def application(request: Request, desk: Desk, application_id: UUID) -> HttpResponse:
    """One application as it was submitted, to read; opening it goes into the access log."""
    shown = opened_case(application_id, by=request.actor, at=request.received_at, origin=origin(request))
    in_force = program_in_force(shown.program.key)  # not the version filed under: its deadline may have moved
    request.program = in_force  # type: ignore[attr-defined]  # menu and footer ask no more
    context: dict[str, Any] = {
        "desk": desk.frame("received", of=request.actor),
        "case": shown,
        "program_key": shown.program.key,
        "stages": ahead(shown.program, request.received_at),
        "screening": screening.panel(shown, desk, request, closes_at=in_force.window("application").closes),
    }
    if desk.reassigns:
        address = reverse(desk.address("reassign"), args=[application_id])
        context["reassign_url"] = address if admits(address, request.actor) else ""
    if desk.decides:
        address = reverse(desk.address("fix_bonus"), args=[application_id])
        context["bonus_url"] = address if admits(address, request.actor) and ROOM in shown.program.rooms else ""
    return render(request, "office/application.html", context)


@never_cache
@require_POST
def paper(request: Request, application_id: UUID, company_id: UUID, slot: str) -> HttpResponseBase:
    """A paper as an attachment; taking it is on record, so it is a POST."""
    opened = open_paper(
        application_id=application_id,
        company_id=company_id,
        slot=slot,
        sha256=request.POST.get("sha256", ""),
        by=request.actor,
        at=request.received_at,
        origin=origin(request),
    )
    return attachment(opened)


def program_asked(request: Request) -> Program | None:
    """The program asked for, else the latest. Raises OutOfReach for one that is not there."""
    programs = all_programs()
    asked = request.GET.get("program", "")
    if not asked:
        return programs[0] if programs else None
    found = next((program for program in programs if program.key == asked), None)
    if found is None:
        raise OutOfReach(f"program:{asked}")
    return found
