"""What the commands of this room share: the tranche in its next state, its content, who sits where, the fact."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from gonggo.agreements.queries import ref_of as agreement_ref
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.basis import Basis
from gonggo.kernel.refusal import Refused
from gonggo.parties import queries as parties
from gonggo.payments import queries
from gonggo.payments.definition import Agreed, Rules
from gonggo.payments.models import Tranche
from gonggo.payments.rules import Content, Passed, gates, seen_read
from gonggo.payments.states import MOVES, TrancheState
from gonggo.payments.terms import progress


def moved(tranche_id: UUID, command: str, by: Actor) -> Tranche:
    """The tranche, locked and in the state after ``command``, not saved yet.

    Raises OutOfReach; refuses with: wrong_role, wrong_state.
    """
    row = queries.within_reach(tranche_id, of=by, lock=True)
    row.state = MOVES.check(command, TrancheState(row.state), by)
    return row


def content_of(row: Tranche, agreed: Agreed) -> Content:
    """What is approved, from the row as it stands and the agreement as it is now."""
    return Content(
        str(row.id), row.number, row.amount, str(row.payee_id), row.bank, row.holder, row.account_lookup, agreed
    )


def check_payee(row: Tranche, agreed: Agreed) -> None:
    """It is paid to who leads the agreement now. Refuses with: payee_changed."""
    if row.payee_id != agreed.payee:
        raise Refused("payee_changed")


def passed(row: Tranche, rules: Rules, agreed: Agreed, on: date) -> list[Passed]:
    """The gates of a prepared tranche on a day."""
    portion = rules.portion(row.number)
    if portion is None or row.seen is None:
        raise Refused("tranche_unknown")
    seen = seen_read(row.seen, queries.known_of(row.payee_id, rules.checks.kinds, row.program, on))
    return gates(rules, portion, agreed, seen, amount=row.amount, progress=progress(row.agreement_id), on=on)


def check_apart(row: Tranche, by: Actor, basis: Basis) -> UUID:
    """Who acts is neither who asked or prepared, nor sits where they do. Refuses with: same_person, same_organisation.

    Returns the person. Every organisation that the person belongs to counts, not only the one acted for.
    """
    person = parties.person_behind(by)
    if person in {row.asked_by, row.prepared_by}:
        raise Refused("payment_same_person", basis)
    sits = {str(one.ref) for one in parties.organisations_of(person)}
    if sits & {row.asked_for, row.prepared_for}:
        raise Refused("payment_same_organisation", basis)
    return person


def note(fact: str, row: Tranche, *, by: Actor, at: datetime, basis: Basis | None = None, **data: Any) -> None:
    """A fact of the agreement: who follows it reads there what became of its money."""
    told = {"tranche": str(row.id), "application": str(row.application_id), "tranche_number": row.number}
    record(
        fact,
        subject=agreement_ref(row.agreement_id),
        by=by,
        at=at,
        basis=basis,
        program=row.program,
        amount=row.amount,
        **told,
        **data,
    )
