"""An approved supplier whose business halts is found no longer, and comes back with it: no officer decides."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.refusal import Refused
from gonggo.pool import queries
from gonggo.pool.business import halted_by
from gonggo.pool.commands import listing
from gonggo.pool.commands.deciding import ground_of, write
from gonggo.pool.models import Registration
from gonggo.pool.states import MOVES, RegistrationState

_RESUMED = "영업을 재개함"


@transaction.atomic
def follow_business(*, company_id: UUID, at: datetime) -> list[Registration]:
    """What is known of a company's business has changed: where it has halted so have its approvals, and back.

    ``at`` is when it became known. Those that were moved; again it is none.
    """
    states = [RegistrationState.APPROVED, RegistrationState.HALTED]
    rows = Registration.objects.select_for_update().filter(company_id=company_id, state__in=states)
    moved = []
    for row in rows.order_by("id"):
        said, is_halted = halted_by(row, at), row.state == RegistrationState.HALTED
        if said is not None and not is_halted:
            moved.append(halt(registration_id=row.id, by=SYSTEM, at=at))
        elif said is None and is_halted:
            moved.append(resume(registration_id=row.id, by=SYSTEM, at=at))
    return moved


@transaction.atomic
def halt(*, registration_id: UUID, by: Actor, at: datetime) -> Registration:
    """The business of an approved supplier does not go on: nobody finds it any more.

    Refuses with: wrong_state, wrong_role, pool_goes_on. Raises OutOfReach.
    """
    row = queries.within_reach(registration_id, of=by, lock=True)
    state, said = MOVES.check("halt", RegistrationState(row.state), by), halted_by(row, at)
    if said is None:
        raise Refused("pool_goes_on")
    ground = ground_of(row, queries.pool(row).halting_ground)
    write(row, state, ground, f"{ground.label.ko}: {said.since_on.isoformat()}부터", by, at, "halted")
    listing.leave(row)
    return row


@transaction.atomic
def resume(*, registration_id: UUID, by: Actor, at: datetime) -> Registration:
    """Its business goes on again: it is found as before.

    Refuses with: wrong_state, wrong_role, pool_halted. Raises OutOfReach.
    """
    row = queries.within_reach(registration_id, of=by, lock=True)
    state = MOVES.check("resume", RegistrationState(row.state), by)
    ground = ground_of(row, queries.pool(row).halting_ground)
    if halted_by(row, at) is not None:
        raise Refused("pool_halted", ground.basis)
    write(row, state, ground, _RESUMED, by, at, "resumed")
    listing.enter(row, queries.pool(row), queries.as_submitted(row).answers, at)
    return row
