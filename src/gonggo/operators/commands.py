"""Everything that writes operators: named by the notice, admitted, agreed with, suspended, resumed, ended."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.documents.commands.opening import OpenedFile, open_for
from gonggo.documents.queries import documents
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach, Refused, written
from gonggo.operators import queries
from gonggo.operators.models import Operator
from gonggo.operators.states import MOVES, OperatorState
from gonggo.parties import queries as parties
from gonggo.programs.definition import Program

MOST_NUMBER = 40


@transaction.atomic
def name_operators(*, program: Program, by: Actor, at: datetime) -> list[Operator]:
    """Every operator that the notice names and that the program does not have yet. Again is harmless.

    ``at`` is when the notice was loaded. Refuses with: wrong_role.
    """
    if by.role is not Role.SYSTEM:
        raise Refused("wrong_role")
    known = set(Operator.objects.filter(program=program.key).values_list("operator", flat=True))
    made = []
    for told in program.operators:
        if told.key not in known:
            row = Operator.objects.create(
                program=program.key, operator=told.key, state=OperatorState.NAMED, named_at=at
            )
            _note("operator.named", row, by=by, at=at, basis=told.basis)
            made.append(row)
    return made


@transaction.atomic
def admit(*, operator_id: UUID, reason: str, by: Actor, at: datetime) -> Operator:
    """The agency admits an operator to the program, and says on what grounds.

    ``at`` is the moment of the decision. Refuses with: wrong_role, wrong_state, own_operator, operator_reason_missing.
    """
    row = _moved(operator_id, "admit", by)
    reason = written(reason, "operator_reason_missing")
    row.save(update_fields=["state"])
    _note("operator.admitted", row, by=by, at=at, reason=reason)
    return row


@transaction.atomic
def agree(
    *,
    operator_id: UUID,
    number: str,
    agreed_on: date,
    begins_on: date,
    last_on: date,
    document_id: UUID,
    by: Actor,
    at: datetime,
) -> Operator:
    """The agreement with an operator was signed: its number, day, first and last day, and the paper.

    ``at`` is when it is entered: an agreement of a later day is none yet. Refuses with: wrong_role, wrong_state,
    own_operator, agreement_number_wrong, agreement_days_wrong, agreement_paper_missing.
    """
    row = _moved(operator_id, "agree", by)
    number = written(number, "agreement_number_wrong", most=MOST_NUMBER, field="number")
    if Operator.objects.filter(number=number).exists():
        raise Refused("agreement_number_wrong", field="number", most=MOST_NUMBER)
    if agreed_on > legal_day(at) or last_on < begins_on or last_on < agreed_on:
        raise Refused("agreement_days_wrong", field="agreed_on")
    paper = documents([document_id]).get(document_id)
    if paper is None or paper.organisation != by.organisation:
        raise Refused("agreement_paper_missing", field="paper")
    row.number, row.agreed_on, row.begins_on, row.last_on = number, agreed_on, begins_on, last_on
    row.document_id = document_id
    row.save()
    days = {"agreed_on": agreed_on.isoformat(), "begins_on": begins_on.isoformat(), "last_on": last_on.isoformat()}
    _note("operator.agreed", row, by=by, at=at, number=number, document=str(document_id), **days)
    return row


@transaction.atomic
def suspend(*, operator_id: UUID, reason: str, by: Actor, at: datetime) -> Operator:
    """The operator stops its work for now; nobody chooses it. Refuses with what ``admit`` does."""
    return _changed(operator_id, "suspend", "operator.suspended", reason, by=by, at=at)


@transaction.atomic
def resume(*, operator_id: UUID, reason: str, by: Actor, at: datetime) -> Operator:
    """The operator takes its work up again, under the same agreement. Refuses with what ``admit`` does."""
    return _changed(operator_id, "resume", "operator.resumed", reason, by=by, at=at)


@transaction.atomic
def end(*, operator_id: UUID, reason: str, by: Actor, at: datetime) -> Operator:
    """The operator's work in the program is over for good. What it still has is to be given to others.

    Refuses with what ``admit`` does.
    """
    return _changed(operator_id, "end", "operator.ended", reason, by=by, at=at)


def open_agreement(*, operator_id: UUID, by: Actor, at: datetime) -> OpenedFile:
    """The agreement as it was signed, for the agency and the operator itself. Raises OutOfReach."""
    row = queries.within_reach(operator_id, of=by)
    if row.document_id is None:
        raise OutOfReach(f"agreement:{operator_id}")
    return open_for(row.document_id, by=by, at=at, as_uploader=False, as_staff=True)


def _changed(operator_id: UUID, command: str, fact: str, reason: str, *, by: Actor, at: datetime) -> Operator:
    row = _moved(operator_id, command, by)
    reason = written(reason, "operator_reason_missing")
    row.save(update_fields=["state"])
    _note(fact, row, by=by, at=at, reason=reason)
    return row


def _moved(operator_id: UUID, command: str, by: Actor) -> Operator:
    """The operator, locked and in the state after ``command``, not saved yet; nobody decides over their own."""
    row = queries.within_reach(operator_id, of=by, lock=True)
    row.state = MOVES.check(command, OperatorState(row.state), by)
    office = parties.agency_by_key(row.operator)
    own = {one.ref for one in parties.organisations_of(parties.person_behind(by))}
    if office is not None and office.ref in own:
        raise Refused("own_operator")
    return row


def _note(fact: str, row: Operator, *, by: Actor, at: datetime, **data: Any) -> None:
    record(fact, subject=row.ref, by=by, at=at, program=row.program, operator=row.operator, **data)
