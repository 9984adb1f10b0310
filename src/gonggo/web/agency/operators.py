"""The operators of a program: admitted, agreed with, suspended, ended; what one has goes to another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.applications.commands import reassign_all
from gonggo.applications.looked_after import held_counts
from gonggo.consulting import queries as consulting
from gonggo.documents.commands import receive
from gonggo.documents.kinds import FileKind
from gonggo.journal.queries import timeline
from gonggo.kernel.refusal import Refused
from gonggo.operators import commands, queries
from gonggo.operators.queries import Operator
from gonggo.operators.states import MOVES, OperatorState
from gonggo.parties.queries import names_of_people
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs, program
from gonggo.web.accounts.refused import put_into
from gonggo.web.agency.claims import DESK
from gonggo.web.agency.operator_forms import CHANGES, Agreement, Change, GiveAll
from gonggo.web.office.desk import Request
from gonggo.web.ui.operators import GLYPHS, agreement_pairs, course, term
from gonggo.web.ui.responses import attachment
from gonggo.web.ui.rows import Cell, Head, Link, Row, Table

LARGEST_AGREEMENT = 30 * 1024 * 1024


def _said() -> str:
    return get_language() or "ko"


@never_cache
@require_safe
def operators(request: Request) -> HttpResponse:
    """Those of one program, the latest notice's if none is asked for, with what each has in hand."""
    programs = all_programs()
    asked = request.GET.get("program", "")
    chosen = next((one for one in programs if one.key == asked), programs[0] if programs else None)
    context: dict[str, Any] = {"desk": DESK.frame("operators", of=request.actor), "program": chosen}
    if chosen is not None:
        request.program = chosen  # type: ignore[attr-defined]  # the footer shows this program
        context |= {
            "program_key": chosen.key,
            "views": [
                Link(one.title, f"?program={one.key}", is_current=one is chosen) for one in programs if programs[1:]
            ],
            "table": _table(chosen, queries.operators(of=request.actor, program=chosen.key)),
        }
    return render(request, "agency/operators.html", context)


def _table(notice: Program, rows: list[Operator]) -> Table:
    in_hand, asked, said = held_counts(notice.key), consulting.held_counts(notice.key), _said()
    labels = [gettext("남은 신청"), gettext("사전진단"), gettext("방문 예정")]
    numbers = [Head(label, "number") for label in labels]
    place = {one.key: number for number, one in enumerate(notice.operators)}
    return Table(
        notice.operator_label,
        [gettext("기관"), gettext("상태"), gettext("협약기간"), *numbers],
        [
            Row(
                [
                    Cell(_name(notice, row), url=reverse("agency:operator", args=[row.id])),
                    Cell(str(OperatorState(row.state).label), state=GLYPHS[OperatorState(row.state)]),
                    term(row, said) or gettext("협약 전"),
                    str(in_hand.get(row.operator, 0)),
                    *map(str, asked.get(row.operator, (0, 0))),
                ]
            )
            for row in sorted(rows, key=lambda row: place.get(row.operator, len(place)))
        ],
    )


def _name(notice: Program, row: Operator) -> str:
    """As the notice calls it; one that a later version of the notice no longer names, by its key."""
    return next((one.name.said(_said()) for one in notice.operators if one.key == row.operator), row.operator)


@dataclass(frozen=True, slots=True)
class Forms:
    """What may be done to an operator now; None where nothing may."""

    change: Change | None
    agreement: Agreement | None
    give: GiveAll | None

    @property
    def wrong(self) -> Change | Agreement | GiveAll | None:
        return next((one for one in (self.change, self.agreement, self.give) if one is not None and one.errors), None)


@never_cache
@require_safe
def operator(request: Request, operator_id: UUID) -> HttpResponse:
    """One operator: its agreement, what happened to it, what it has in hand, what may be done."""
    return _page(request, operator_id)


def _page(request: Request, operator_id: UUID, **bound: Change | Agreement | GiveAll) -> HttpResponse:
    row = queries.within_reach(operator_id, of=request.actor)
    notice = program(row.program)
    request.program = notice  # type: ignore[attr-defined]  # the footer shows this program
    happened = timeline(row.ref)
    people = names_of_people([one.person_id for one in happened if one.person_id])
    applications = held_counts(row.program).get(row.operator, 0)
    requests, visits = consulting.held_counts(row.program).get(row.operator, (0, 0))
    forms = _forms(request, row, notice, applications, bound)
    context = {
        "desk": DESK.frame("operators", of=request.actor),
        "program_key": notice.key,
        "label": notice.operator_label,
        "id": row.id,
        "name": _name(notice, row),
        "pairs": agreement_pairs(row, _said()),
        "has_paper": row.document_id is not None,
        "course": course(happened, people, _said()),
        "applications": applications,
        "requests": requests,
        "visits": visits,
        "forms": forms,
        "has_errors": forms.wrong is not None,
    }
    return render(request, "agency/operator.html", context, status=422 if forms.wrong else 200)


def _forms(request: Request, row: Operator, notice: Program, applications: int, bound: Mapping[str, Any]) -> Forms:
    offered = MOVES.offered(OperatorState(row.state), request.actor)
    changes = [move for move in offered if move in CHANGES]
    others = [one for one in notice.operators if one.key != row.operator] if offered or _is_decider(request) else []
    return Forms(
        bound.get("change") or (Change(changes) if changes else None),
        bound.get("agreement") or (Agreement() if "agree" in offered else None),
        bound.get("give") or (GiveAll(notice, others, _said()) if applications and others else None),
    )


def _is_decider(request: Request) -> bool:
    return bool(MOVES.offered(OperatorState.NAMED, request.actor))


@never_cache
@require_POST
def change(request: Request, operator_id: UUID) -> HttpResponse:
    """It is admitted, suspended, resumed or ended, with a reason that it reads."""
    row = queries.within_reach(operator_id, of=request.actor)
    offered = [move for move in MOVES.offered(OperatorState(row.state), request.actor) if move in CHANGES]
    form = Change(offered, request.POST)
    if not form.is_valid():
        return _page(request, operator_id, change=form)
    command: Callable[..., object] = getattr(commands, form.cleaned_data["move"])
    try:
        command(operator_id=operator_id, reason=form.cleaned_data["reason"], by=request.actor, at=request.received_at)
    except Refused as refused:
        put_into(form, refused)
        return _page(request, operator_id, change=form)
    messages.success(request, gettext("처리했습니다. 그 기관의 담당자에게 메일로 알립니다."))
    return redirect("agency:operator", operator_id)


@never_cache
@require_POST
def agree(request: Request, operator_id: UUID) -> HttpResponse:
    """The agreement with it is entered, with its paper."""
    queries.within_reach(operator_id, of=request.actor)
    form = Agreement(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, operator_id, agreement=form)
    said: dict[str, Any] = form.cleaned_data
    told: dict[str, Any] = {"by": request.actor, "at": request.received_at}
    upload = said.pop("paper")
    try:
        paper = receive(
            upload,
            declared_name=upload.name,
            size_limit=LARGEST_AGREEMENT,
            accepts=frozenset({FileKind.PDF}),
            field="paper",
            **told,
        )
        commands.agree(operator_id=operator_id, document_id=paper.id, **said, **told)
    except Refused as refused:
        put_into(form, refused)
        return _page(request, operator_id, agreement=form)
    messages.success(request, gettext("협약을 등록했습니다. 그 기관의 담당자에게 메일로 알립니다."))
    return redirect("agency:operator", operator_id)


@never_cache
@require_POST
def give_all(request: Request, operator_id: UUID) -> HttpResponse:
    """Everything that it still has goes to another operator, with one reason."""
    row = queries.within_reach(operator_id, of=request.actor)
    notice = program(row.program)
    others = [one for one in notice.operators if one.key != row.operator]
    form = GiveAll(notice, others, _said(), request.POST)
    if not form.is_valid():
        return _page(request, operator_id, give=form)
    told: dict[str, Any] = {
        "program_key": row.program,
        "before": row.operator,
        "by": request.actor,
        "at": request.received_at,
    }
    try:
        given = reassign_all(**form.cleaned_data, **told)
    except Refused as refused:
        put_into(form, refused)
        return _page(request, operator_id, give=form)
    messages.success(request, gettext("신청 %(count)s건을 맡겼습니다.") % {"count": len(given)})
    return redirect("agency:operator", operator_id)


@never_cache
@require_POST
def paper(request: Request, operator_id: UUID) -> HttpResponseBase:
    """The agreement as it was signed, as an attachment."""
    opened = commands.open_agreement(operator_id=operator_id, by=request.actor, at=request.received_at)
    return attachment(opened)
