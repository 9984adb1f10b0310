"""The agency gives a received application to another operator."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.applications import queries
from gonggo.applications.models import Application
from gonggo.applications.states import REASSIGNERS
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import OutOfReach, Refused


@transaction.atomic
def reassign(*, application_id: UUID, operator: str, reason: str, by: Actor, at: datetime) -> Application:
    """An officer of the agency gives a received application to another operator, and says why.

    From then on the one that had it knows of it no more. ``at`` is the moment of the decision. Raises OutOfReach;
    refuses with: operator_unknown, operator_unchanged, reassign_reason_missing.
    """
    if by.role not in REASSIGNERS:
        raise OutOfReach(f"application:{application_id}")
    application = queries.within_reach(application_id, of=by, lock=True)
    if operator not in {one.key for one in queries.program_of(application).operators}:
        raise Refused("operator_unknown", field="operator")
    if operator == application.operator:
        raise Refused("operator_unchanged", field="operator")
    if not reason.strip():
        raise Refused("reassign_reason_missing", field="reason")
    before, application.operator = application.operator, operator
    application.save(update_fields=["operator"])
    facts: dict[str, Any] = {"before": before, "operator": operator, "reason": reason.strip()}
    subject = queries.ref_of(application.id)
    record("application.reassigned", subject=subject, by=by, at=at, program=application.program, **facts)
    return application
