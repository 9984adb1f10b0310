"""An agreement is refused before it stands, given up, terminated, or comes to its end."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.agreements import queries
from gonggo.agreements.commands.changing import refuse_change
from gonggo.agreements.commands.moving import moved, note
from gonggo.agreements.models import Agreement
from gonggo.agreements.states import MOVES, OPEN_CHANGES, AgreementState
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.refusal import written
from gonggo.signing.commands import void_signing
from gonggo.signing.queries import signing_of
from gonggo.signing.states import SigningState


@transaction.atomic
def refuse(*, agreement_id: UUID, reason: str, by: Actor, at: datetime) -> Agreement:
    """The agency makes no agreement, with a reason: papers missing, eligibility lost, falsehood.

    Refuses with: wrong_role, wrong_state, agreement_reason_missing.
    """
    row = moved(agreement_id, "refuse", by)
    row.end_reason, row.ended_at = written(reason, "agreement_reason_missing"), at
    _call_off(row, row.end_reason, by=by, at=at)
    row.save(update_fields=["state", "end_reason", "ended_at"])
    note("agreement.refused", row, by=by, at=at, reason=row.end_reason)
    return row


@transaction.atomic
def terminate(*, agreement_id: UUID, in_good_faith: bool, reason: str, by: Actor, at: datetime) -> Agreement:
    """The agency ends an agreement before its time, in good faith (성실) or not (불성실), with a reason.

    Refuses with: wrong_role, wrong_state, agreement_reason_missing.
    """
    row = moved(agreement_id, "terminate", by)
    row.end_reason, row.ended_at = written(reason, "agreement_reason_missing"), at
    for change in row.changes.filter(state__in=sorted(OPEN_CHANGES)):
        refuse_change(change_id=change.id, answer=row.end_reason, by=by, at=at)
    row.in_good_faith = in_good_faith
    row.save(update_fields=["state", "end_reason", "ended_at", "in_good_faith"])
    note("agreement.terminated", row, by=by, at=at, reason=row.end_reason, in_good_faith=in_good_faith)
    return row


@transaction.atomic
def end(*, agreement_id: UUID, at: datetime) -> Agreement | None:
    """All that was agreed is done and settled; None if it has ended already. Refuses with: wrong_state."""
    row = queries.within_reach(agreement_id, of=SYSTEM, lock=True)
    if row.state == AgreementState.ENDED:
        return None
    row.state = MOVES.check("end", AgreementState(row.state), SYSTEM)
    row.ended_at = at
    row.save(update_fields=["state", "ended_at"])
    note("agreement.ended", row, by=SYSTEM, at=at)
    return row


def _call_off(row: Agreement, reason: str, *, by: Actor, at: datetime) -> None:
    """What was in signature is void with it."""
    signing = signing_of(row.ref)
    if signing is not None and signing.state is SigningState.OPEN:
        void_signing(signing_id=signing.id, reason=reason, by=by, at=at)
