"""Everything that writes objections: filed, taken back, extended, answered."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.journal.commands import record, record_access
from gonggo.journal.purposes import Purpose
from gonggo.kernel.actor import AGENCY_ROLES, COMPANY_WRITERS, Actor
from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused, written
from gonggo.objections import queries
from gonggo.objections.definition import OfDecision, Rules, late_basis, rules_of
from gonggo.objections.models import Objection, TookPart
from gonggo.objections.states import MOVES, Ground, ObjectionState
from gonggo.parties import queries as parties
from gonggo.programs.calendar import korean_business_days
from gonggo.programs.definition import Program

MOST_TEXT = 4000
ANSWERS = {
    "uphold": "objection.upheld",
    "dismiss": "objection.dismissed",
    "answer_petition": "objection.petition_answered",
}
"""How an objection is answered: the move, and the fact that is recorded of it."""


@transaction.atomic
def file_objection(
    *, program: Program, of_decision: OfDecision, ground: str, text: str, by: Actor, at: datetime
) -> Objection:
    """A company objects to a decision that it was told of; after the last day it is taken as a petition.

    The room of the decision has said that the company may object to it. ``at`` is when it came in: days are counted in
    Seoul. Refuses with: wrong_role, objection_before_notice, objection_ground_unknown, objection_text_missing,
    already_objected.
    """
    if by.role not in COMPANY_WRITERS or by.company_id is None:
        raise Refused("wrong_role")
    parties.within_reach(by.company_id, of=by, lock=True)  # two who object at once are one after the other
    rules, on = rules_of(program, of_decision.group), legal_day(at)
    text = _objected(rules, ground, text, is_early=on < of_decision.notified_on)
    decision = {"decision": of_decision.fact, "subject": str(of_decision.subject), "company_id": by.company_id}
    if Objection.objects.filter(**decision).exists():
        raise Refused("already_objected", rules.basis)

    until = rules.until_on(of_decision.notified_on, korean_business_days())
    objection = Objection.objects.create(
        **decision,
        program=program.key,
        program_version=program.version,
        group=of_decision.group,
        state=ObjectionState.PETITION if on > until else ObjectionState.FILED,
        ground=ground,
        text=text,
        notified_on=of_decision.notified_on,
        until_on=until,
        due_on=rules.due_on(on),
        filed_by=parties.person_behind(by),
        filed_at=at,
    )
    TookPart.objects.bulk_create(TookPart(objection=objection, person_id=one) for one in set(of_decision.excluded))
    fact, basis = ("objection.petition_taken", late_basis(program)) if on > until else ("objection.filed", rules.basis)
    _note(fact, objection, by=by, at=at, basis=basis)
    return objection


def _objected(rules: Rules, ground: str, text: str, *, is_early: bool) -> str:
    if is_early:
        raise Refused("objection_before_notice")
    if ground not in (rules.grounds or Ground.values):
        raise Refused("objection_ground_unknown", field="ground")
    return written(text, "objection_text_missing", most=MOST_TEXT, field="text")


@transaction.atomic
def withdraw(*, objection_id: UUID, by: Actor, at: datetime) -> Objection:
    """The company takes its objection back before it is answered. Refuses with: wrong_role, wrong_state."""
    objection = queries.within_reach(objection_id, of=by, lock=True)
    objection.state = MOVES.check("withdraw", ObjectionState(objection.state), by)
    objection.closed_at = at
    objection.save(update_fields=["state", "closed_at"])
    _note("objection.withdrawn", objection, by=by, at=at)
    return objection


@transaction.atomic
def extend(*, objection_id: UUID, reason: str, by: Actor, at: datetime) -> Objection:
    """The agency takes more days to answer, once, where the program has it.

    Refuses with: wrong_role, wrong_state, took_part_in_decision, objection_of_own_company, objection_not_extendable,
    objection_answer_missing.
    """
    objection, _ = _judged(objection_id, "extend", by)
    rules = queries.rules_for(objection)
    if rules.more_days == 0 or objection.extended_at is not None:
        raise Refused("objection_not_extendable", rules.answer_basis, due=objection.due_on)
    objection.extended_for = written(reason, "objection_answer_missing", field="answer")
    objection.extended_at, objection.due_on = at, objection.due_on + timedelta(days=rules.more_days)
    objection.save(update_fields=["extended_for", "extended_at", "due_on"])
    _note("objection.extended", objection, by=by, at=at, basis=rules.answer_basis)
    return objection


def uphold(*, objection_id: UUID, answer: str, by: Actor, at: datetime) -> Objection:
    """The objection is right (인용): the room of the decision puts it right, by reaction. Refuses with: see decide."""
    return decide(objection_id=objection_id, move="uphold", answer=answer, by=by, at=at)


def dismiss(*, objection_id: UUID, answer: str, by: Actor, at: datetime) -> Objection:
    """The decision stands (기각). Refuses with: see decide."""
    return decide(objection_id=objection_id, move="dismiss", answer=answer, by=by, at=at)


def answer_petition(*, objection_id: UUID, answer: str, by: Actor, at: datetime) -> Objection:
    """A late objection, taken as a petition, is answered. Refuses with: see decide."""
    return decide(objection_id=objection_id, move="answer_petition", answer=answer, by=by, at=at)


@transaction.atomic
def decide(*, objection_id: UUID, move: str, answer: str, by: Actor, at: datetime) -> Objection:
    """Somebody of the agency who had no part in the decision answers, with a reason that the company reads.

    ``move`` is one of ANSWERS. Refuses with: wrong_role, wrong_state, took_part_in_decision, objection_of_own_company,
    objection_answer_missing.
    """
    objection, state = _judged(objection_id, move, by)
    objection.answer = written(answer, "objection_answer_missing", most=MOST_TEXT, field="answer")
    objection.state, objection.decided_by, objection.closed_at = state, parties.person_behind(by), at
    objection.save(update_fields=["state", "answer", "decided_by", "closed_at"])
    _note(ANSWERS[move], objection, by=by, at=at, basis=queries.rules_for(objection).answer_basis)
    return objection


@transaction.atomic
def open_objection(*, objection_id: UUID, origin: str, by: Actor, at: datetime) -> Objection:
    """Somebody of the agency reads an objection: written into the access log. Raises OutOfReach."""
    objection = queries.within_reach(objection_id, of=by)
    if by.role not in AGENCY_ROLES:
        raise OutOfReach(f"objection:{objection_id}")
    record_access(
        "objection.opened",
        subject=queries.ref_of(objection.id),
        whose=[Ref(Kind.COMPANY, objection.company_id)],
        purpose=Purpose.OBJECTION,
        origin=origin,
        by=by,
        at=at,
        program=objection.program,
    )
    return objection


def _judged(objection_id: UUID, command: str, by: Actor) -> tuple[Objection, ObjectionState]:
    """The objection and where ``command`` leads, for somebody who had no part in the decision."""
    objection = queries.within_reach(objection_id, of=by, lock=True)
    state = MOVES.check(command, ObjectionState(objection.state), by)
    if by.person_id in queries.who_took_part(objection):
        raise Refused("took_part_in_decision")
    own = parties.organisations_of(by.person_id) if by.person_id else []
    if Ref(Kind.COMPANY, objection.company_id) in {one.ref for one in own}:
        raise Refused("objection_of_own_company")
    return objection, state


def _note(fact: str, objection: Objection, *, by: Actor, at: datetime, basis: Basis | None = None) -> None:
    data: dict[str, Any] = {"company": str(objection.company_id), "decision": str(objection.decision)}
    subject = queries.ref_of(objection.id)
    record(fact, subject=subject, by=by, at=at, basis=basis, program=objection.program, of=objection.subject, **data)
