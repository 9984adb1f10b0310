"""A place is given up by its company; the agency has it go on to the next in reserve."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.applications.commands.reach import as_lead
from gonggo.applications.queries import ref_of as application_ref
from gonggo.journal.commands import record
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.basis import Basis
from gonggo.kernel.refusal import Refused, written
from gonggo.programs.queries import program as program_in_force
from gonggo.selection import inputs, queries
from gonggo.selection.commands.moving import held, note_of
from gonggo.selection.definition import Cell, Outcome, rules_of
from gonggo.selection.models import Place, Round
from gonggo.selection.states import RoundState


@transaction.atomic
def give_up(*, application_id: UUID, reason: str, by: Actor, at: datetime) -> Place:
    """The lead company gives its place up, or its place in reserve, for good.

    Refuses with: wrong_role, lead_company_only, no_place_to_give_up, selection_reason_missing. Raises OutOfReach.
    """
    as_lead(application_id, by)
    rows = queries.published_places().select_for_update(of=("self",))
    place = rows.filter(application_id=application_id).first()
    never = place is not None and place.outcome == Outcome.NOT_SELECTED and place.upheld_at is None
    if place is None or never or place.given_up_at is not None:
        raise Refused("no_place_to_give_up")
    place.given_up_reason, place.given_up_at = written(reason, "selection_reason_missing"), at
    place.save(update_fields=["given_up_at", "given_up_reason"])
    said = {"reason": place.given_up_reason, "track": place.track, "type": place.type}
    note_of("selection.given_up", application_ref(application_id), place.round.program, by=by, at=at, **said)
    return place


@transaction.atomic
def promote(*, round_id: UUID, cell: Cell, by: Actor, at: datetime) -> Place:
    """The next in reserve of a track and type gets a place that has fallen free.

    Refuses with: wrong_state, reserve_over, no_free_place, reserve_empty. Raises OutOfReach.
    """
    found = held(round_id, by)
    if found.state != RoundState.PUBLISHED:
        raise Refused("wrong_state", state=found.state)
    notice = program_in_force(found.program)
    rules = rules_of(notice)
    if at >= rules.reserve_ends_at:
        raise Refused("reserve_over", rules.reserve_basis, ends=rules.reserve_ends_at)
    if _taken(found, cell) >= inputs.places_now(notice).get(cell, 0):
        raise Refused("no_free_place")
    place = queries.next_in_reserve(found, cell, lock=True)
    if place is None:
        raise Refused("reserve_empty")
    place.promoted_at = at
    place.save(update_fields=["promoted_at"])
    said = {"track": place.track, "type": place.type, "rank": place.rank}
    note_of("selection.promoted", application_ref(place.application_id), found.program, by=by, at=at, **said)
    return place


@transaction.atomic
def put_first(*, application_id: UUID, objection_id: UUID, basis: Basis, at: datetime) -> bool:
    """An objection to a result was upheld: the application comes before the reserve of its track and type.

    Nobody loses a place by it. False if it has a place, or stands there already.
    """
    rows = queries.published_places().select_for_update(of=("self",))
    place = rows.filter(application_id=application_id).first()
    if place is None or place.upheld_at is not None or place.given_up_at is not None:
        return False
    if place.outcome == Outcome.SELECTED or place.promoted_at is not None:
        return False
    place.upheld_at = at
    place.save(update_fields=["upheld_at"])
    said = {"objection": str(objection_id), "track": place.track, "type": place.type}
    subject = application_ref(application_id)
    record("selection.put_first", subject=subject, by=SYSTEM, at=at, basis=basis, program=place.round.program, **said)
    return True


def _taken(found: Round, cell: Cell) -> int:
    rows = found.places.filter(track=cell[0], type=cell[1], given_up_at=None)
    return rows.filter(outcome=Outcome.SELECTED).count() + rows.filter(promoted_at__isnull=False).count()
