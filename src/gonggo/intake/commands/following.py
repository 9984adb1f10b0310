"""The door decides; a room follows: each receipt becomes one move of its subject's row, in order, at its stamp."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from gonggo.intake.queries import Receipt
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.basis import clause


class Subject(Protocol):
    """A room's row that the door decides on; ``settled_sequence`` is the last receipt that it has followed."""

    settled_sequence: int

    def save(self, *, update_fields: list[str]) -> None: ...


S = TypeVar("S", bound=Subject)


def follow(row: S, receipt: Receipt, moves: Mapping[str, Callable[[S, Receipt], None]]) -> S:
    """Make the move of the receipt's event on the room's locked row. One that was followed already changes nothing."""
    if receipt.sequence > row.settled_sequence:
        moves[receipt.event](row, receipt)
        row.settled_sequence = receipt.sequence
        row.save(update_fields=["settled_sequence"])
    return row


def record_receipt(fact: str, receipt: Receipt, *, program: str, **data: str | int) -> None:
    """What a receipt did, as a fact of who pressed, at the stamp, on the basis that the door gave."""
    record(
        fact,
        subject=receipt.subject,
        by=Actor(receipt.person_id, receipt.role),
        at=receipt.stamp_at,
        basis=clause(receipt.basis) if receipt.basis else None,
        program=program,
        receipt=str(receipt.id),
        number=receipt.number,
        **data,
    )
