"""과제 협약 at the offices: costs reviewed, papers looked at, the agreement prepared and signed, changes answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gonggo.agreements import newcomer, papers, queries
from gonggo.agreements.changes import item_word
from gonggo.agreements.definition import Rules, rules_of
from gonggo.agreements.judged import judged
from gonggo.agreements.queries import Line, Terms
from gonggo.agreements.states import (
    ANSWERERS,
    BEFORE,
    MOVES,
    OFFICERS,
    SIGNED,
    WAS_CONCLUDED,
    AgreementState,
    ChangeState,
)
from gonggo.eligibility.definition import Condition
from gonggo.facts.queries import names_of
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import MINISTRY_ROLES, Actor
from gonggo.kernel.clock import legal_day
from gonggo.parties.queries import names_of_people
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_version
from gonggo.signing.queries import signing_of
from gonggo.web.office import agreement_forms as forms
from gonggo.web.office.desk import Desk, Request
from gonggo.web.ui import agreements as shown
from gonggo.web.ui.halted import halted
from gonggo.web.ui.rows import Cell, Head, Row, Table
from gonggo.web.ui.speech import language

S = AgreementState


@never_cache
@require_safe
def agreements(request: Request, desk: Desk) -> HttpResponse:
    """Every agreement within reach, the latest first."""
    rows = queries.agreements(of=request.actor)
    names = names_of({one.lead.company_id for one in rows}, legal_day(request.received_at))
    lines = [
        Row(
            [
                Cell(one.number, url=reverse(f"{desk.namespace}:task_agreement", args=[one.id]), note=one.title),
                names.get(one.lead.company_id, ""),
                shown.state_cell(one),
                f"{one.government:,}",
                shown.term(one) or gettext("협약 전"),
            ]
        )
        for one in rows
    ]
    heads: list[Head | str] = [
        gettext("협약번호"),
        gettext("대표 기업"),
        gettext("상태"),
        Head(gettext("정부지원금(원)"), "number"),
        gettext("구축기간"),
    ]
    context = {
        "desk": desk.frame("task_agreements", of=request.actor),
        "table": Table(gettext("과제 협약"), heads, lines),
    }
    return render(request, "office/agreements.html", context)


@never_cache
@require_safe
def agreement(request: Request, agreement_id: UUID, desk: Desk) -> HttpResponse:
    """One agreement with everything that belongs to it, and what may be done now."""
    return page_of(request, agreement_id, desk)


def page_of(request: Request, agreement_id: UUID, desk: Desk, **bound: Any) -> HttpResponse:
    terms = queries.terms(agreement_id, of=request.actor)
    program, budget = program_version(terms.program, terms.program_version), queries.lines(agreement_id)
    signing = signing_of(terms.ref) if terms.state in SIGNED else None
    changes = queries.changes_of(agreement_id) if terms.state in WAS_CONCLUDED else []
    request.program = program  # type: ignore[attr-defined]  # the footer shows this program
    wrong = next((one for one in bound.values() if one.errors), None)
    context = _read(terms, budget, program, request) | {
        "desk": desk.frame("task_agreements", of=request.actor),
        "list_url": reverse(f"{desk.namespace}:task_agreements"),
        "verdicts_url": reverse(f"{desk.namespace}:eligibility", args=[terms.application_id]),
        "program_key": program.key,
        "terms": terms,
        "papers": _papers(terms, program, desk, request.actor) if terms.state is S.PAPERS else [],
        "signing": shown.signing_table(signing) if signing else None,
        "changes": shown.changes_table(changes) if changes else None,
        "answers": _answers(changes, desk, request.actor, request.received_at),
        "review": bound.get("review") or _review(terms, budget, rules_of(program, terms.track), request.actor),
        "is_ruling": terms.state is S.RULING,
        "move": bound.get("move") or _move(terms, request.actor),
        "put_off": bound.get("put_off") or _put_off(terms, request.actor),
        "opens_paper": request.actor.role not in MINISTRY_ROLES,
        "wrong": wrong,
        "has_errors": wrong is not None,
        **{name: reverse(f"{desk.namespace}:{name}", args=[agreement_id]) for name in _ROUTES},
    }
    return render(request, "office/agreement.html", context, status=422 if wrong else 200)


def _read(terms: Terms, budget: Sequence[Line], program: Program, request: Request) -> dict[str, Any]:
    """What is only read: the terms, the money, the consents, the check of eligibility."""
    rules = rules_of(program, terms.track)
    names = names_of(terms.companies, legal_day(request.received_at))
    in_papers = terms.state is S.PAPERS
    return {
        "pairs": shown.pairs(terms, program, names),
        "halted": halted(terms.companies, names, program, request.received_at),
        "gauges": [shown.gauge(terms, rules)],
        "budget": shown.budget(terms, budget, program, rules),
        "consents": shown.consent_table(papers.consents_of(terms, program), names) if in_papers else None,
        "judged": shown.judgement(judged(terms)) if in_papers else None,
    }


@never_cache
@require_safe
def past(request: Request, agreement_id: UUID, desk: Desk) -> HttpResponse:
    """The papers as they stand, and everything that happened, with who did it."""
    terms = queries.terms(agreement_id, of=request.actor)
    program, happened = program_version(terms.program, terms.program_version), timeline(terms.ref)
    context = {
        "desk": desk.frame("task_agreements", of=request.actor),
        "back": reverse(f"{desk.namespace}:task_agreement", args=[agreement_id]),
        "program_key": program.key,
        "terms": terms,
        "papers": _papers(terms, program, desk, request.actor),
        "course": shown.course(happened, names_of_people([one.person_id for one in happened if one.person_id])),
    }
    return render(request, "office/agreement_past.html", context)


_ROUTES = ("agreement_past", "review_budget", "move_agreement", "put_off_agreement", "agreement_signing")


def _papers(terms: Terms, program: Program, desk: Desk, of: Actor) -> list[dict[str, Any]]:
    """Each paper with the way to open it, and the form to look at it while it waits."""
    rows = []
    for row in papers.slots_of(terms, program):
        glyph, word = shown.slot_word(row)
        waits = terms.state is S.PAPERS and row.waits and of.role in ANSWERERS
        rows.append(
            {
                "row": row,
                "glyph": glyph,
                "word": word,
                "file": reverse(f"{desk.namespace}:agreement_file", args=[terms.id, row.document.id])
                if row.document
                else "",
                "look": reverse(f"{desk.namespace}:look_at_paper", args=[terms.id, row.slot.key]),
                "form": forms.Look(auto_id=f"{row.slot.key}-%s") if waits else None,
            }
        )
    return rows


def _review(terms: Terms, budget: Sequence[Line], rules: Rules, of: Actor) -> forms.Review | None:
    if not {"cut", "rule"} & set(MOVES.offered(terms.state, of)):
        return None
    return forms.Review(rules, budget, is_ruling=terms.state is S.RULING)


def _move(terms: Terms, of: Actor) -> forms.Move | None:
    moves = offered(terms, of)
    return forms.Move(moves) if moves else None


def _put_off(terms: Terms, of: Actor) -> forms.PutOff | None:
    return forms.PutOff(terms) if terms.state in BEFORE and of.role in OFFICERS else None


def offered(terms: Terms, of: Actor) -> list[str]:
    """What this person may decide now, as the form names it."""
    moves = [move for move in MOVES.offered(terms.state, of) if move in forms.MOVES]
    if "terminate" in MOVES.offered(terms.state, of):
        moves += ["terminate_in_good_faith", "terminate_in_bad_faith"]
    if terms.state is S.PAPERS and of.role in ANSWERERS:
        moves.insert(0, "judge")
        if of.role in OFFICERS:
            moves.insert(1, "let_pass")
    return moves


def _left_open(change: queries.ChangeRow, at: datetime) -> tuple[Condition, ...] | None:
    return newcomer.left_open(change.id, at=at) if change.comes_id is not None else None


def _answers(changes: list[queries.ChangeRow], desk: Desk, of: Actor, at: datetime) -> list[dict[str, Any]]:
    if of.role not in ANSWERERS:
        return []
    coming = [one.comes_id for one in changes if one.comes_id is not None and one.state is ChangeState.ASKED]
    names = names_of(coming, legal_day(at)) if coming else {}
    return [
        {
            "label": ": ".join(filter(None, (item_word(one.item).said(language()), names.get(one.comes_id or one.id)))),
            "due_on": one.due_on,
            "url": reverse(f"{desk.namespace}:answer_change", args=[one.id]),
            "form": forms.Answer(auto_id=f"{one.id}-%s", left_open=_left_open(one, at)),
        }
        for one in changes
        if one.state is ChangeState.ASKED
    ]
