"""What the commands of this room share: who may, the standing list, the reason, the fact that is recorded."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.basis import Basis
from gonggo.kernel.ref import Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.selection.models import Round
from gonggo.selection.queries import ref_of
from gonggo.selection.states import FIXED, MOVES, SELECTORS, STANDING, RoundState


def as_selector(by: Actor) -> UUID:
    """The person of the agency who acts. Raises OutOfReach for everybody else."""
    if by.role not in SELECTORS or by.person_id is None:
        raise OutOfReach("selection")
    return by.person_id


def standing(program: str) -> Round | None:
    """The list that stands, locked."""
    return Round.objects.select_for_update().filter(program=program, state__in=STANDING).first()


def held(round_id: UUID, by: Actor) -> Round:
    """The list, locked. Raises OutOfReach."""
    as_selector(by)
    found = Round.objects.select_for_update().filter(id=round_id).first()
    if found is None:
        raise OutOfReach(f"selection:{round_id}")
    return found


def set_aside(program: str, *, by: Actor, at: datetime) -> None:
    """What a list rests on changes: one that two have not confirmed is void. Refuses with: list_fixed."""
    found = standing(program)
    if found is None:
        return
    if found.state in FIXED:
        raise Refused("list_fixed")
    void_list(found, by=by, at=at)


def void_list(found: Round, *, by: Actor, at: datetime, reason: str = "") -> None:
    """A list that two have not confirmed is void; without a reason what it rests on changed.

    Refuses with: wrong_role, wrong_state.
    """
    found.state = MOVES.check("void", RoundState(found.state), by)
    found.save(update_fields=["state"])
    note("selection.voided", found, by=by, at=at, reason=reason)


def note(fact: str, row: Round, *, by: Actor, at: datetime, basis: Basis | None = None, **data: Any) -> None:
    record(fact, subject=ref_of(row.id), by=by, at=at, basis=basis, program=row.program, **data)


def note_of(fact: str, subject: Ref, program: str, *, by: Actor, at: datetime, **data: Any) -> None:
    record(fact, subject=subject, by=by, at=at, program=program, **data)
