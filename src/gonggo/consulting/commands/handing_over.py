"""인계인수: what an expert has still to visit goes to another expert of the same operator."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.consulting import queries
from gonggo.consulting.commands.moving import end_visit, note
from gonggo.consulting.models import Request, Visit
from gonggo.journal.commands import record
from gonggo.kernel.actor import OPERATOR_ROLES, Actor, Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused, written
from gonggo.operators.queries import check_agreed
from gonggo.parties import queries as parties
from gonggo.parties.belonging import people_of


@transaction.atomic
def hand_over(*, expert_id: UUID, to_id: UUID, reason: str, by: Actor, at: datetime) -> list[Visit]:
    """Every visit of an expert that lies ahead goes to another, on the same day: all of them or none.

    By the expert or an officer of the operator. ``at`` is the moment; a visit whose day has come stays with who was
    there, its report too. A report's draft belongs to the request and goes along. Raises OutOfReach; refuses with:
    wrong_role, reason_missing, expert_unknown, handed_over_to_self, nothing_to_hand_over, expert_taken,
    receiver_in_conflict, operator_not_agreed.
    """
    _check_may(expert_id, by)
    reason = written(reason, "reason_missing")
    if to_id == expert_id:
        raise Refused("handed_over_to_self", field="to")
    try:  # the membership is held: two who hand over to one expert are one after the other
        parties.hold_membership(Actor(to_id, Role.EXPERT, by.organisation))
    except OutOfReach as unknown:
        raise Refused("expert_unknown", field="to") from unknown
    assert by.agency_id is not None  # who may hand over acts for an operator
    visits = queries.ahead_of(expert_id, agency_id=by.agency_id, on=legal_day(at), lock=True)
    if not visits:
        raise Refused("nothing_to_hand_over")
    _check_receiver(to_id, visits, at)
    given = [_give(visit, to_id, by=by, at=at) for visit in visits]
    record(
        "visits.handed_over",
        subject=Ref(Kind.PERSON, expert_id),
        by=by,
        at=at,
        program=visits[0].request.program,
        operator=visits[0].request.operator,
        to=str(to_id),
        count=len(given),
        reason=reason,
    )
    return given


def _check_may(expert_id: UUID, by: Actor) -> None:
    is_own = by.role is Role.EXPERT and by.person_id == expert_id
    if not is_own and by.role not in OPERATOR_ROLES:
        raise Refused("wrong_role")
    parties.hold_membership(by)


def _check_receiver(to_id: UUID, visits: list[Visit], at: datetime) -> None:
    """They belong to none of the companies, now or before, and are free on every day."""
    for request in {(visit.request.program, visit.request.operator) for visit in visits}:
        check_agreed(*request, on=legal_day(at))
    belongs = {one.organisation for one in people_of([to_id])[to_id].belongings}
    taken = set(Visit.objects.filter(expert_id=to_id, ended_on=None).values_list("on", flat=True))
    for visit in visits:
        if Ref(Kind.COMPANY, visit.request.company_id) in belongs:
            raise Refused("receiver_in_conflict", field="to")
        if visit.on in taken:
            raise Refused("expert_taken", field="to", on=visit.on)


def _give(visit: Visit, to_id: UUID, *, by: Actor, at: datetime) -> Visit:
    request: Request = visit.request
    end_visit(visit, at)
    given = Visit.objects.create(request=request, expert_id=to_id, on=visit.on)
    former, on = str(visit.expert_id), visit.on.isoformat()
    note("consulting.handed_over", request, by=by, at=at, expert=str(to_id), former=former, on=on)
    return given
