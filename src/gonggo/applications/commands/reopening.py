"""An upheld objection undoes a refusal or a return: the application is screened again."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.applications import queries
from gonggo.applications.commands.moving import note
from gonggo.applications.models import Reversal
from gonggo.applications.states import SCREENING_MOVES, ApplicationState
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.basis import Basis


@transaction.atomic
def reopen(
    *,
    application_id: UUID,
    objection_id: UUID,
    decision: UUID,
    conditions: Sequence[str],
    basis: Basis,
    at: datetime,
) -> bool:
    """The decision ``decision`` stands no more; what it rested on (``conditions``) hinders nothing any longer.

    False if the objection was followed already, or if something else was decided since. Raises OutOfReach.
    """
    application = queries.within_reach(application_id, of=SYSTEM, lock=True)
    state = ApplicationState(application.state)
    if state not in {ApplicationState.REFUSED, ApplicationState.RETURNED}:
        return False
    if Reversal.objects.filter(objection_id=objection_id).exists():
        return False
    application.state = SCREENING_MOVES.check("reopen", state, SYSTEM)
    application.decided_at, application.reason = None, ""
    application.save(update_fields=["state", "decided_at", "reason"])
    kept = {"version": 1, "conditions": list(conditions)}
    Reversal.objects.create(
        application=application, objection_id=objection_id, decision=decision, conditions=kept, at=at
    )
    facts = {"objection": str(objection_id), "decision": str(decision), "conditions": list(conditions)}
    note("application.reopened", application, by=SYSTEM, at=at, basis=basis, **facts)
    return True
