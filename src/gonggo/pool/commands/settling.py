"""The door decides; the house follows: a receipt becomes the registration's move, at the receipt's stamp."""

from django.db import transaction

from gonggo.facts.definition import Source
from gonggo.intake import commands as door
from gonggo.intake import queries as gates
from gonggo.intake.queries import Receipt
from gonggo.kernel.actor import SYSTEM
from gonggo.pool import form
from gonggo.pool.commands.standing import state_standing
from gonggo.pool.models import Registration
from gonggo.pool.queries import within_reach
from gonggo.pool.states import MOVES, RegistrationState


@transaction.atomic
def settle(receipt: Receipt) -> Registration:
    """Make the move that a receipt of the door states, in the order of its subject. Again changes nothing.

    It cannot refuse: a decision first breaks the seal, so that nothing comes in after it.
    """
    registration = within_reach(receipt.subject.id, of=SYSTEM, lock=True)
    return door.follow(registration, receipt, {"submitted": receive, "withdrawn": withdraw, "refused": _note_refusal})


def receive(registration: Registration, receipt: Receipt) -> None:
    """The registration is received with the revision that the receipt names, at the receipt's stamp."""
    revision = gates.submitted_revision(receipt)
    answers = form.Answers.read(revision.content["answers"])
    registration.state = MOVES.check("receive", RegistrationState(registration.state), SYSTEM)
    registration.received_at = registration.complete_at = receipt.stamp_at
    registration.receipt_id, registration.sealed_revision_id = receipt.id, revision.id
    registration.kind, registration.name = answers.text("kind"), answers.text("company-name")
    registration.save(
        update_fields=["state", "received_at", "complete_at", "receipt_id", "sealed_revision_id", "kind", "name"]
    )
    state_standing(registration, source=Source.RECORD, by=SYSTEM, at=receipt.stamp_at)
    door.record_receipt("pool.received", receipt, program=registration.program, revision=revision.number)


def withdraw(registration: Registration, receipt: Receipt) -> None:
    """The registration is withdrawn at the receipt's stamp; it can be submitted again while the window is open."""
    registration.state = MOVES.check("withdraw", RegistrationState(registration.state), SYSTEM)
    registration.withdrawn_at = receipt.stamp_at
    registration.save(update_fields=["state", "withdrawn_at"])
    state_standing(registration, source=Source.RECORD, by=SYSTEM, at=receipt.stamp_at)
    door.record_receipt("pool.withdrawn", receipt, program=registration.program)


def _note_refusal(registration: Registration, receipt: Receipt) -> None:
    door.record_receipt("pool.refused_at_door", receipt, program=registration.program, code=receipt.code)
