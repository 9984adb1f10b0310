"""What the commands of this room share: the move, and the fact that is recorded of it."""

from datetime import datetime
from typing import Any

from gonggo.consulting import queries
from gonggo.consulting.models import Request, Visit
from gonggo.consulting.states import MOVES, OPEN, RequestState
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import legal_day


def move(request: Request, command: str, *, by: Actor, at: datetime, reason: str = "") -> None:
    """The request goes where the table says. Refuses with: wrong_role, wrong_state."""
    request.state = MOVES.check(command, RequestState(request.state), by)
    if request.state not in OPEN and request.closed_at is None:
        request.closed_at, request.reason = at, reason
    request.save(update_fields=["state", "closed_at", "reason"])


def end_visit(visit: Visit | None, at: datetime) -> None:
    """The visit is called off; its expert is free on that day."""
    if visit is not None:
        visit.ended_on = legal_day(at)
        visit.save(update_fields=["ended_on"])


def note(fact: str, request: Request, *, by: Actor, at: datetime, basis: Basis | None = None, **data: Any) -> None:
    record(
        fact,
        subject=queries.ref_of(request.id),
        by=by,
        at=at,
        basis=basis,
        program=request.program,
        company=str(request.company_id),
        operator=request.operator,
        **data,
    )
