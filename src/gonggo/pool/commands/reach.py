"""The first beat of every command: the registration as this actor may change it."""

from datetime import datetime
from uuid import UUID

from gonggo.intake import queries as door
from gonggo.kernel.actor import Actor, writer
from gonggo.kernel.refusal import Refused
from gonggo.parties import queries as parties
from gonggo.pool import queries
from gonggo.pool.models import Registration


def as_writer(registration_id: UUID, by: Actor) -> Registration:
    """The company's own registration, locked, for one who writes for it at this moment.

    Refuses with: wrong_role. Raises OutOfReach.
    """
    registration = queries.within_reach(registration_id, of=by, lock=True)
    writer(by)
    parties.hold_membership(by)
    return registration


def as_open(registration_id: UUID, by: Actor, at: datetime) -> Registration:
    """As ``as_writer``, while it may be changed. Refuses with: wrong_role, pool_not_open_to_changes."""
    registration = as_writer(registration_id, by)
    check_open(registration, at)
    return registration


def check_open(registration: Registration, at: datetime) -> None:
    """A draft and what waits until the window closes; what was asked to be mended at any time."""
    if not queries.may_change(registration.state, door.gate(queries.ref_of(registration.id)), at):
        raise Refused("pool_not_open_to_changes")
