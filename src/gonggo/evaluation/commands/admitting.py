"""The agency admits evaluators, an operator its own experts, and lets them go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from gonggo.evaluation import queries
from gonggo.evaluation.definition import Rules, Sector, rules_of
from gonggo.evaluation.models import EmployedBefore, Evaluator
from gonggo.evaluation.states import AGENCY_CONVENERS, CONVENERS, PanelState
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import commands as party_commands
from gonggo.parties import queries as parties
from gonggo.parties import rules as party_rules
from gonggo.programs.queries import program as program_in_force

MOST_EMPLOYER = 120


@dataclass(frozen=True, slots=True)
class Employment:
    """Whom somebody worked for; ``until_on`` is the first day on which it was no longer so."""

    name: str
    brn: str
    until_on: date


class Told(TypedDict):
    """What is said of somebody who is admitted."""

    program_key: str
    sector: Sector
    employer: str
    employer_brn: str
    employed_before: Sequence[Employment]


@transaction.atomic
def admit_evaluator(
    *,
    program_key: str,
    person_id: UUID,
    operator: str,
    sector: Sector,
    employer: str,
    employer_brn: str,
    employed_before: Sequence[Employment],
    by: Actor,
    at: datetime,
) -> Evaluator:
    """A member of the agency with the role of evaluator, or (``operator``) an operator's expert, may score.

    Refuses with: wrong_role, evaluation_not_offered, evaluator_unknown, evaluator_admitted, employer_missing,
    brn_invalid. Raises OutOfReach.
    """
    rules = rules_of(program_in_force(program_key))
    _hold_member(person_id, Role.EXPERT if operator else Role.EVALUATOR, _office(rules, operator, by))
    if Evaluator.objects.filter(program=program_key, person_id=person_id, ended_at=None).exists():
        raise Refused("evaluator_admitted", field="person")
    before = [Employment(_employer(one.name), _brn(one.brn), one.until_on) for one in employed_before]

    evaluator = Evaluator.objects.create(
        program=program_key,
        person_id=person_id,
        operator=operator,
        sector=sector,
        employer=_employer(employer),
        employer_brn=_brn(employer_brn),
        admitted_by=parties.person_behind(by),
        admitted_at=at,
    )
    EmployedBefore.objects.bulk_create(
        EmployedBefore(evaluator=evaluator, name=one.name, brn=one.brn, until_on=one.until_on) for one in before
    )
    _note("evaluation.evaluator_admitted", evaluator, by=by, at=at)
    return evaluator


@transaction.atomic
def appoint_evaluator(*, email: str, operator: str, by: Actor, at: datetime, **told: Unpack[Told]) -> Evaluator:
    """``admit_evaluator`` of who signed up with this address; the role is given to who does not have it yet.

    An office gives the roles of its own people alone. Refuses with what ``admit_evaluator`` does, and with:
    person_unknown, already_member.
    """
    office = _office(rules_of(program_in_force(told["program_key"])), operator, by)
    person = parties.person_by_email(email)
    if person is None:
        raise Refused("person_unknown", field="email")
    role = Role.EXPERT if operator else Role.EVALUATOR
    if office == by.organisation and parties.actor_for(person.id, office).role is not role:
        give = party_commands.add_expert if operator else party_commands.add_evaluator
        give(email=email, by=by, at=at)
    try:
        return admit_evaluator(person_id=person.id, operator=operator, by=by, at=at, **told)
    except Refused as refused:
        if refused.field == "person":
            refused.field = "email"
        raise


@transaction.atomic
def end_evaluator(*, evaluator_id: UUID, by: Actor, at: datetime) -> Evaluator:
    """Somebody does not score any more; a seat in a panel that is not closed must be given up first.

    Refuses with: wrong_role, evaluator_ended, evaluator_seated. Raises OutOfReach.
    """
    evaluator = queries.evaluator_within_reach(evaluator_id, of=by, lock=True)
    if by.role not in CONVENERS:
        raise Refused("wrong_role")
    if evaluator.ended_at is not None:
        raise Refused("evaluator_ended")
    if evaluator.seats.filter(ended_at=None).exclude(panel__state=PanelState.CLOSED).exists():
        raise Refused("evaluator_seated")

    evaluator.ended_at = at
    evaluator.save(update_fields=["ended_at"])
    _note("evaluation.evaluator_ended", evaluator, by=by, at=at)
    return evaluator


@transaction.atomic
def take_role(*, evaluator_id: UUID, by: Actor, at: datetime) -> Evaluator:
    """The agency takes the role itself from who scores nowhere any more: the evaluator's desk closes to them.

    Refuses with: wrong_role, evaluator_still_admitted, wrong_state. Raises OutOfReach.
    """
    evaluator = queries.evaluator_within_reach(evaluator_id, of=by, lock=True)
    membership_id = queries.role_left(evaluator, of=by)
    if by.role not in AGENCY_CONVENERS:
        raise Refused("wrong_role")
    if Evaluator.objects.filter(person_id=evaluator.person_id, operator="", ended_at=None).exists():
        raise Refused("evaluator_still_admitted")
    if membership_id is None:
        raise Refused("wrong_state", state="ended")
    party_commands.end_membership(membership_id=membership_id, by=by, at=at)
    return evaluator


def _office(rules: Rules, operator: str, by: Actor) -> Ref:
    """The office whose member is admitted: the agency's own, or the operator's."""
    if by.role not in CONVENERS or by.organisation is None:
        raise Refused("wrong_role")
    if not operator:
        if by.role not in AGENCY_CONVENERS:
            raise Refused("wrong_role")
        return by.organisation
    known = operator in {one.key for one in rules.program.operators}
    agency = parties.agency_by_key(operator) if known else None
    if agency is None or (by.role not in AGENCY_CONVENERS and agency.ref != by.organisation):
        raise Refused("evaluator_unknown", field="person")
    return agency.ref


def _hold_member(person_id: UUID, role: Role, office: Ref) -> None:
    """The membership is held: two who admit one person are one after the other. Refuses with: evaluator_unknown."""
    try:
        parties.hold_membership(Actor(person_id, role, office))
    except OutOfReach as unknown:
        raise Refused("evaluator_unknown", field="person") from unknown


def _employer(written: str) -> str:
    name = written.strip()
    if not 0 < len(name) <= MOST_EMPLOYER:
        raise Refused("employer_missing", field="employer", most=MOST_EMPLOYER)
    return name


def _brn(written: str) -> str:
    return party_rules.brn(written) if written.strip() else ""


def _note(fact: str, evaluator: Evaluator, *, by: Actor, at: datetime) -> None:
    record(
        fact,
        subject=Ref(Kind.EVALUATOR, evaluator.id),
        by=by,
        at=at,
        program=evaluator.program,
        operator=evaluator.operator,
        sector=evaluator.sector,
    )
