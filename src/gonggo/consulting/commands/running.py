"""The operator runs a request: takes it on or not, names the expert and the day."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gonggo.consulting import queries
from gonggo.consulting.commands.moving import end_visit, move, note
from gonggo.consulting.models import Request, Visit
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.holidays import BeyondCalendar
from gonggo.kernel.refusal import OutOfReach, Refused, written
from gonggo.operators.queries import check_agreed
from gonggo.parties import queries as parties
from gonggo.programs.calendar import korean_business_days


@transaction.atomic
def accept(*, request_id: UUID, by: Actor, at: datetime) -> Request:
    """The operator takes the request on. Refuses with: wrong_role, wrong_state, operator_not_agreed."""
    request = queries.within_reach(request_id, of=by, lock=True)
    move(request, "accept", by=by, at=at)
    check_agreed(request.program, request.operator, on=legal_day(at))
    note("consulting.accepted", request, by=by, at=at)
    return request


@transaction.atomic
def decline(*, request_id: UUID, reason: str, by: Actor, at: datetime) -> Request:
    """The operator does not take it on and says why; the company may ask another while the window is open.

    Refuses with: wrong_role, wrong_state, reason_missing.
    """
    request = queries.within_reach(request_id, of=by, lock=True)
    move(request, "decline", by=by, at=at, reason=written(reason, "reason_missing"))
    note("consulting.declined", request, by=by, at=at)
    return request


@transaction.atomic
def assign(*, request_id: UUID, expert_id: UUID, on: date, day_off_agreed: bool, by: Actor, at: datetime) -> Request:
    """The operator names the expert and the day; ``day_off_agreed`` says that the company agreed to a day off.

    Refuses with: wrong_role, wrong_state, expert_unknown, expert_taken, visit_in_the_past, visit_on_a_day_off,
    visit_too_far, operator_not_agreed.
    """
    request = queries.within_reach(request_id, of=by, lock=True)
    move(request, "assign", by=by, at=at)
    _plan(request, expert_id, on, day_off_agreed=day_off_agreed, by=by, at=at)
    note("consulting.assigned", request, by=by, at=at, expert=str(expert_id), on=on.isoformat())
    return request


@transaction.atomic
def reassign(*, request_id: UUID, expert_id: UUID, on: date, day_off_agreed: bool, by: Actor, at: datetime) -> Request:
    """The operator names another expert or another day; everybody concerned is told. Refuses with what assign does."""
    request = queries.within_reach(request_id, of=by, lock=True)
    move(request, "reassign", by=by, at=at)
    before = queries.visit_of(request)
    end_visit(before, at)
    _plan(request, expert_id, on, day_off_agreed=day_off_agreed, by=by, at=at)
    former = str(before.expert_id) if before is not None and before.expert_id != expert_id else ""
    note("consulting.reassigned", request, by=by, at=at, expert=str(expert_id), on=on.isoformat(), former=former)
    return request


def _plan(request: Request, expert_id: UUID, on: date, *, day_off_agreed: bool, by: Actor, at: datetime) -> None:
    check_agreed(request.program, request.operator, on=legal_day(at))
    _check_day(request, on, legal_day(at), day_off_agreed=day_off_agreed)
    try:  # the membership is held: two requests for one expert are one after the other
        parties.hold_membership(Actor(expert_id, Role.EXPERT, by.organisation))
    except OutOfReach as unknown:
        raise Refused("expert_unknown", field="expert") from unknown
    if Visit.objects.filter(expert_id=expert_id, on=on, ended_on=None).exists():
        raise Refused("expert_taken", field="on", on=on)
    Visit.objects.create(request=request, expert_id=expert_id, on=on)


def _check_day(request: Request, on: date, today: date, *, day_off_agreed: bool) -> None:
    if on < today:
        raise Refused("visit_in_the_past", field="on", today=today)
    only_business_days, basis = queries.offer_for(request).business_days
    days = korean_business_days()
    try:
        is_day_off = not days.holds(on)
    except BeyondCalendar as beyond:
        raise Refused("visit_too_far", field="on", last=days.last) from beyond
    if only_business_days and is_day_off and not day_off_agreed:
        raise Refused("visit_on_a_day_off", basis, field="on", on=on)
