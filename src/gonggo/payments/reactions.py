"""What this room does when something has happened."""

from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.payments import commands


def commit_support(entry: Entry) -> None:
    """An agreement was concluded: its won stand in the ledger."""
    commands.commit_support(agreement_id=entry.subject_id, at=entry.at)


def stop_payments(entry: Entry) -> None:
    """An agreement is over, in time or before: nothing more is paid, and what was promised is free again."""
    commands.stop_payments(agreement_id=entry.subject_id, at=entry.at)


def follow_lead(entry: Entry) -> None:
    """Another company may lead the agreement: money asked for by the one before does not go to it."""
    commands.follow_lead(agreement_id=entry.subject_id, at=entry.at)


READERS = (
    Reader("payments.concluded", frozenset({"agreement.concluded"}), commit_support),
    Reader("payments.party", frozenset({"agreement.party_changed"}), follow_lead),
    Reader("payments.over", frozenset({"agreement.terminated", "agreement.ended"}), stop_payments),
)
