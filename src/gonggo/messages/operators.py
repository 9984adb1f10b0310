"""What is decided over an operator → mails to its officers and leads."""

from datetime import date

from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import OPERATOR_ROLES
from gonggo.messages.operator_words import OPERATORS
from gonggo.messages.telling import address, day, people_at, tell
from gonggo.messages.templates import TEMPLATES
from gonggo.programs.queries import program

_FACTS = frozenset(name.replace("_", ".", 1) for name in OPERATORS if name.startswith("operator_"))


def tell_decided(entry: Entry) -> None:
    """Everybody who works for the operator reads what was decided, and why."""
    members = people_at(entry.data["operator"], OPERATOR_ROLES)
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
