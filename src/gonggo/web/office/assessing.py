"""What the pages of evaluation share: the program asked for, the frame of a form, a move that may be refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gonggo.evaluation.definition import ROOM, Rules, rules_of
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import queries as parties
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs
from gonggo.web.office.desk import Desk, Request
from gonggo.web.ui.refusals import worded
from gonggo.web.ui.rows import Link, Problem
from gonggo.web.ui.speech import said


@dataclass(frozen=True, slots=True)
class Programs:
    """The programs that say something of assessment, and the one that is asked for; there is at least one."""

    every: Sequence[Program]
    chosen: Program

    @property
    def rules(self) -> Rules:
        return rules_of(self.chosen)

    @property
    def links(self) -> list[Link]:
        """One for each where there are several."""
        one = self.chosen.key
        links = [Link(row.title, f"?program={row.key}", is_current=row.key == one) for row in self.every]
        return links if len(links) > 1 else []


def programs_asked(request: Request) -> Programs | None:
    """One statement; None where no program is assessed. Raises OutOfReach for one that is not there."""
    every = [one for one in all_programs() if ROOM in one.rooms]
    asked = request.POST.get("program", "") or request.GET.get("program", "")
    found = [one for one in every if asked in {"", one.key}]
    if asked and not found:
        raise OutOfReach(f"program:{asked}")
    return Programs(every, found[0]) if found else None


def programs_needed(request: Request) -> Programs:
    """Raises OutOfReach where no program is assessed."""
    found = programs_asked(request)
    if found is None:
        raise OutOfReach("program")
    return found


def own_operator(request: Request) -> str:
    """The key of the operator whose desk this is; empty for the agency. At most one statement."""
    agency_id = request.actor.agency_id
    if agency_id is None:
        return ""
    office = parties.agencies_by_id([agency_id])[agency_id]
    return office.key if office.kind == "operator" else ""


def operator_name(program: Program, key: str) -> str:
    """How the operator is called; its key where the notice does not name it any more."""
    return next((str(said(one.name)) for one in program.operators if one.key == key), key)


@dataclass(frozen=True, slots=True)
class Page:
    """Where a form stands: the entry of the menu, the way back, what it is called and what its button says."""

    current: str
    back: Link
    title: str
    verb: str
    lead: str = ""


def form_page(request: Request, desk: Desk, page: Page, form: forms.Form, template: str = "") -> HttpResponse:
    """The form, again with what was typed and what is wrong with it."""
    context = {"desk": desk.frame(page.current, of=request.actor), "page": page, "form": form}
    context["has_errors"] = bool(form.errors)
    return render(request, template or "office/assessing_form.html", context, status=422 if form.errors else 200)


def pressed(
    request: Request, act: Callable[[], object], told: str, place: str, again: Callable[[list[Problem]], HttpResponse]
) -> HttpResponse:
    """What a button alone does: afterwards at ``place``; refused, the page ``again`` with the reason above it."""
    try:
        act()
    except Refused as refused:
        answer = again([Problem(str(worded(refused)))])
        answer.status_code = 409
        return answer
    messages.success(request, told)
    return redirect(place)
