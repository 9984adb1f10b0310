"""참여제한 on every desk: the list, one sanction with its days, what may be done; proposing one."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonggo.facts.queries import following, names_of
from gonggo.journal.queries import timeline
from gonggo.kernel.clock import legal_day
from gonggo.parties.queries import names_of_people
from gonggo.parties.rules import written_brn
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs
from gonggo.settlement import commands
from gonggo.settlement.sanctions import queries
from gonggo.settlement.sanctions.definition import ROOM, Rules, rules_of
from gonggo.settlement.sanctions.queries import Sanction
from gonggo.settlement.states import SanctionState
from gonggo.web.accounts.refused import taken
from gonggo.web.office import settlement_forms as f
from gonggo.web.office.desk import Desk, Request
from gonggo.web.office.settlement_acts import Act
from gonggo.web.office.settlements import framed, panels, pressed
from gonggo.web.ui import sanctions as shown
from gonggo.web.ui.responses import page_with_form
from gonggo.web.ui.rows import Cell, Link, Row, Table
from gonggo.web.ui.speech import language
from gonggo.web.ui.wording import day

N = SanctionState


def acts(row: Sanction, request: Request) -> list[Act]:
    """What may be done now, in the order of the page."""
    on = legal_day(request.received_at)
    offered = queries.offered(row, request.actor, on=on)
    persons = queries.representatives_of(row.company_id, on) if "draw_up_sanction" in offered else ()
    known = {**_before(row, persons, queries.rules_for(row)), **_after(row)}
    return [one for key, one in known.items() if key in offered]


def _before(row: Sanction, persons: Sequence[str], rules: Rules) -> dict[str, Act]:
    told: dict[str, Any] = {"sanction_id": row.id}
    draw, decide = partial(_draw, **told), partial(commands.decide_sanction, digest=row.digest, **told)
    decision, is_again = partial(f.Decision, persons, rules.months_most), row.state == N.DRAWN
    notice = partial(f.Notice, rules.hearing_days)
    return {
        "give_notice": Act("notice", _("사전통지"), _("사전통지하기"), notice, partial(commands.give_notice, **told)),
        "be_heard": Act("heard", _("의견제출"), _("의견 제출하기"), f.Opinion, partial(commands.be_heard, **told)),
        "decide_sanction": Act("decide", _("결정"), _("이대로 결정하기"), f.Nothing, decide),
        "draw_up_sanction": Act("draw", _("결정안"), _("결정안 만들기"), decision, draw, is_second=is_again),
    }


def _after(row: Sanction) -> dict[str, Act]:
    told: dict[str, Any] = {"sanction_id": row.id}
    stay, resume = partial(commands.stay_sanction, **told), partial(commands.resume_sanction, **told)
    lift = partial(commands.lift_sanction, from_start=False, **told)
    drop = partial(commands.drop_sanction, **told)
    return {
        "stay_sanction": Act("stay", _("집행정지"), _("집행정지 적기"), f.Stay, stay, is_second=True),
        "resume_sanction": Act("resume", _("다시 시작"), _("다시 시작하기"), f.Resume, resume),
        "lift_sanction": Act("lift", _("취소"), _("참여제한 취소하기"), f.Reason, lift, is_second=True),
        "drop_sanction": Act("drop", _("제재하지 않기"), _("제재하지 않기로 하기"), f.Reason, drop, is_second=True),
    }


def _draw(*, persons: Any = (), **told: Any) -> Sanction:
    return commands.draw_up_sanction(persons=persons, **told)


@never_cache
@require_safe
def sanctions(request: Request, desk: Desk | None = None) -> HttpResponse:
    """Those of one state or all, the newest first."""
    asked = request.GET.get("state", "")
    states = [N(asked)] if asked in set(N) else []
    rows, numbers = queries.sanctions(of=request.actor, states=states), queries.counts(of=request.actor)
    links = [Link(gettext("모두"), "?", sum(numbers.values()), is_current=not states)]
    links += [
        Link(str(one.label), f"?state={one}", numbers[one], is_current=one in states) for one in N if one in numbers
    ]
    context = framed(desk, "sanctions", request)
    names = names_of({row.company_id for row in rows}, legal_day(request.received_at))
    heads = [gettext("기업"), gettext("상태"), gettext("의견제출 기한"), gettext("제한 기간")]
    lines = [
        Row(
            [
                Cell(names.get(row.company_id, "-"), url=reverse(f"{context['space']}:sanction", args=[row.id])),
                Cell(str(N(row.state).label), state=shown.GLYPHS[N(row.state)]),
                day(row.hear_until_on, language(), year=True) if row.hear_until_on else "",
                shown.term(row, language()),
            ]
        )
        for row in rows
    ]
    context |= {"views": links, "table": Table(gettext("참여제한"), heads, lines), "proposes": desk is not None}
    return render(request, "office/sanctions.html", context)


@never_cache
@require_safe
def sanction(request: Request, sanction_id: UUID, desk: Desk | None = None) -> HttpResponse:
    """One sanction: its ground, what was said, the days on which it holds, what may be done."""
    return _page(request, sanction_id, desk)


def _page(
    request: Request, sanction_id: UUID, desk: Desk | None, wrong: tuple[str, forms.Form] | None = None
) -> HttpResponse:
    row, said = queries.within_reach(sanction_id, of=request.actor), language()
    program = queries.program_of(row)
    request.program = program  # type: ignore[attr-defined]  # the footer shows this program
    happened = timeline(row.ref)
    people = names_of_people([one.person_id for one in happened if one.person_id]) if desk else {}
    context = framed(desk, "sanctions", request) | {
        "program_key": program.key,
        "id": row.id,
        "name": names_of([row.company_id], legal_day(request.received_at)).get(row.company_id, ""),
        "pairs": shown.pairs(row, rules_of(program), said, is_office=desk is not None),
        "register": shown.register(following(row.ref), said),
        "course": shown.course(happened, people, said),
        "acts": panels(acts(row, request), wrong),
        "wrong": wrong[1] if wrong else None,
    }  # fmt: skip
    return page_with_form(request, "office/sanction.html", context, wrong=wrong)


@never_cache
@require_POST
def act(request: Request, sanction_id: UUID, what: str, desk: Desk | None = None) -> HttpResponse:
    """What was pressed is done, if it is offered."""
    row = queries.within_reach(sanction_id, of=request.actor)
    return pressed(
        request, acts(row, request), what, lambda wrong: _page(request, sanction_id, desk, wrong),
        lambda: redirect(f"{desk.namespace if desk else 'company'}:sanction", sanction_id),
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request, desk: Desk) -> HttpResponse:
    """A company, found by its name or number, is proposed to be barred under a program that has sanctions."""
    programs = {one.key: one for one in all_programs() if ROOM in one.rooms}
    search = f.FindCompany([(one.key, one.title.said(language())) for one in programs.values()], request.GET or None)
    context = framed(desk, "sanctions", request) | {
        "search": search,
        "list_url": reverse(f"{desk.namespace}:sanctions"),
    }
    form = None
    if search.is_valid():
        chosen = programs[search.cleaned_data["program"]]
        form = _propose_form(request, chosen, search.cleaned_data["words"])
        made: list[Sanction] = []
        if taken(form, lambda: made.append(_proposed(request, chosen, form))):
            messages.success(request, gettext("제안했습니다. 사전통지하기 전에는 기업이 알지 못합니다."))
            return redirect(f"{desk.namespace}:sanction", made[0].id)
        context["program_title"] = chosen.title
    is_wrong = bool(search.errors or (form and form.errors))
    return page_with_form(request, "office/sanction_propose.html", context | {"form": form}, wrong=is_wrong)


def _propose_form(request: Request, program: Program, words: str) -> f.Propose:
    found = queries.companies_found(words, of=request.actor, on=legal_day(request.received_at))
    companies = [(str(one.id), f"{one.name} ({written_brn(one.brn)})".strip()) for one in found]
    grounds = [(one.key, one.label.said(language())) for one in rules_of(program).grounds]
    return f.Propose(companies, grounds, request.POST if request.method == "POST" else None)


def _proposed(request: Request, program: Program, form: f.Propose) -> Sanction:
    said = form.cleaned_data
    told: dict[str, Any] = {name: said[name] for name in ("ground", "reason")}
    told |= {"by": request.actor, "at": request.received_at}
    return commands.propose_sanction(program=program, company_id=UUID(said["company"]), **told)
