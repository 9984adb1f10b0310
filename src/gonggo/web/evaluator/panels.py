"""내 평가: the evaluator's panels, and one of them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gonggo.evaluation import queries
from gonggo.evaluation.states import PanelState
from gonggo.kernel.clock import legal_day
from gonggo.web.evaluator import shown
from gonggo.web.evaluator.desk import DESK
from gonggo.web.office.desk import Request


@never_cache
@require_safe
def panels(request: Request) -> HttpResponse:
    """Where the evaluator sits, the next day first, each with what is to be done next."""
    seats, today = queries.my_seats(request.actor), legal_day(request.received_at)
    if seats:
        request.program = seats[0].rules.program  # type: ignore[attr-defined]  # the footer shows this program
    over = [seat for seat in seats if seat.panel_state is PanelState.CLOSED]
    context = {
        "desk": DESK.frame("panels", of=request.actor),
        "cards": [shown.card(seat, today) for seat in seats if seat.panel_state is not PanelState.CLOSED],
        "closed": shown.closed_table(over) if over else None,
    }
    return render(request, "evaluator/panels.html", context)


@never_cache
@require_safe
def panel(request: Request, panel_id: UUID) -> HttpResponse:
    """One panel: what is before it, how far the evaluator is with each."""
    seat = queries.my_seat(request.actor, panel_id=panel_id)
    today = legal_day(request.received_at)
    names = shown.company_names(seat, today)
    request.program = seat.rules.program  # type: ignore[attr-defined]  # the footer shows this program
    context = {
        "desk": DESK.frame("panels", of=request.actor),
        "program_key": seat.rules.program.key,
        "program": seat.rules.program,
        "card": shown.card(seat, today),
        "sheets": shown.sheets_table(seat, names) if seat.sheets else None,
        "out": shown.out_table(seat, names),
        "is_pledged": seat.pledged_at is not None,
    }
    return render(request, "evaluator/panel.html", context)
