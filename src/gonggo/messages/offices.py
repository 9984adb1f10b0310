"""What the offices decide over a received application → mails to its companies."""

from gonggo.applications import queries as applications
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.messages.reactions import _application, _everyone
from gonggo.messages.telling import address, tell


def tell_reassigned(entry: Entry) -> None:
    """Every company learns which operator has the application now, and why."""
    application = _application(entry)
    notice = applications.program_of(application)

    def fields(language: str) -> dict[str, object]:
        return {
            "number": application.number,
            "before": notice.operator(entry.data["before"]).name.said(language),
            "operator": notice.operator(entry.data["operator"]).name.said(language),
            "reason": entry.data["reason"],
            "link": address("application", application.id),
        }

    tell("application_reassigned", entry, _everyone(application), fields)


READERS = (Reader("messages.reassigned", frozenset({"application.reassigned"}), tell_reassigned),)
