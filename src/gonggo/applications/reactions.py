"""What this room does when something has happened."""

from uuid import UUID

from gonggo.applications import commands
from gonggo.journal.models import Entry
from gonggo.journal.queries import fact
from gonggo.journal.readers import Reader
from gonggo.objections.queries import basis_of_answer


def advise(entry: Entry) -> None:
    """A revision that was sealed is judged, as advice."""
    commands.advise(application_id=entry.subject_id, revision=entry.data["revision"], at=entry.at)


UNDONE = frozenset({"application.refused", "application.returned"})
"""What an upheld objection undoes here."""


def reopen(entry: Entry) -> None:
    """An objection to a refusal or a return was upheld: the application is screened again."""
    decision = fact(UUID(entry.data["decision"]))
    if decision is None or decision.name not in UNDONE:
        return
    commands.reopen(
        application_id=decision.subject_id,
        objection_id=entry.subject_id,
        decision=decision.uid,
        conditions=decision.data.get("conditions", []),
        basis=basis_of_answer(entry.subject_id),
        at=entry.at,
    )


READERS = (
    Reader("applications.advice", frozenset({"application.sealed"}), advise),
    Reader("applications.objections", frozenset({"objection.upheld"}), reopen),
)
