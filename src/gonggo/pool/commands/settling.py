"""The door decides; the house follows: a receipt becomes the registration's move, at the receipt's stamp."""

from django.db import transaction

from gonggo.facts.commands import state_fact
from gonggo.facts.definition import FactKind, Source
from gonggo.intake import queries as door
from gonggo.intake.queries import Receipt
from gonggo.journal.commands import record
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.basis import clause
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.pool import form
from gonggo.pool.models import Registration
from gonggo.pool.queries import ref_of, within_reach
from gonggo.pool.states import MOVES, RegistrationState


@transaction.atomic
def settle(receipt: Receipt) -> Registration:
    """Make the move that a receipt of the door states, in the order of its subject. Again changes nothing.

    It cannot refuse: a decision first breaks the seal, so that nothing comes in after it.
    """
    registration = within_reach(receipt.subject.id, of=SYSTEM, lock=True)
    if receipt.sequence <= registration.settled_sequence:
        return registration
    if receipt.event == "submitted":
        receive(registration, receipt)
    else:
        _record("pool.refused_at_door", registration, receipt, code=receipt.code)
    registration.settled_sequence = receipt.sequence
    registration.save(update_fields=["settled_sequence"])
    return registration


def receive(registration: Registration, receipt: Receipt) -> None:
    """The registration is received with the revision that the receipt names, at the receipt's stamp."""
    revision = door.revision(receipt.sealed_id) if receipt.sealed_id else None
    if revision is None:
        raise LookupError(f"receipt {receipt.id} names no sealed revision")
    answers = form.Answers.read(revision.content["answers"])
    registration.state = MOVES.check("receive", RegistrationState(registration.state), SYSTEM)
    registration.received_at = registration.complete_at = receipt.stamp_at
    registration.receipt_id, registration.sealed_revision_id = receipt.id, revision.id
    registration.kind, registration.name = answers.text("kind"), answers.text("company-name")
    registration.save(
        update_fields=["state", "received_at", "complete_at", "receipt_id", "sealed_revision_id", "kind", "name"]
    )
    state_fact(
        subject=Ref(Kind.COMPANY, registration.company_id),
        kind=FactKind.POOL_REGISTRATION,
        value="submitted",
        since_on=legal_day(receipt.stamp_at),
        source=Source.RECORD,
        by=SYSTEM,
        at=receipt.stamp_at,
    )
    _record("pool.received", registration, receipt, revision=revision.number)


def _record(fact: str, registration: Registration, receipt: Receipt, **data: str | int) -> None:
    record(
        fact,
        subject=ref_of(registration.id),
        by=Actor(receipt.person_id, receipt.role),
        at=receipt.stamp_at,
        basis=clause(receipt.basis) if receipt.basis else None,
        program=registration.program,
        receipt=str(receipt.id),
        number=receipt.number,
        **data,
    )
