"""An evaluator reads an application and takes its papers; each reading is on record and in the access log."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.applications.queries import program_of
from gonggo.evaluation import commands
from gonggo.facts.queries import names_of
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.programs.definition import Program, QuestionKind
from gonggo.web.evaluator.desk import DESK
from gonggo.web.office.case import CompanyPart, company_parts
from gonggo.web.office.desk import Request, origin
from gonggo.web.ui.responses import attachment

_CONTACTS = frozenset({QuestionKind.PHONE, QuestionKind.EMAIL})
"""How to reach people is not looked at in an assessment."""


@never_cache
@require_safe
def application(request: Request, seat_id: UUID, application_id: UUID) -> HttpResponse:
    """One application as it was submitted; opening it goes into the access log."""
    try:
        opened = commands.open_application(
            seat_id=seat_id,
            application_id=application_id,
            by=request.actor,
            at=request.received_at,
            origin=origin(request),
        )
    except Refused as refused:
        if refused.code != "pledge_missing":
            raise
        messages.warning(request, gettext("먼저 서약해 주세요. 서약한 뒤 신청 내용을 볼 수 있습니다."))
        return redirect("evaluator:pledge", seat_id)
    row, seat, program = opened.row, opened.seat, opened.rules.program
    if (program.key, program.version) != (row.program, row.program_version):
        program = program_of(row)
    request.program = program  # type: ignore[attr-defined]  # the footer shows this program
    context = {
        "desk": DESK.frame("panels", of=request.actor),
        "program_key": program.key,
        "program": program,
        "row": row,
        "seat": seat,
        "stage": opened.stage,
        "companies": _companies(program, row.track, opened.revision.content["parties"], request),
        "panel_url": reverse("evaluator:panel", args=[seat.panel_id]),
    }
    return render(request, "evaluator/application.html", context)


def _companies(
    program: Program, track: str, parties: Sequence[Mapping[str, Any]], request: Request
) -> tuple[CompanyPart, ...]:
    hidden = {question.label for question in program.questions() if question.kind in _CONTACTS}
    names = names_of([UUID(party["company"]) for party in parties], legal_day(request.received_at))
    parts = company_parts(program, track, parties, names=names, brns={}, states=None)
    return tuple(
        replace(
            part,
            sections=tuple(
                replace(section, answers=tuple(one for one in section.answers if one.term not in hidden))
                for section in part.sections
            ),
        )
        for part in parts
    )


@never_cache
@require_POST
def paper(request: Request, seat_id: UUID, application_id: UUID, company_id: UUID, slot: str) -> HttpResponseBase:
    """A paper as an attachment; taking it is on record, so it is a POST."""
    opened = commands.open_paper(
        seat_id=seat_id,
        application_id=application_id,
        company_id=company_id,
        slot=slot,
        sha256=request.POST.get("sha256", ""),
        by=request.actor,
        at=request.received_at,
        origin=origin(request),
    )
    return attachment(opened)
