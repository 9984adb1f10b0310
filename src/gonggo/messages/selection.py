"""Facts of selection → mails: each company its result, the offices what becomes of places and when it is published."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from gonggo.applications import queries as applications
from gonggo.applications.models import Application
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import OPERATOR_ROLES, SYSTEM
from gonggo.messages.reactions import _application, _everyone
from gonggo.messages.telling import address, company_name, moment, people_at, tell
from gonggo.messages.templates import TEMPLATES
from gonggo.parties import queries as parties
from gonggo.parties.models import Person
from gonggo.programs.queries import program
from gonggo.selection import queries
from gonggo.selection.definition import Outcome, next_stage, rules_of


def tell_result(entry: Entry) -> None:
    """Every company of the application learns the outcome, each outcome in words of its own."""
    _say_to_companies(f"result_{Outcome(entry.data['outcome'])}", entry)


def tell_promoted(entry: Entry) -> None:
    """Every company of the application learns that it is in after all."""
    _say_to_companies("selection_promoted", entry)


def _say_to_companies(template: str, entry: Entry) -> None:
    application = _application(entry)
    place = queries.place_in_reserve(application.id)

    def fields(language: str) -> dict[str, object]:
        told = _told(application, entry, language) | {"place": place or "", "link": address("result", application.id)}
        return {name: told[name] for name in TEMPLATES[template].fields - {"site"}}

    tell(template, entry, _everyone(application), fields)


def _told(application: Application, entry: Entry, language: str) -> dict[str, object]:
    """What the mails about one application may say."""
    notice = applications.program_of(application)
    following = next_stage(notice)
    return {
        "number": application.number,
        "program": notice.title.said(language),
        "company": company_name(application.lead_company_id, entry.at),
        "reason": entry.data.get("reason", ""),
        "when": moment(entry.at, language),
        "ends": moment(rules_of(notice).reserve_ends_at, language),
        "next": f"{following.label.said(language)} ({following.when.said(language)})" if following else "-",
        "next_says": following.says.said(language) if following else "",
    }


def tell_given_up(entry: Entry) -> None:
    """Who confirmed the list, and the operator, learn that a place was given up, and why."""
    application = _application(entry)
    members = people_at(application.operator, OPERATOR_ROLES)
    people = {one.id: one for one in [*_confirmers(entry), *members]}

    def fields(language: str) -> dict[str, object]:
        told = _told(application, entry, language) | {"link": address("application", application.id)}
        return {name: told[name] for name in TEMPLATES["selection_given_up"].fields - {"site"}}

    tell("selection_given_up", entry, people.values(), fields)


def tell_announced(entry: Entry) -> None:
    """Who confirmed the list learns when it is published."""
    notice, publish_at = program(entry.program), datetime.fromisoformat(entry.data["publish_at"])

    def fields(language: str) -> dict[str, object]:
        link = address("selection", entry.subject_id)
        return {"program": notice.title.said(language), "when": moment(publish_at, language), "link": link}

    tell("selection_announced", entry, _confirmers(entry), fields)


def _confirmers(entry: Entry) -> list[Person]:
    """The two who confirmed the standing list of the fact's program."""
    found = queries.ranking(entry.program, of=SYSTEM)
    return _people(one for one in (found.first_by, found.second_by) if one) if found else []


def _people(ids: Iterable[UUID]) -> list[Person]:
    return [parties.person(one) for one in ids]


READERS = (
    Reader("messages.result", frozenset({"selection.result"}), tell_result),
    Reader("messages.promoted", frozenset({"selection.promoted"}), tell_promoted),
    Reader("messages.given_up", frozenset({"selection.given_up"}), tell_given_up),
    Reader("messages.announced", frozenset({"selection.announced"}), tell_announced),
)
