"""What 요건검토 asks for and decides → mails to the companies, once for (fact, reader)."""

from datetime import date
from uuid import UUID

from gonggo.applications import queries as applications
from gonggo.applications.supplements import label_of, supplements
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import OPERATOR_ROLES
from gonggo.kernel.ref import Kind
from gonggo.messages.reactions import _application, _everyone
from gonggo.messages.telling import address, company_name, day, moment, people_at, people_of, tell
from gonggo.parties import queries as parties


def tell_asked(entry: Entry) -> None:
    """The company that is asked learns what is lacking, why, and by when."""
    application, company_id = _application(entry), UUID(entry.data["company"])
    notice = applications.program_of(application)

    def fields(language: str) -> dict[str, object]:
        return {
            "number": application.number,
            "company": company_name(company_id, entry.at),
            "items": ", ".join(label_of(notice, slot).said(language) for slot in entry.data["items"]),
            "reason": entry.data["reason"],
            "due": day(date.fromisoformat(entry.data["due_on"]), language),
            "link": address("application", application.id),
        }

    tell("supplement_asked", entry, people_of(company_id), fields)


def tell_answered(entry: Entry) -> None:
    """The company learns that its supplement came in."""
    application = _application(entry)

    def fields(language: str) -> dict[str, object]:
        when, link = moment(entry.at, language), address("application", application.id)
        return {"number": application.number, "when": when, "link": link}

    tell("supplement_answered", entry, people_of(UUID(entry.data["company"])), fields)


def tell_office_answered(entry: Entry) -> None:
    """Who asked learns that there is something to look at; whoever works there where that person works no more."""
    application, company_id = _application(entry), UUID(entry.data["company"])
    asked = next(one for one in supplements(application) if str(one.id) == entry.data["supplement"])
    still_works = any(one.ref.kind is Kind.AGENCY for one in parties.organisations_of(asked.asked_by))
    people = [parties.person(asked.asked_by)] if still_works else people_at(application.operator, OPERATOR_ROLES)

    def fields(language: str) -> dict[str, object]:
        return {
            "number": application.number,
            "company": company_name(company_id, entry.at),
            "when": moment(entry.at, language),
            "link": address("application", application.id),
        }

    tell("supplement_to_look_at", entry, people, fields, of=":office")


def tell_reopened(entry: Entry) -> None:
    """Every company of the application learns that it is screened again."""
    application = _application(entry)
    told: dict[str, object] = {"number": application.number, "link": address("application", application.id)}
    tell("application_reopened", entry, _everyone(application), lambda _: told)


_TEMPLATES = {
    "application.found_eligible": "application_eligible",
    "application.refused": "application_ineligible",
    "application.returned": "application_returned",
}


def tell_decided(entry: Entry) -> None:
    """Every company of the application learns what was decided, why, and on which basis."""
    application, template = _application(entry), _TEMPLATES[entry.name]
    told: dict[str, object] = {"number": application.number, "link": address("application", application.id)}
    if template != "application_eligible":
        told["reason"] = application.reason
    if template == "application_ineligible":
        told["basis"] = entry.basis
    tell(template, entry, _everyone(application), lambda _: told)


READERS = (
    Reader("messages.supplement_asked", frozenset({"application.supplement_asked"}), tell_asked),
    Reader("messages.supplement_answered", frozenset({"application.supplement_answered"}), tell_answered),
    Reader("messages.supplement_to_look_at", frozenset({"application.supplement_answered"}), tell_office_answered),
    Reader("messages.application_reopened", frozenset({"application.reopened"}), tell_reopened),
    Reader("messages.application_decided", frozenset(_TEMPLATES), tell_decided),
)
