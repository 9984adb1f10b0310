"""What this room does when something has happened to a task."""

from gonggo.aftercare import commands
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader


def begin(entry: Entry) -> None:
    """The aftercare of a completed task begins on the day of its completion."""
    commands.open_aftercare(agreement_id=entry.subject_id, at=entry.at)


READERS = (Reader("aftercare.completed", frozenset({"delivery.completed"}), begin),)
