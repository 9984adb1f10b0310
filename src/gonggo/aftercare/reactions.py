"""What this room does when something has happened to a task."""

from uuid import UUID

from gonggo.aftercare import commands
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.ref import Kind


def begin(entry: Entry) -> None:
    """The aftercare of a completed task begins on the day of its completion."""
    commands.open_aftercare(agreement_id=entry.subject_id, at=entry.at)


def follow(entry: Entry) -> None:
    """Another supplier has come into the agreement: it answers what is open."""
    before, after = UUID(entry.data["left"]), UUID(entry.data["joined"])
    commands.hand_over(agreement_id=entry.subject_id, before=before, after=after, at=entry.at)


def finish(entry: Entry) -> None:
    """What kept an agreement open may be done: without aftercare to come it ends then."""
    is_of_agreement = entry.subject_kind == Kind.AGREEMENT
    agreement_id = entry.subject_id if is_of_agreement else UUID(entry.data["agreement"])
    commands.end_if_over(agreement_id=agreement_id, at=entry.at)


_CLOSING = {
    "settlement.confirmed",
    "return.done",
    "recovery.done",
    "recovery.dropped",
    "recovery.lifted",
    "payment.paid",
}

READERS = (
    Reader("aftercare.completed", frozenset({"delivery.completed"}), begin),
    Reader("aftercare.supplier", frozenset({"agreement.party_changed"}), follow),
    Reader("aftercare.over", frozenset(_CLOSING), finish),
)
