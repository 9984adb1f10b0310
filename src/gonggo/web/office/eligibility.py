"""Eligibility on the offices' desks: what waits for a decision, an application's verdicts, the decision itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.applications import commands, screening
from gonggo.applications.commands.opening import OpenedVerdicts, open_verdicts
from gonggo.eligibility.definition import Condition, Standing, conditions_of
from gonggo.eligibility.queries import VerdictRow
from gonggo.eligibility.states import VerdictState
from gonggo.facts.queries import Dated, by_id, names_of
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.definition import Answer, Program, Settling
from gonggo.programs.queries import all_programs, program_of_digest
from gonggo.web.office.budget_shown import budget_shown
from gonggo.web.office.desk import Desk, Request, admits, origin
from gonggo.web.office.findings import Cure, Decision, Decisions
from gonggo.web.ui import verdicts, wording
from gonggo.web.ui.halted import halted
from gonggo.web.ui.rows import Cell, Pair, Row, Table
from gonggo.web.ui.speech import language


@dataclass(frozen=True, slots=True)
class Shown:
    """One verdict on its own page."""

    row: VerdictRow
    condition: Condition
    name: str
    company: str
    person: str
    state: str
    standing: str
    facts: Sequence[str]
    budget: Sequence[Pair]


@never_cache
@require_safe
def queue(request: Request, desk: Desk) -> HttpResponse:
    """처리할 업무: every answer that is open within reach, the oldest run first."""
    programs = all_programs()
    context: dict[str, object] = {
        "desk": desk.frame("verdicts", of=request.actor),
        "program": programs[0] if programs else None,
    }
    if not programs:
        return render(request, "office/empty.html", context)
    page = _page(request)
    rows, found = screening.open_verdicts(of=request.actor, program=programs[0].key, page=page)
    names = names_of({row.company_id for row in rows}, legal_day(request.received_at))
    shown = rows[: screening.PAGE]
    lines = [_waiting(row, found[row.subject_id].number, found[row.subject_id].track, names, desk) for row in shown]
    heads = [gettext("접수번호"), gettext("기업"), gettext("조건"), gettext("대상"), gettext("확인한 때")]
    context |= {
        "program_key": programs[0].key,
        "table": Table(gettext("판단을 기다리는 자격요건"), heads, lines),
        "earlier": f"?page={page - 1}" if page > 1 else "",
        "later": f"?page={page + 1}" if len(rows) > screening.PAGE else "",
    }
    return render(request, "office/verdict_queue.html", context)


def _page(request: Request) -> int:
    written = request.GET.get("page", "1")
    return max(1, int(written)) if written.isascii() and written.isdigit() and len(written) < 7 else 1


def _waiting(row: VerdictRow, number: str, track: str, names: Mapping[UUID, str], desk: Desk) -> Row:
    condition = _conditions(row, track)[row.condition]
    url = reverse(desk.address("verdict"), args=[row.subject_id, row.id])
    return Row(
        [
            number,
            names.get(row.company_id, gettext("이름을 알 수 없음")),
            Cell(verdicts.name_of(condition), url=url, basis=condition.basis),
            gettext("대표자 %(name)s") % {"name": row.person} if row.person else gettext("기업"),
            wording.desk_instant(row.at, language()),
        ]
    )


def _conditions(row: VerdictRow, track: str) -> dict[str, Condition]:
    return {one.key: one for one in conditions_of(program_of_digest(row.program_digest), track)}


@never_cache
@require_safe
def application(request: Request, desk: Desk, application_id: UUID) -> HttpResponse:
    """Every verdict of an application's last run, company by company; opening it goes into the access log."""
    return _application(request, desk, _opened(request, application_id))


def _application(request: Request, desk: Desk, opened: OpenedVerdicts) -> HttpResponse:
    context = _frame(request, desk, opened)
    if opened.verdicts:
        program = program_of_digest(opened.verdicts[0].program_digest)
        facts = by_id({fact for row in opened.verdicts for fact in row.facts})
        companies = list(dict.fromkeys(row.company_id for row in opened.verdicts))
        names = names_of(companies, legal_day(request.received_at))
        context["halted"] = halted(companies, names, program, request.received_at)
        known = {one.key: one for one in conditions_of(program, opened.row.track)}
        rows = [(row.company_id, _row(program, known[row.condition], row, facts, desk)) for row in opened.verdicts]
        tables = [
            _table(names.get(company_id, ""), [row for owner, row in rows if owner == company_id])
            for company_id in companies
        ]
        context |= {"tables": tables, "judged_at": opened.verdicts[0].at, "moment": opened.verdicts[0].moment}
        form = _decisions(request, desk, opened, names)
        context |= {"form": form, "find_url": _many(desk, opened), "has_errors": bool(form and form.is_bound)}
    return render(request, "office/verdicts.html", context, status=422 if context.get("has_errors") else 200)


def _decisions(request: Request, desk: Desk, opened: OpenedVerdicts, names: Mapping[UUID, str]) -> Decisions | None:
    """The form for all that is open and that this desk may decide, filled in with what was sent; None without any."""
    if not admits(_many(desk, opened), request.actor):
        return None
    known = _conditions(opened.verdicts[0], opened.row.track) if opened.verdicts else {}
    mine = [(row, known[row.condition]) for row in opened.verdicts if row.state is VerdictState.OPEN]
    mine = [(row, one) for row, one in mine if desk.cures or one.settled_by is not Settling.AGENCY]
    return Decisions(mine, names, request.POST if request.method == "POST" else None) if mine else None


def _many(desk: Desk, opened: OpenedVerdicts) -> str:
    return reverse(desk.address("find_verdicts"), args=[opened.row.id])


def _opened(request: Request, application_id: UUID) -> OpenedVerdicts:
    return open_verdicts(
        application_id=application_id, by=request.actor, at=request.received_at, origin=origin(request)
    )


def _frame(request: Request, desk: Desk, opened: OpenedVerdicts) -> dict[str, object]:
    return {
        "desk": desk.frame("received", of=request.actor),
        "number": opened.row.number,
        "title": opened.row.title,
        "program_key": opened.row.program,
        "application_url": reverse(desk.address("application"), args=[opened.row.id]),
        "verdicts_url": reverse(desk.address("eligibility"), args=[opened.row.id]),
    }


def _table(company: str, rows: Sequence[Row]) -> Table:
    heads = [gettext("조건"), gettext("대상"), gettext("확인 결과"), gettext("근거가 된 확인사항")]
    return Table(company or gettext("이름을 알 수 없음"), heads, rows)


def _row(program: Program, condition: Condition, row: VerdictRow, facts: Mapping[int, Dated], desk: Desk) -> Row:
    used = verdicts.facts_words(program, (facts[fact] for fact in row.facts))
    url = reverse(desk.address("verdict"), args=[row.subject_id, row.id])
    return Row(
        [
            Cell(verdicts.name_of(condition), url=url, basis=condition.basis),
            verdicts.person_words(row.person),
            verdicts.answer_cell(condition, row.answer, row.standing),
            Cell(used or ("" if row.answer is Answer.MET else gettext("알려진 것이 없음")), note=row.reason),
        ]
    )


@never_cache
@require_safe
def verdict(request: Request, desk: Desk, application_id: UUID, verdict_id: UUID) -> HttpResponse:
    """One verdict with the facts that it rests on, and what may be done about it."""
    return _verdict(request, desk, application_id, verdict_id)


def _verdict(
    request: Request, desk: Desk, application_id: UUID, verdict_id: UUID, given: forms.Form | None = None
) -> HttpResponse:
    opened = _opened(request, application_id)
    row, program, condition = _of(opened, verdict_id)
    names, facts = names_of({row.company_id}, legal_day(request.received_at)), by_id(row.facts)
    shown = Shown(
        row,
        condition,
        verdicts.name_of(condition),
        names.get(row.company_id, ""),
        verdicts.person_words(row.person),
        verdicts.state_of(condition, row.answer),
        verdicts.standing_words(condition, row.standing),
        [verdicts.fact_words(program, fact) for fact in facts.values()],
        budget_shown(program, condition, opened.row.sealed_revision_id, row.company_id),
    )
    places = {name: _address(desk, name, request, row) for name in ("find_verdict", "state_cure")}
    context = _frame(request, desk, opened) | {"shown": shown, "has_errors": bool(given)}
    if row.state is VerdictState.OPEN and places["find_verdict"]:
        context |= {"form": given or Decision(condition), "find_url": places["find_verdict"]}
    if row.standing is Standing.CURABLE and places["state_cure"]:
        context |= {"form": given or Cure(program, condition), "cure_url": places["state_cure"]}
    return render(request, "office/verdict.html", context, status=422 if given else 200)


def _address(desk: Desk, name: str, request: Request, row: VerdictRow) -> str:
    """Where the form is sent; nothing on a desk or for a role that has no such form."""
    if name == "state_cure" and not desk.cures:
        return ""
    address = reverse(desk.address(name), args=[row.subject_id, row.id])
    return address if admits(address, request.actor) else ""


def _of(opened: OpenedVerdicts, verdict_id: UUID) -> tuple[VerdictRow, Program, Condition]:
    row = next((one for one in opened.verdicts if one.id == verdict_id), None)
    if row is None:
        raise OutOfReach(f"verdict:{verdict_id}")
    return row, program_of_digest(row.program_digest), _conditions(row, opened.row.track)[row.condition]


@never_cache
@require_POST
def find(request: Request, desk: Desk, application_id: UUID, verdict_id: UUID) -> HttpResponse:
    """The officer decides what the facts leave open."""
    row, _program, condition = _of(_opened(request, application_id), verdict_id)
    form = Decision(condition, request.POST)
    if not form.is_valid() and row.state is VerdictState.OPEN:
        return _verdict(request, desk, application_id, verdict_id, form)
    commands.find_verdict(
        application_id=application_id,
        verdict_id=verdict_id,
        answer=form.cleaned_data.get("answer", ""),
        reason=form.cleaned_data.get("reason", ""),
        by=request.actor,
        at=request.received_at,
    )
    messages.success(request, gettext("판단을 남겼습니다: %(condition)s") % {"condition": verdicts.name_of(condition)})
    return redirect(desk.address("eligibility"), application_id)


@never_cache
@require_POST
def find_many(request: Request, desk: Desk, application_id: UUID) -> HttpResponse:
    """The officer decides many open answers of an application at once, with one reason."""
    opened = _opened(request, application_id)
    form = _decisions(request, desk, opened, {})
    if form and not form.is_valid():
        return _application(request, desk, opened)
    found = commands.find_verdicts(
        application_id=application_id,
        answers=form.answers if form else {},
        reason=form.cleaned_data["reason"] if form else "",
        by=request.actor,
        at=request.received_at,
    )
    messages.success(request, gettext("%(count)s가지를 판단했습니다.") % {"count": found})
    return redirect(desk.address("eligibility"), application_id)


@never_cache
@require_POST
def cure(request: Request, desk: Desk, application_id: UUID, verdict_id: UUID) -> HttpResponse:
    """The agency states what cured or lifted a hit; the run at the first evaluation hears it."""
    row, program, condition = _of(_opened(request, application_id), verdict_id)
    form = Cure(program, condition, request.POST)
    if not form.is_valid() and row.standing is Standing.CURABLE:
        return _verdict(request, desk, application_id, verdict_id, form)
    commands.state_cure(
        application_id=application_id,
        verdict_id=verdict_id,
        fact=form.cleaned_data.get("fact", ""),
        since_on=form.cleaned_data.get("since_on"),
        by=request.actor,
        at=request.received_at,
    )
    messages.success(request, gettext("확인사항을 남겼습니다. 최초 평가가 시작될 때 다시 판단합니다."))
    return redirect(desk.address("eligibility"), application_id)
