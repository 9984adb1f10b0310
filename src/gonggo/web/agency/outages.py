"""장애와 연장: what the prober saw, what the rule gives, and the extension that two officers decide."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.kernel.refusal import OutOfReach
from gonggo.outages import commands, queries
from gonggo.outages.definition import MOVES, ROOM
from gonggo.outages.states import EXTENDERS, ProposalState
from gonggo.parties.queries import names_of_people
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs
from gonggo.web.accounts.refused import taken
from gonggo.web.accounts.step_up import step_up_at, stepped_up
from gonggo.web.agency import outages_shown as shown
from gonggo.web.agency.claims import DESK
from gonggo.web.agency.outages_forms import DecisionForm, ProposeForm
from gonggo.web.office.desk import Request
from gonggo.web.ui.rows import Link
from gonggo.web.ui.speech import said

PAGE = "agency:outages"


@never_cache
@require_safe
def outages(request: Request) -> HttpResponse:
    """The record and the rule for the program asked for, else of the latest that has a rule."""
    programs = _programs()
    if not programs and not request.GET.get("program"):
        return render(request, "office/empty.html", {"desk": DESK.frame("outages", of=request.actor)})
    return _page(request, _asked(programs, request.GET.get("program", "")))


def _programs() -> list[Program]:
    return [one for one in all_programs() if ROOM in one.rooms]


def _asked(programs: list[Program], key: str) -> Program:
    """Raises OutOfReach."""
    found = next((one for one in programs if key in {"", one.key}), None)
    if found is None:
        raise OutOfReach(f"program:{key}")
    return found


def _page(request: Request, program: Program, wrong: forms.Form | None = None) -> HttpResponse:
    """The page, with a form that could not be taken in its place. Seven statements."""
    request.program = program  # type: ignore[attr-defined]  # menu and footer show this program
    now = request.received_at
    seen, rows = queries.seen(program, until=now), queries.proposals(program.key, of=request.actor)
    names = dict(names_of_people({one for row in rows for one in (row.proposed_by, row.decided_by) if one}))
    is_open = next((row for row in rows if row.state == ProposalState.PROPOSED), None)
    given = seen.given(now)
    context: dict[str, Any] = {
        "desk": DESK.frame("outages", of=request.actor),
        "program_key": program.key,
        "program": program,
        "views": [Link(said(one.title), f"?program={one.key}", is_current=one is program) for one in _programs()],
        "standing": shown.standing(program, queries.last_looks()),
        "reach": shown.reach(seen, now) if seen.changes else None,
        "lasts": seen.lasts,
        "given": shown.given(given, seen) if given and not is_open else None,
        "is_over": given is not None and given.closes_at <= now,
        "row": is_open,
        "proposed": shown.proposed(is_open, names) if is_open else None,
        "past": shown.past(rows, names),
        "wrong": wrong,
        "has_errors": wrong is not None,
    }
    context |= _forms(request, context, moves=seen.rules.moves_as_of_day)
    return render(request, "agency/outages.html", context, status=422 if wrong else 200)


def _forms(request: Request, context: dict[str, Any], *, moves: bool) -> dict[str, Any]:
    """The forms that this person may send now."""
    wrong, row = context["wrong"], context["row"]
    if request.actor.role not in EXTENDERS:
        return {}
    if row is not None:
        decision = wrong if isinstance(wrong, DecisionForm) else DecisionForm()
        return {"decision": decision, "is_own": row.proposed_by == request.actor.person_id}
    if context["given"] is None or context["lasts"] or context["is_over"]:
        return {}
    propose = wrong if isinstance(wrong, ProposeForm) else ProposeForm(request.received_at, moves=moves)
    return {"propose": propose}


@never_cache
@require_POST
def propose(request: Request) -> HttpResponse:
    """The first officer proposes what the rule gives."""
    program = _asked(_programs(), request.POST.get("program", ""))
    form = ProposeForm(request.received_at, moves=True, data=request.POST)

    def work() -> None:
        given = form.cleaned_data
        commands.propose(
            program=program.key,
            announced_at=given["announced_at"],
            moves_as_of_day=given["as_of"] == MOVES,
            reason=given["reason"],
            by=request.actor,
            at=request.received_at,
        )

    if not taken(form, work):
        return _page(request, program, form)
    return _done(request, program.key, gettext("연장을 제안했습니다. 다른 담당자가 확정하면 마감이 옮겨집니다."))


@never_cache
@require_POST
@stepped_up()
def confirm(request: Request, proposal_id: UUID) -> HttpResponse:
    """The second officer confirms, with a fresh proof of who it is; the extension is published."""
    told: dict[str, Any] = {"stepped_up_at": step_up_at(request)}
    words = gettext("연장공고를 냈습니다. 새 마감이 바로 보이고, 작성 중인 기업 모두에 알립니다.")
    return _decided(request, proposal_id, commands.confirm, words, told)


@never_cache
@require_POST
def drop(request: Request, proposal_id: UUID) -> HttpResponse:
    """The proposal is taken back; the deadline stays."""
    return _decided(request, proposal_id, commands.drop, gettext("제안을 거두었습니다. 마감은 그대로입니다."), {})


def _decided(request: Request, proposal_id: UUID, command: Any, words: str, told: dict[str, Any]) -> HttpResponse:
    key = queries.within_reach(proposal_id, of=request.actor).program
    form = DecisionForm(request.POST)
    told |= {"proposal_id": proposal_id, "by": request.actor, "at": request.received_at}
    if not taken(form, lambda: command(decision=form.cleaned_data["decision"], **told)):
        return _page(request, _asked(_programs(), key), form)
    return _done(request, key, words)


def _done(request: Request, key: str, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(f"{reverse(PAGE)}?program={key}")
