"""What this room does when something has happened to an agreement."""

from gonggo.delivery import commands
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader


def begin(entry: Entry) -> None:
    """A concluded agreement is carried out from now on."""
    commands.open_delivery(agreement_id=entry.subject_id, at=entry.at)


def follow(entry: Entry) -> None:
    """An agreement that lasts longer is to be completed later."""
    commands.extend(agreement_id=entry.subject_id, at=entry.at)


def finish(entry: Entry) -> None:
    """Nothing is checked any more of an agreement that was terminated."""
    commands.end(agreement_id=entry.subject_id, at=entry.at)


READERS = (
    Reader("delivery.concluded", frozenset({"agreement.concluded"}), begin),
    Reader("delivery.extended", frozenset({"agreement.extended"}), follow),
    Reader("delivery.terminated", frozenset({"agreement.terminated"}), finish),
)
