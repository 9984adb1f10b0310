"""What the commands of this room share: the agreement in its next state, and the fact that is recorded."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gonggo.agreements import queries
from gonggo.agreements.definition import Rules, rules_of
from gonggo.agreements.models import Agreement
from gonggo.agreements.states import MOVES, AgreementState
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor, writer
from gonggo.kernel.basis import Basis
from gonggo.kernel.refusal import Refused
from gonggo.parties import queries as parties


def moved(agreement_id: UUID, command: str, by: Actor) -> Agreement:
    """The agreement, locked and in the state after ``command``, not saved yet.

    Refuses with: wrong_role, wrong_state. Raises OutOfReach.
    """
    row = queries.within_reach(agreement_id, of=by, lock=True)
    row.state = MOVES.check(command, AgreementState(row.state), by)
    return row


def as_lead(row: Agreement, by: Actor) -> None:
    """Whoever acts writes for the lead company at this very moment. Refuses with: wrong_role, lead_company_only."""
    _, company_id = writer(by)
    parties.hold_membership(by)
    if not row.parties.filter(company_id=company_id, leads=True, left_on=None).exists():
        raise Refused("lead_company_only")


def rules_for(row: Agreement) -> Rules:
    return rules_of(queries.program_of(row), row.track)


def note(fact: str, row: Agreement, *, by: Actor, at: datetime, basis: Basis | None = None, **data: Any) -> None:
    """The fact, with the application that it is about: timelines and letters find it by that."""
    told = {"application": str(row.application_id), "number": row.number} | data
    record(fact, subject=row.ref, by=by, at=at, basis=basis, program=row.program, **told)
