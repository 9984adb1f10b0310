"""Facts of delivery → mails: each to whose turn it is next, and to whom it concerns."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from gonggo.agreements import queries as agreements
from gonggo.agreements.queries import Terms
from gonggo.delivery import queries
from gonggo.delivery.states import CONFIRMERS, INSPECTORS
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import OPERATOR_ROLES, SYSTEM
from gonggo.messages.telling import address, agency_people, company_name, day, people_at, people_of, tell
from gonggo.messages.templates import TEMPLATES
from gonggo.parties.models import Person

_COMPANIES, _OPERATOR, _INSPECTORS, _CONFIRMERS = "companies", "operator", "inspectors", "confirmers"
_TOLD = {
    "delivery.check_planned": (_COMPANIES,),
    "delivery.check_replanned": (_COMPANIES,),
    "delivery.check_passed": (_COMPANIES,),
    "delivery.correction_asked": (_COMPANIES,),
    "delivery.stop_proposed": (_COMPANIES, _CONFIRMERS),
    "delivery.went_on": (_COMPANIES, _OPERATOR),
    "delivery.reported": (_OPERATOR,),
    "delivery.report_sent_back": (_COMPANIES,),
    "delivery.passed_on": (_COMPANIES, _INSPECTORS),
    "delivery.inspected": (_CONFIRMERS,),
    "delivery.completed": (_COMPANIES, _OPERATOR),
    "delivery.supplement_asked": (_COMPANIES,),
    "delivery.supplement_answered": (_INSPECTORS,),
    "delivery.found_incomplete": (_COMPANIES, _OPERATOR),
}
"""fact → who is told of it."""


def tell_of_delivery(entry: Entry) -> None:
    """Everybody whom the fact concerns, but who did it, reads it in the own language."""
    delivery = queries.within_reach(UUID(entry.data["delivery"]), of=SYSTEM)
    terms = agreements.terms(delivery.agreement_id, of=SYSTEM)
    notice = queries.program_of(delivery)
    template = entry.name.replace(".", "_")
    needed = TEMPLATES[template].fields - {"site"}

    def fields(language: str) -> dict[str, object]:
        due = date.fromisoformat(entry.data["due_on"]) if "due_on" in entry.data else delivery.due_on
        told = {
            "number": delivery.number,
            "program": notice.title.said(language),
            "company": company_name(delivery.lead_company_id, entry.at),
            "on": day(date.fromisoformat(entry.data["on"]), language) if "on" in entry.data else "",
            "due": day(due, language) if due else "-",
            "reason": entry.data.get("reason", ""),
            "link": address("delivery", delivery.id),
        }
        return {name: told[name] for name in needed}

    people = {one.id: one for audience in _TOLD[entry.name] for one in _people(audience, terms)}
    people.pop(entry.person_id, None)  # type: ignore[arg-type]  # nobody has the id None
    tell(template, entry, people.values(), fields)


def _people(audience: str, terms: Terms) -> Iterable[Person]:
    if audience == _COMPANIES:
        return people_of(*(one.company_id for one in terms.parties))
    if audience == _OPERATOR:
        return people_at(terms.operator, OPERATOR_ROLES)
    return agency_people(INSPECTORS if audience == _INSPECTORS else CONFIRMERS)


READERS = (Reader("messages.delivery", frozenset(_TOLD), tell_of_delivery),)
