"""Everything that reads operators. ``within_reach`` is the only way to one."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from gonggo.kernel.actor import AGENCY_ROLES, OPERATOR_ROLES, Actor, Role
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.operators.models import Operator as Operator  # noqa: PLC0414  # the web names it, and imports no models
from gonggo.operators.states import CLOSED, OperatorState
from gonggo.parties.models import Agency


def visible_to(of: Actor) -> QuerySet[Operator]:
    """To the agency all; to an operator's officers their own."""
    rows = Operator.objects.all()
    if of.role in AGENCY_ROLES | {Role.SYSTEM}:
        return rows
    if of.agency_id is None or of.role not in OPERATOR_ROLES:
        return rows.none()
    return rows.filter(operator__in=Agency.objects.filter(id=of.agency_id).values("key"))


def within_reach(operator_id: UUID, *, of: Actor, lock: bool = False) -> Operator:
    """The operator, if this actor may know of it. Raises OutOfReach."""
    rows = visible_to(of)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=operator_id).first()
    if found is None:
        raise OutOfReach(f"operator:{operator_id}")
    return found


def operators(*, of: Actor, program: str = "") -> list[Operator]:
    """Those within reach, of one program if said, in the order in which they were named. One statement."""
    rows = visible_to(of).order_by("-named_at", "operator")
    return list(rows.filter(program=program) if program else rows)


def closed(program: str) -> frozenset[str]:
    """The keys of those that are suspended or whose work has ended: nobody chooses them. One statement.

    An operator that the notice names is open to applicants even before its agreement: the notice says so, and an
    applicant cannot know of the agreement.
    """
    rows = Operator.objects.filter(program=program, state__in=CLOSED)
    return frozenset(rows.values_list("operator", flat=True))


def check_open(program: str, operator: str) -> None:
    """Whether it can be chosen or given work. Refuses with: operator_closed."""
    if operator in closed(program):
        raise Refused("operator_closed", field="operator")


def check_agreed(program: str, operator: str, *, on: date) -> None:
    """Whether it may work in the program on this day: by an agreement in force. Refuses with: operator_not_agreed."""
    in_force = Operator.objects.filter(
        program=program, operator=operator, state=OperatorState.AGREED, begins_on__lte=on, last_on__gte=on
    )
    if not in_force.exists():
        raise Refused("operator_not_agreed")
