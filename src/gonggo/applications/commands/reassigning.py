"""The agency gives a received application to another operator, or all that one operator has."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.applications import queries
from gonggo.applications.looked_after import held_by
from gonggo.applications.models import Application
from gonggo.applications.states import REASSIGNERS
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.operators.queries import check_open


@transaction.atomic
def reassign(*, application_id: UUID, operator: str, reason: str, by: Actor, at: datetime) -> Application:
    """An officer of the agency gives a received application to another operator, and says why.

    From then on the one that had it knows of it no more. ``at`` is the moment of the decision. Raises OutOfReach;
    refuses with: operator_unknown, operator_unchanged, operator_closed, reassign_reason_missing.
    """
    if by.role not in REASSIGNERS:
        raise OutOfReach(f"application:{application_id}")
    application = queries.within_reach(application_id, of=by, lock=True)
    _check(application, operator, reason)
    _give(application, operator, reason, by=by, at=at)
    return application


@transaction.atomic
def reassign_all(
    *, program_key: str, before: str, operator: str, reason: str, by: Actor, at: datetime
) -> list[Application]:
    """Everything received that an operator still has goes to another, with one reason: all of it or nothing.

    ``at`` is the moment of the decision. Raises OutOfReach; refuses with: nothing_to_reassign, operator_unknown,
    operator_unchanged, operator_closed, reassign_reason_missing.
    """
    if by.role not in REASSIGNERS:
        raise OutOfReach(f"operator:{before}")
    found = list(held_by(program_key, before).select_for_update())
    if not found:
        raise Refused("nothing_to_reassign")
    _check(found[0], operator, reason)
    for application in found:
        _give(application, operator, reason, by=by, at=at)
    return found


def _check(application: Application, operator: str, reason: str) -> None:
    if operator not in {one.key for one in queries.program_of(application).operators}:
        raise Refused("operator_unknown", field="operator")
    if operator == application.operator:
        raise Refused("operator_unchanged", field="operator")
    check_open(application.program, operator)
    if not reason.strip():
        raise Refused("reassign_reason_missing", field="reason")


def _give(application: Application, operator: str, reason: str, *, by: Actor, at: datetime) -> None:
    before, application.operator = application.operator, operator
    application.save(update_fields=["operator"])
    facts: dict[str, Any] = {"before": before, "operator": operator, "reason": reason.strip()}
    subject = queries.ref_of(application.id)
    record("application.reassigned", subject=subject, by=by, at=at, program=application.program, **facts)
