"""Who may know of a panel, and of a seat."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from gonggo.evaluation.models import Evaluator, Panel, Seat
from gonggo.evaluation.states import SCORERS
from gonggo.kernel.actor import AGENCY_ROLES, MINISTRY_ROLES, OPERATOR_ROLES, Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties.models import Agency


def panel_ref(panel_id: UUID) -> Ref:
    return Ref(Kind.PANEL, panel_id)


def own_key(agency_id: UUID) -> QuerySet[Agency, str]:
    return Agency.objects.filter(id=agency_id).values_list("key", flat=True)


def evaluators_of(of: Actor) -> QuerySet[Evaluator]:
    """The person as evaluator, in the role they act in: an expert for their operator, an evaluator for the agency."""
    if of.role not in SCORERS or of.person_id is None or of.agency_id is None:
        return Evaluator.objects.none()
    rows = Evaluator.objects.filter(person_id=of.person_id, ended_at=None)
    if of.role is Role.EXPERT:
        return rows.filter(operator__in=own_key(of.agency_id))
    return rows.filter(operator="")


def visible_panels(of: Actor) -> QuerySet[Panel]:
    """All of them for the agency and the ministry; its own for an operator; where they sit for a member."""
    rows = Panel.objects.all()
    if of.role in AGENCY_ROLES | MINISTRY_ROLES | {Role.SYSTEM}:
        return rows
    if of.role in OPERATOR_ROLES and of.agency_id is not None:
        return rows.filter(operator__in=own_key(of.agency_id))
    if of.role in SCORERS:
        return rows.filter(Exists(visible_seats(of).filter(panel=OuterRef("pk"))))
    return rows.none()


def visible_seats(of: Actor) -> QuerySet[Seat]:
    """A member's own seats."""
    return Seat.objects.filter(evaluator__in=evaluators_of(of), ended_at=None)


def panel_within_reach(panel_id: UUID, *, of: Actor, lock: bool = False) -> Panel:
    """The panel, if this actor may know that it exists. Raises OutOfReach."""
    rows = visible_panels(of)
    if lock:
        rows = rows.select_for_update(of=("self",))
    try:
        return rows.get(pk=panel_id)
    except Panel.DoesNotExist as missing:
        raise OutOfReach(f"panel:{panel_id}") from missing


def seat_within_reach(seat_id: UUID, *, of: Actor) -> Seat:
    """A member's own seat with its panel. Raises OutOfReach."""
    try:
        return visible_seats(of).select_related("panel", "evaluator").get(pk=seat_id)
    except Seat.DoesNotExist as missing:
        raise OutOfReach(f"seat:{seat_id}") from missing
