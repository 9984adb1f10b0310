"""Who may score, what is due for a stage, which stages are skipped."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from gonggo.applications.models import Application
from gonggo.applications.queries import eligible
from gonggo.applications.queries import visible_to as visible_applications
from gonggo.evaluation.definition import Rules, Sector, Stage, rules_of
from gonggo.evaluation.models import Assessed, Evaluator, StageResult, StageSkipped
from gonggo.evaluation.queries.reach import own_key
from gonggo.evaluation.states import CONVENERS, PanelState
from gonggo.kernel.actor import AGENCY_ROLES, MINISTRY_ROLES, OPERATOR_ROLES, Actor, Role
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties import queries as parties
from gonggo.programs.queries import program as program_in_force


@dataclass(frozen=True, slots=True)
class EvaluatorRow:
    """Somebody who was admitted. ``employed_before``: (name, brn, first day on which it was no longer so)."""

    id: UUID
    person_id: UUID
    name: str
    operator: str
    sector: Sector
    employer: str
    employer_brn: str
    employed_before: tuple[tuple[str, str, date], ...]
    seats: int
    """How many seats they have in panels that are not closed."""


def _visible(of: Actor) -> QuerySet[Evaluator]:
    rows = Evaluator.objects.all()
    if of.role in AGENCY_ROLES | MINISTRY_ROLES | {Role.SYSTEM}:
        return rows
    if of.role in OPERATOR_ROLES and of.agency_id is not None:
        return rows.filter(operator__in=own_key(of.agency_id))
    raise OutOfReach("evaluators")


def evaluator_within_reach(evaluator_id: UUID, *, of: Actor, lock: bool = False) -> Evaluator:
    """Somebody admitted, for who convenes and who oversees: an operator its own. Raises OutOfReach."""
    rows = _visible(of).filter(id=evaluator_id)
    found = (rows.select_for_update() if lock else rows).first()
    if found is None:
        raise OutOfReach(f"evaluator:{evaluator_id}")
    return found


def role_left(evaluator: Evaluator, *, of: Actor) -> UUID | None:
    """The membership that makes somebody an evaluator of one's own agency; None without. One statement."""
    members = parties.members_of(of.organisation) if of.organisation and not evaluator.operator else []
    mine = (one for one in members if one.person_id == evaluator.person_id and one.role is Role.EVALUATOR)
    return next((one.membership_id for one in mine), None)


def evaluators(program_key: str, *, of: Actor) -> list[EvaluatorRow]:
    """Everybody admitted and not ended, by the time of admission: an operator its own. Three statements.

    Raises OutOfReach.
    """
    standing = Q(seats__ended_at=None) & ~Q(seats__panel__state=PanelState.CLOSED)
    rows = list(
        _visible(of)
        .filter(program=program_key, ended_at=None)
        .annotate(standing=Count("seats", filter=standing))
        .prefetch_related("employed_before")
        .order_by("admitted_at", "id")
    )
    names = parties.names_of_people([row.person_id for row in rows])
    return [
        EvaluatorRow(
            row.id,
            row.person_id,
            names[row.person_id],
            row.operator,
            Sector(row.sector),
            row.employer,
            row.employer_brn,
            tuple((one.name, one.brn, one.until_on) for one in row.employed_before.all()),
            row.standing,
        )
        for row in rows
    ]


def skipped(program_key: str) -> dict[Stage, StageSkipped]:
    """The stages that were skipped, with the decision. One statement."""
    return {Stage(row.stage): row for row in StageSkipped.objects.filter(program=program_key)}


def passed_until(rules: Rules, stage: Stage) -> set[UUID]:
    """What may come before a panel of ``stage``: eligible, and passed at the last stage before it that was held."""
    left_out = skipped(rules.program.key)
    before = [one.stage for one in rules.before(stage) if one.stage not in left_out]
    may = {application.id for application in eligible(rules.program.key)}
    if not before:
        return may
    passed = StageResult.objects.filter(program=rules.program.key, stage=before[-1], passed=True)
    return may & set(passed.values_list("application_id", flat=True))


def due(program_key: str, stage: Stage, *, of: Actor) -> list[Application]:
    """What is to be scored at ``stage`` and is before no panel of it, by number. For who convenes: an operator sees
    what it looks after. A constant number of statements. Raises OutOfReach."""
    if of.role not in CONVENERS:
        raise OutOfReach(f"due:{stage}")
    may = passed_until(rules_of(program_in_force(program_key)), stage)
    put = Assessed.objects.filter(stage=stage, ended_at=None).values("application_id")
    rows = visible_applications(of).filter(program=program_key).exclude(id__in=put).order_by("number")
    return [row for row in rows if row.id in may]
