"""The first beat of every command: the registration as this actor may change it."""

from datetime import datetime
from uuid import UUID

from gonggo.intake import queries as door
from gonggo.kernel.actor import COMPANY_WRITERS, Actor
from gonggo.kernel.refusal import Refused
from gonggo.parties import queries as parties
from gonggo.pool import queries
from gonggo.pool.models import Registration


def writer(by: Actor) -> tuple[UUID, UUID]:
    """The person who writes, and the company written for. Refuses with: wrong_role."""
    if by.role not in COMPANY_WRITERS or by.person_id is None or by.company_id is None:
        raise Refused("wrong_role")
    return by.person_id, by.company_id


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
