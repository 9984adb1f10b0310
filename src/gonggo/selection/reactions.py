"""What this room does when something has happened."""

from uuid import UUID

from gonggo.journal.models import Entry
from gonggo.journal.queries import fact
from gonggo.journal.readers import Reader
from gonggo.objections.queries import basis_of_answer
from gonggo.selection import commands


def put_first(entry: Entry) -> None:
    """An objection to a result was upheld: the next free place is its."""
    decision = fact(UUID(entry.data["decision"]))
    if decision is not None and decision.name == "selection.result":
        basis = basis_of_answer(entry.subject_id)
        commands.put_first(application_id=decision.subject_id, objection_id=entry.subject_id, basis=basis, at=entry.at)


READERS = (Reader("selection.objections", frozenset({"objection.upheld"}), put_first),)
