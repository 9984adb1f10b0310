"""Documents in the slots of a room's papers: parts of commands, which have checked that the slot may be written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Manager

from gonggo.documents.models import InSlot
from gonggo.documents.queries import uploaded_for
from gonggo.kernel.actor import Actor, writer
from gonggo.kernel.refusal import OutOfReach

P = TypeVar("P", bound=InSlot)


def fill_slot(
    papers: Manager[P], where: Mapping[str, Any], *, slot: str, document_id: UUID, by: Actor, at: datetime
) -> tuple[P, bool]:
    """A document that the company uploaded stands in the slot, and whether that is new; the one before it is kept as a
    version.

    ``where`` names the slot's owner by fields of ``papers``. What stands there already goes on standing: who asks again
    because an answer was lost changes nothing. Refuses with: wrong_role. Raises OutOfReach for somebody else's file.
    """
    if uploaded_for(document_id) != by.organisation:
        raise OutOfReach(f"document:{document_id}")
    stands = papers.filter(**where, slot=slot, ended_at=None).first()
    if stands is not None:
        if stands.document_id == document_id:
            return stands, False
        stands.ended_at = at
        stands.save(update_fields=["ended_at"])
    made = papers.create(**where, slot=slot, document_id=document_id, placed_by=writer(by)[0], placed_at=at)
    return made, True


def empty_slot(papers: Manager[P], where: Mapping[str, Any], *, slot: str, at: datetime) -> P:
    """The slot is empty; its document stays among the versions. Raises OutOfReach where there is none."""
    current = papers.select_for_update().filter(**where, slot=slot, ended_at=None).first()
    if current is None:
        raise OutOfReach(f"slot:{slot}")
    current.ended_at = at
    current.save(update_fields=["ended_at"])
    return current
