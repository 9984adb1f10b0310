"""Facts of consulting → mails to the company, to the operator's officers and to the expert concerned."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from gonggo.consulting import queries
from gonggo.consulting.definition import offer_of
from gonggo.consulting.models import Request
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import OPERATOR_ROLES, SYSTEM
from gonggo.messages.telling import address, company_name, day, people_at, people_of, tell
from gonggo.messages.templates import TEMPLATES
from gonggo.parties import queries as parties
from gonggo.parties.models import Person
from gonggo.programs.queries import program


def _say(template: str, entry: Entry, people: Iterable[Person]) -> None:
    """One mail to each; the template takes of the fact what it needs."""
    request = queries.within_reach(entry.subject_id, of=SYSTEM)

    def fields(language: str) -> dict[str, object]:
        told = _told(request, entry, language)
        return {name: told[name] for name in TEMPLATES[template].fields - {"site"}}

    tell(template, entry, people, fields)


def _told(request: Request, entry: Entry, language: str) -> dict[str, object]:
    notice = queries.program_of(request)
    expert = entry.data.get("expert", "")
    return {
        "program": notice.title.said(language),
        "company": company_name(request.company_id, entry.at),
        "operator": notice.operator(request.operator).name.said(language),
        "expert": _expert_name(UUID(expert)) if expert else "",
        "day": day(date.fromisoformat(entry.data["on"]), language) if "on" in entry.data else "",
        "reason": request.reason,
        "version": entry.data.get("version", ""),
        "closes": offer_of(notice).window.last_day.isoformat(),
        "link": address("consulting", request.id),
    }


def _expert_name(person_id: UUID) -> str:
    return parties.names_of_people([person_id])[person_id]


def _officers(entry: Entry) -> list[Person]:
    return people_at(entry.data["operator"], OPERATOR_ROLES)


def _expert(entry: Entry, which: str) -> list[Person]:
    return [parties.person(UUID(entry.data[which]))] if entry.data.get(which) else []


def _company(entry: Entry) -> list[Person]:
    return people_of(UUID(entry.data["company"]))


def tell_asked(entry: Entry) -> None:
    """The operator's officers learn that somebody asks."""
    _say("consulting_asked", entry, _officers(entry))


def tell_answered(entry: Entry) -> None:
    """The company learns whether its request was taken on."""
    _say(entry.name.replace(".", "_"), entry, _company(entry))


def tell_planned(entry: Entry) -> None:
    """The company and the expert learn the day; an expert who no longer goes learns that too."""
    _say("consulting_planned", entry, _company(entry))
    _say("consulting_visit", entry, _expert(entry, "expert"))
    _say("consulting_visit_off", entry, _expert(entry, "former"))


def tell_given(entry: Entry) -> None:
    """The company learns which expert comes now; the two experts learn of all visits in one mail."""
    _say("consulting_planned", entry, _company(entry))


def tell_handed_over(entry: Entry) -> None:
    """Who gives and who receives learn how many visits went from one to the other, and why."""
    notice = program(entry.program)
    former, to = entry.subject_id, UUID(entry.data["to"])
    names = parties.names_of_people([former, to])

    def fields(language: str) -> dict[str, object]:
        return {
            "program": notice.title.said(language),
            "former": names[former],
            "receiver": names[to],
            "count": entry.data["count"],
            "reason": entry.data["reason"],
        }

    tell("visits_handed_over", entry, [parties.person(former), parties.person(to)], fields)


def tell_cancelled(entry: Entry) -> None:
    """The operator's officers and the expert who was to go learn that the company took its request back."""
    _say("consulting_cancelled", entry, _officers(entry))
    _say("consulting_visit_off", entry, _expert(entry, "expert"))


def tell_reported(entry: Entry) -> None:
    """The company learns that there is a report, or another version of it."""
    _say("consulting_reported", entry, _company(entry))


READERS = (
    Reader("messages.consulting_asked", frozenset({"consulting.asked"}), tell_asked),
    Reader("messages.consulting_answered", frozenset({"consulting.accepted", "consulting.declined"}), tell_answered),
    Reader("messages.consulting_planned", frozenset({"consulting.assigned", "consulting.reassigned"}), tell_planned),
    Reader("messages.consulting_given", frozenset({"consulting.handed_over"}), tell_given),
    Reader("messages.handed_over", frozenset({"visits.handed_over"}), tell_handed_over),
    Reader("messages.consulting_cancelled", frozenset({"consulting.cancelled"}), tell_cancelled),
    Reader(
        "messages.consulting_reported",
        frozenset({"consulting.reported", "consulting.report_corrected"}),
        tell_reported,
    ),
)
