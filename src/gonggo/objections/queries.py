"""Everything that reads objections. ``within_reach`` is the only way to one."""

from collections import Counter
from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from gonggo.kernel.actor import AGENCY_ROLES, SYSTEM, Actor, Role
from gonggo.kernel.basis import Basis
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.objections.definition import Rules, rules_of
from gonggo.objections.models import Objection as Objection  # noqa: PLC0414  # the web names it, and imports no models
from gonggo.objections.models import TookPart
from gonggo.objections.states import JUDGES, MOVES, OPEN, ObjectionState
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_version

PAGE = 50


def ref_of(objection_id: UUID) -> Ref:
    return Ref(Kind.OBJECTION, objection_id)


def visible_to(of: Actor) -> QuerySet[Objection]:
    """A company's own; to the agency all."""
    rows = Objection.objects.all()
    if of.company_id is not None:
        return rows.filter(company_id=of.company_id)
    return rows if of.role in AGENCY_ROLES | {Role.SYSTEM} else rows.none()


def within_reach(objection_id: UUID, *, of: Actor, lock: bool = False) -> Objection:
    """The objection, if this actor may know that it exists. Raises OutOfReach."""
    rows = visible_to(of)
    if lock:
        rows = rows.select_for_update(of=("self",))
    try:
        return rows.get(pk=objection_id)
    except Objection.DoesNotExist as missing:
        raise OutOfReach(f"objection:{objection_id}") from missing


def program_of(objection: Objection) -> Program:
    """The version of the notice under which the decision was made."""
    return program_version(objection.program, objection.program_version)


def rules_for(objection: Objection) -> Rules:
    return rules_of(program_of(objection), objection.group)


def basis_of_answer(objection_id: UUID) -> Basis:
    """On what an objection is answered, for what follows from the answer. Raises OutOfReach."""
    return rules_for(within_reach(objection_id, of=SYSTEM)).answer_basis


def queue(
    *, of: Actor, states: Collection[ObjectionState] = OPEN, offset: int = 0, limit: int = PAGE
) -> list[Objection]:
    """The soonest due first. One statement."""
    rows = visible_to(of).filter(state__in=states).order_by("due_on", "filed_at", "id")
    return list(rows[offset : offset + limit])


def to_answer(of: Actor) -> QuerySet[Objection]:
    """What this judge may answer: open, and to no decision in which they took part. A part of a query."""
    if of.role not in JUDGES or of.person_id is None:
        return Objection.objects.none()
    mine = TookPart.objects.filter(objection=OuterRef("pk"), person_id=of.person_id)
    return visible_to(of).filter(state__in=OPEN).exclude(Exists(mine))


def counts(*, of: Actor) -> Counter[str]:
    """How many there are in each state. One statement."""
    return Counter(dict(visible_to(of).values_list("state").annotate(Count("id")).order_by()))


def objections_to(decisions: Collection[UUID], *, of: Actor) -> dict[tuple[UUID, Ref], Objection]:
    """By the decision and what it is about. One statement."""
    rows = visible_to(of).filter(decision__in=set(decisions))
    return {(row.decision, Ref.parse(row.subject)): row for row in rows}


def about(subject: Ref, *, of: Actor) -> list[Objection]:
    """To decisions about a subject, the oldest first. One statement."""
    return list(visible_to(of).filter(subject=str(subject)).order_by("filed_at", "id"))


def who_took_part(objection: Objection) -> set[UUID]:
    return set(TookPart.objects.filter(objection=objection).values_list("person_id", flat=True))


def offered(objection: Objection, of: Actor) -> list[str]:
    """The moves that ``of`` may make: none on a decision in which they took part. One statement for a judge."""
    found = MOVES.offered(ObjectionState(objection.state), of)
    if not found or of.role not in JUDGES:
        return found
    if of.person_id in who_took_part(objection):
        return []
    can_extend = objection.extended_at is None and rules_for(objection).more_days > 0
    return [move for move in found if move != "extend" or can_extend]
