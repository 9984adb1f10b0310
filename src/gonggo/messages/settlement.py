"""Facts of settlement and sanctions → mails: the company what is due and what became of it, the offices their turn."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from gonggo.agreements import queries as agreements
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import OPERATOR_ROLES, SYSTEM
from gonggo.kernel.money import won
from gonggo.messages.settlement_words import SETTLEMENTS
from gonggo.messages.telling import AGENCY, address, company_name, day, people_at, people_of, tell
from gonggo.messages.templates import TEMPLATES
from gonggo.parties.models import Person
from gonggo.programs.queries import program
from gonggo.settlement.states import CONFIRMERS, SANCTIONERS

_TO_OPERATOR = frozenset({"settlement.reported", "settlement.sent_back"})
_DATES = {"due": "due_on", "on": "on"}


def tell_settlement(entry: Entry) -> None:
    """Whoever has to act next, or whose settlement it is."""
    terms = agreements.terms(UUID(entry.data["agreement"]), of=SYSTEM)
    if entry.name in _TO_OPERATOR:
        people = people_at(terms.operator, OPERATOR_ROLES)
    elif entry.name == "settlement.examined":
        people = people_at(AGENCY, CONFIRMERS)
    else:
        people = people_of(terms.lead.company_id)
    link = address("settlement", entry.data.get("settlement", entry.subject_id))
    _tell(entry, terms.lead.company_id, people, number=terms.number, link=link)


def tell_sanction(entry: Entry) -> None:
    """The company, once it was told before; the agency that the company was heard."""
    company_id = UUID(entry.data["company"])
    if entry.name == "sanction.dropped" and not entry.data["was_told"]:
        return
    people = people_at(AGENCY, SANCTIONERS) if entry.name == "sanction.heard" else people_of(company_id)
    _tell(entry, company_id, people, number="", link=address("sanction", entry.subject_id))


def _tell(entry: Entry, company_id: UUID, people: Collection[Person], *, number: str, link: str) -> None:
    template = entry.name.replace(".", "_")
    needed = TEMPLATES[template].fields - {"site"}

    def fields(language: str) -> dict[str, object]:
        data = entry.data
        told: dict[str, object] = {
            "number": number,
            "program": program(entry.program).title.said(language),
            "company": company_name(company_id, entry.at),
            "reason": data.get("reason", ""),
            "second": won(data.get("second", 0), language),
            "returned": won(data.get("returned", 0) + data.get("besides", 0), language),
            "link": link,
        }
        told |= {name: day(date.fromisoformat(data[key]), language) for name, key in _DATES.items() if key in data}
        return {name: told[name] for name in needed}

    tell(template, entry, people, fields)


_FACTS = frozenset(name.replace("_", ".", 1) for name in SETTLEMENTS)
_SANCTIONS = frozenset(name for name in _FACTS if name.startswith("sanction."))

READERS = (
    Reader("messages.settlement", _FACTS - _SANCTIONS, tell_settlement),
    Reader("messages.sanctions", _SANCTIONS, tell_sanction),
)
