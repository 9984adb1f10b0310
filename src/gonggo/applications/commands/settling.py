"""The door decides; the house follows: a receipt becomes the application's move, at the receipt's stamp."""

from django.db import transaction

from gonggo.applications import sealed
from gonggo.applications.models import Application
from gonggo.applications.queries import ref_of, within_reach
from gonggo.applications.states import APPLICATION_MOVES, ApplicationState
from gonggo.intake.queries import Receipt
from gonggo.journal.commands import record
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.basis import Basis, clause


@transaction.atomic
def settle(receipt: Receipt) -> Application:
    """Make the move that a receipt of the door states, in the order of its subject. Again changes nothing.

    It cannot refuse: all that could refuse was checked when the revision was sealed and at the door.
    """
    application = within_reach(receipt.subject.id, of=SYSTEM, lock=True)
    if receipt.sequence <= application.settled_sequence:
        return application
    match receipt.event:
        case "submitted":
            receive(application, receipt)
        case "withdrawn":
            withdraw(application, receipt)
        case _:
            _record("application.refused_at_door", application, receipt, code=receipt.code)
    application.settled_sequence = receipt.sequence
    application.save(update_fields=["settled_sequence"])
    return application


def receive(application: Application, receipt: Receipt) -> None:
    """The application is received with the revision that the receipt names, at the receipt's stamp."""
    content = sealed.revision(receipt.sealed_id) if receipt.sealed_id else None
    if content is None:
        raise LookupError(f"receipt {receipt.id} names no sealed revision")
    application.state = APPLICATION_MOVES.check("receive", ApplicationState(application.state), SYSTEM)
    application.received_at = receipt.stamp_at
    application.receipt_id, application.sealed_revision_id = receipt.id, content.id
    application.title = str(content.content["title"])
    application.save(update_fields=["state", "received_at", "receipt_id", "sealed_revision_id", "title"])
    _record("application.received", application, receipt, revision=content.number)


def withdraw(application: Application, receipt: Receipt) -> None:
    """The application is withdrawn at the receipt's stamp; it can be submitted again while the window is open."""
    application.state = APPLICATION_MOVES.check("withdraw", ApplicationState(application.state), SYSTEM)
    application.withdrawn_at = receipt.stamp_at
    application.save(update_fields=["state", "withdrawn_at"])
    _record("application.withdrawn", application, receipt)


def _record(fact: str, application: Application, receipt: Receipt, **data: str | int | None) -> None:
    by = Actor(receipt.person_id, receipt.role) if receipt.person_id else SYSTEM
    record(
        fact,
        subject=ref_of(application.id),
        by=by,
        at=receipt.stamp_at,
        basis=_basis(receipt),
        program=application.program,
        receipt=str(receipt.id),
        number=receipt.number,
        **data,
    )


def _basis(receipt: Receipt) -> Basis | None:
    return clause(receipt.basis) if receipt.basis else None
