"""What is decided over an operator → mails to its officers and leads."""

from datetime import date

from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import OPERATOR_ROLES
from gonggo.messages.operator_words import OPERATORS
from gonggo.messages.telling import address, day, tell
from gonggo.messages.templates import TEMPLATES
from gonggo.parties import queries as parties
from gonggo.parties.belonging import persons_who
from gonggo.programs.queries import program

_FACTS = frozenset(name.replace("_", ".", 1) for name in OPERATORS if name.startswith("operator_"))


def tell_decided(entry: Entry) -> None:
    """Everybody who works for the operator reads what was decided, and why."""
    office = parties.agency_by_key(entry.data["operator"])
    members = persons_who(OPERATOR_ROLES, office.ref) if office else []
    template = entry.name.replace(".", "_")
    needed = TEMPLATES[template].fields - {"site"}

    def fields(language: str) -> dict[str, object]:
        told = _told(entry, language)
        return {name: told[name] for name in needed}

    tell(template, entry, members, fields)


def _told(entry: Entry, language: str) -> dict[str, object]:
    notice, data = program(entry.program), entry.data
    return {
        "program": notice.title.said(language),
        "operator": notice.operator(data["operator"]).name.said(language),
        "reason": data.get("reason", ""),
        "agreement": data.get("number", ""),
        "begins": _day(data.get("begins_on", ""), language),
        "last": _day(data.get("last_on", ""), language),
        "link": address("operator", entry.subject_id),
    }


def _day(written: str, language: str) -> str:
    return day(date.fromisoformat(written), language) if written else ""


READERS = (Reader("messages.operators", _FACTS, tell_decided),)
