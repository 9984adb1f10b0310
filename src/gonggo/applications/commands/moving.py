"""What the commands of 요건검토 share: when they may be given, the move, and the fact that is recorded of it."""

from datetime import datetime
from typing import Any

from gonggo.applications import queries
from gonggo.applications.models import Application
from gonggo.applications.states import SCREENING_MOVES, ApplicationState
from gonggo.intake import pending
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.basis import Basis
from gonggo.kernel.refusal import Refused
from gonggo.programs.queries import program as program_in_force

WINDOW = "application.closes"


def check_closed(application: Application, at: datetime) -> None:
    """Nothing is decided while it can still be resubmitted or withdrawn, nor before every receipt was followed.

    Refuses with: window_still_open, receipts_on_their_way.
    """
    closes_at = program_in_force(application.program).moment(WINDOW)  # not the version filed under: it may be extended
    if at < closes_at:
        raise Refused("window_still_open", closes=closes_at)
    if pending.is_unsettled(queries.ref_of(application.id)):
        raise Refused("receipts_on_their_way")


def decide(application: Application, command: str, reason: str, *, by: Actor, at: datetime) -> None:
    """The application goes where the table says, and stays there. Refuses with: wrong_role, wrong_state."""
    application.state = SCREENING_MOVES.check(command, ApplicationState(application.state), by)
    application.decided_at, application.reason = at, reason
    application.save(update_fields=["state", "decided_at", "reason"])


def note(
    fact: str, application: Application, *, by: Actor, at: datetime, basis: Basis | None = None, **data: Any
) -> None:
    subject = queries.ref_of(application.id)
    record(fact, subject=subject, by=by, at=at, basis=basis, program=application.program, **data)
