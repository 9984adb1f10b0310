"""The operator's own agreement in each program, to read."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.journal.queries import timeline
from gonggo.operators import commands, queries
from gonggo.operators.states import OperatorState
from gonggo.programs.queries import all_programs, program
from gonggo.web.accounts.requests import language
from gonggo.web.office.desk import Request
from gonggo.web.operator.desk import DESK
from gonggo.web.ui.operators import GLYPHS, agreement_pairs, course, term
from gonggo.web.ui.responses import attachment
from gonggo.web.ui.rows import Cell, Row, Table


@never_cache
@require_safe
def agreements(request: Request) -> HttpResponse:
    """One line for each program that names this operator."""
    rows, said = queries.operators(of=request.actor), language()
    titles = {one.key: one.title.said(said) for one in all_programs()}
    heads = [gettext("사업"), gettext("상태"), gettext("협약번호"), gettext("협약기간")]
    lines = [
        Row(
            [
                Cell(titles.get(row.program, row.program), url=reverse("operator:operator", args=[row.id])),
                Cell(str(OperatorState(row.state).label), state=GLYPHS[OperatorState(row.state)]),
                row.number,
                term(row, said) or gettext("협약 전"),
            ]
        )
        for row in rows
    ]
    context = {"desk": DESK.frame("agreements", of=request.actor), "table": Table(gettext("협약"), heads, lines)}
    return render(request, "operator/agreements.html", context)


@never_cache
@require_safe
def agreement(request: Request, operator_id: UUID) -> HttpResponse:
    """The agreement in one program and what happened to it; who of the agency decided stays out of it."""
    row = queries.within_reach(operator_id, of=request.actor)
    notice = program(row.program)
    context = {
        "desk": DESK.frame("agreements", of=request.actor),
        "program_key": notice.key,
        "title": notice.title,
        "id": row.id,
        "pairs": agreement_pairs(row, language()),
        "has_paper": row.document_id is not None,
        "course": course(timeline(row.ref), {}, language()),
    }
    return render(request, "operator/agreement.html", context)


@never_cache
@require_POST
def paper(request: Request, operator_id: UUID) -> HttpResponseBase:
    """The agreement as it was signed, as an attachment."""
    opened = commands.open_agreement(operator_id=operator_id, by=request.actor, at=request.received_at)
    return attachment(opened)
