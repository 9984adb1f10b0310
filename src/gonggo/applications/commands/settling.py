"""The door decides; the house follows: a receipt becomes the application's move, at the receipt's stamp."""

from django.db import transaction

from gonggo.applications.models import Application
from gonggo.applications.queries import within_reach
from gonggo.applications.states import APPLICATION_MOVES, ApplicationState
from gonggo.intake import commands as door
from gonggo.intake import queries as gates
from gonggo.intake.queries import Receipt
from gonggo.kernel.actor import SYSTEM


@transaction.atomic
def settle(receipt: Receipt) -> Application:
    """Make the move that a receipt of the door states, in the order of its subject. Again changes nothing.

    It cannot refuse: all that could refuse was checked when the revision was sealed and at the door.
    """
    application = within_reach(receipt.subject.id, of=SYSTEM, lock=True)
    return door.follow(application, receipt, {"submitted": receive, "withdrawn": withdraw, "refused": _note_refusal})


def receive(application: Application, receipt: Receipt) -> None:
    """The application is received with the revision that the receipt names, at the receipt's stamp."""
    revision = gates.submitted_revision(receipt)
    application.state = APPLICATION_MOVES.check("receive", ApplicationState(application.state), SYSTEM)
    application.received_at = receipt.stamp_at
    application.receipt_id, application.sealed_revision_id = receipt.id, revision.id
    application.title = str(revision.content["title"])
    application.save(update_fields=["state", "received_at", "receipt_id", "sealed_revision_id", "title"])
    door.record_receipt("application.received", receipt, program=application.program, revision=revision.number)


def withdraw(application: Application, receipt: Receipt) -> None:
    """The application is withdrawn at the receipt's stamp; it can be submitted again while the window is open."""
    application.state = APPLICATION_MOVES.check("withdraw", ApplicationState(application.state), SYSTEM)
    application.withdrawn_at = receipt.stamp_at
    application.save(update_fields=["state", "withdrawn_at"])
    door.record_receipt("application.withdrawn", receipt, program=application.program)


def _note_refusal(application: Application, receipt: Receipt) -> None:
    door.record_receipt("application.refused_at_door", receipt, program=application.program, code=receipt.code)
