"""What this room does when something has happened."""

from gonggo.applications import commands
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader


def advise(entry: Entry) -> None:
    """A revision that was sealed is judged, as advice."""
    commands.advise(application_id=entry.subject_id, revision=entry.data["revision"], at=entry.at)


READERS = (Reader("applications.advice", frozenset({"application.sealed"}), advise),)
