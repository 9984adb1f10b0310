"""Facts about natural persons without an account → a mail or a text message with their link or their code."""

from uuid import UUID

from gonggo.applications import people, sealed
from gonggo.applications import queries as applications
from gonggo.applications.models import Channel, NamedPerson
from gonggo.applications.queries import program_of, ref_of
from gonggo.intake import queries as gates
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import SYSTEM
from gonggo.messages.commands import write, write_text_message
from gonggo.messages.telling import address, company_name, moment, people_of, site, tell
from gonggo.parties.models import Person
from gonggo.programs.queries import program as in_force

LANGUAGE = "ko"


def _language(row: NamedPerson, contact: str) -> str:
    """As their account has it, where they have one."""
    found = Person.objects.filter(email=contact).first() if row.channel == Channel.MAIL else None
    return found.language if found else LANGUAGE


def link_of(row: NamedPerson) -> str:
    return f"{site()}/consent/{row.id}/{people.secret_of(row)}"


def tell_link(entry: Entry) -> None:
    """The person gets the link; one that was replaced or taken back meanwhile is not sent."""
    row = people.person_row(UUID(entry.data["person"]))
    if row.ended_at is not None or row.link != entry.data["link"]:
        return
    _send_link("person_link", row, entry)


def tell_changed(entry: Entry) -> None:
    """After a seal: who had consented to something else gets the link again."""
    application = applications.within_reach(entry.subject_id, of=SYSTEM)
    standing = sealed.open_revision(application.id)
    if standing is None or standing.number != entry.data["revision"]:
        return  # sealed anew since: that fact asks
    for state in sealed.people_states(application, standing):
        row = people.person_row(state.person_id)
        if state.is_stale and row.ended_at is None:
            _send_link("person_stale", row, entry)


def tell_declined(entry: Entry) -> None:
    """The company of a person who refused learns that somebody did; the page says who."""
    application = applications.within_reach(entry.subject_id, of=SYSTEM)

    def fields(_: str) -> dict[str, object]:
        return {"number": application.number, "link": address("application", application.id)}

    tell("person_declined", entry, people_of(UUID(entry.data["company"])), fields)


def _send_link(template: str, row: NamedPerson, entry: Entry) -> None:
    gate = gates.gate(ref_of(row.application_id))
    program = program_of(row.application)
    contact = people.contact_of(row)
    language = _language(row, contact)
    fields: dict[str, object] = {
        "program": program.short.text.said(language),
        "company": company_name(row.company_id, entry.at),
        "name": row.name,
        "link": link_of(row),
    }
    if row.channel == Channel.MAIL:
        closes = gate.closes_at if gate else in_force(row.application.program).window("application").closes
        fields |= {"number": row.application.number, "closes": moment(closes, language)}
    _send(template, row, contact, language, entry, fields)


def tell_code(entry: Entry) -> None:
    """The person gets the code that was asked for last."""
    row = people.person_row(UUID(entry.data["person"]))
    if row.ended_at is not None or row.code != entry.data["code"]:
        return
    contact = people.contact_of(row)
    _send("person_code", row, contact, _language(row, contact), entry, {"code": people.code_of(row)})


def _send(  # noqa: PLR0917  # to whom, what, why
    template: str, row: NamedPerson, contact: str, language: str, entry: Entry, fields: dict[str, object]
) -> None:
    about, cause = applications.ref_of(row.application_id), f"{entry.uid}:{template}:{row.id}"
    if row.channel == Channel.MAIL:
        fields = {**fields, "site": site()}
        write(template, to=contact, language=language, at=entry.at, cause=cause, about=about, **fields)
    else:
        write_text_message(
            f"{template}_text", to=contact, language=language, at=entry.at, cause=cause, about=about, **fields
        )


READERS = (
    Reader("messages.person_link", frozenset({"application.person_named", "application.person_link_sent"}), tell_link),
    Reader("messages.person_changed", frozenset({"application.sealed"}), tell_changed),
    Reader("messages.person_declined", frozenset({"application.person_declined"}), tell_declined),
    Reader("messages.person_code", frozenset({"application.person_code_sent"}), tell_code),
)
