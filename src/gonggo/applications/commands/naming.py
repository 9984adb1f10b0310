"""A party names the natural persons whose data is in the application; each gets a link of their own."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from gonggo.applications import form, queries
from gonggo.applications.commands.consortium import check_open
from gonggo.applications.commands.reach import as_writer
from gonggo.applications.models import Application, Channel, NamedPerson
from gonggo.applications.naming import bare
from gonggo.applications.people_known import known_representatives
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor, writer
from gonggo.kernel.clock import legal_day, machine_now
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import personal, rules
from gonggo.parties.models import Person
from gonggo.programs.definition import Capacity

MOST_PEOPLE = 30
"""Of one party: more than any notice asks for, so that nobody has letters sent to a whole address book."""
BETWEEN_LINKS = timedelta(minutes=1)
_LONGEST_NAME, _LONGEST_CONTACT = 60, 254


@transaction.atomic
def name_person(
    *, application_id: UUID, name: str, capacities: Collection[str], contact: str, by: Actor, at: datetime
) -> NamedPerson:
    """A party names a person, in which capacities, and how to reach them: a telephone number or an e-mail address.

    Refuses with: wrong_role, consortium_closed, person_name_missing, capacity_unknown, contact_invalid,
    texts_not_sent, person_twice, people_too_many, representative_other, contact_of_another.
    """
    application, member = as_writer(application_id, by, lock=True)
    check_open(application, at)
    called = _name(name)
    held = _capacities(application, member, capacities)
    channel, reached = _contact(contact)
    found = personal.lookup(reached)
    named = application.people.filter(company_id=member.company_id, ended_at=None)
    if named.filter(contact_lookup=found).exists():
        raise Refused("person_twice", field="contact")
    if named.count() >= MOST_PEOPLE:
        raise Refused("people_too_many", most=MOST_PEOPLE)
    _check_representative(member, held, called, at)
    _check_own_contact(channel, reached, found, called)

    person = NamedPerson(
        id=uuid4(),
        application=application,
        company_id=member.company_id,
        name=called,
        capacities=" ".join(one.key for one in held),
        channel=channel,
        contact_lookup=found,
        named_by=writer(by)[0],
        named_at=at,
        link_sent_at=machine_now(),
    )
    person.contact_sealed = personal.seal(reached, of=person.contact_seal)
    person.save(force_insert=True)
    _record("application.person_named", person, by, at, capacities=[one.key for one in held])
    return person


@transaction.atomic
def remove_person(*, application_id: UUID, person_id: UUID, by: Actor, at: datetime) -> NamedPerson:
    """A party takes a person out again; their link leads nowhere from here on.

    Refuses with: wrong_role, consortium_closed. Raises OutOfReach for a person of another party.
    """
    person = _own(application_id, person_id, by, at)
    person.ended_at = at
    person.save(update_fields=["ended_at"])
    _record("application.person_removed", person, by, at)
    return person


@transaction.atomic
def send_link(*, application_id: UUID, person_id: UUID, by: Actor, at: datetime) -> NamedPerson:
    """A party has the link sent anew; the one before leads nowhere from here on.

    Refuses with: wrong_role, consortium_closed, link_just_sent. Raises OutOfReach for a person of another party.
    """
    person = _own(application_id, person_id, by, at)
    now = machine_now()
    if now - person.link_sent_at < BETWEEN_LINKS:
        raise Refused("link_just_sent")
    person.link, person.link_sent_at = person.link + 1, now
    person.code, person.code_sent_at, person.code_tries = 0, None, 0
    person.save(update_fields=["link", "link_sent_at", "code", "code_sent_at", "code_tries"])
    _record("application.person_link_sent", person, by, at)
    return person


def _own(application_id: UUID, person_id: UUID, by: Actor, at: datetime) -> NamedPerson:
    """A person that the actor's own party named, locked."""
    application, member = as_writer(application_id, by, lock=True)
    rows = application.people.select_for_update().filter(ended_at=None, company_id=member.company_id)
    person = rows.filter(pk=person_id).first()
    if person is None:
        raise OutOfReach(f"person:{person_id}")
    check_open(application, at)
    return person


def _name(written: str) -> str:
    name = " ".join(written.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise Refused("person_name_missing", field="name", most=_LONGEST_NAME)
    return name


def _capacities(application: Application, member: form.Member, keys: Collection[str]) -> list[Capacity]:
    known = queries.program_of(application).capacities_of(member.role)
    if not keys or not set(keys) <= {one.key for one in known}:
        raise Refused("capacity_unknown", field="capacities")
    return [one for one in known if one.key in keys]


def _contact(written: str) -> tuple[Channel, str]:
    """How a person is reached, and where."""
    if "@" in written:
        address = rules.email(written)
        try:
            validate_email(address)
        except ValidationError as invalid:
            raise Refused("contact_invalid", field="contact") from invalid
        if len(address) > _LONGEST_CONTACT:
            raise Refused("contact_invalid", field="contact")
        return Channel.MAIL, address
    try:
        number = rules.phone(written)
    except Refused as invalid:
        raise Refused("contact_invalid", field="contact") from invalid
    if settings.GONGGO_ENVIRONMENT.texts == "none":
        raise Refused("texts_not_sent", field="contact")
    return Channel.TEXT, number


def _check_representative(member: form.Member, held: Collection[Capacity], name: str, at: datetime) -> None:
    """Nobody makes themselves a representative: where the house knows who is, it is one of them."""
    if not any(one.is_representative for one in held):
        return
    known = known_representatives(member.company_id, legal_day(at))
    if known and bare(name) not in {bare(one) for one in known}:
        raise Refused("representative_other", field="name", names=", ".join(known))


def _check_own_contact(channel: Channel, contact: str, found: str, name: str) -> None:
    """Nobody consents for another: the contact of a person with an account is theirs alone."""
    people = (
        Person.objects.filter(email=contact) if channel == Channel.MAIL else Person.objects.filter(phone_lookup=found)
    )
    owners = {bare(one.name) for one in people if one.name}
    if owners and bare(name) not in owners:
        raise Refused("contact_of_another", field="contact")


def _record(fact: str, person: NamedPerson, by: Actor, at: datetime, **more: Any) -> None:
    record(
        fact,
        subject=queries.ref_of(person.application_id),
        by=by,
        at=at,
        program=person.application.program,
        company=str(person.company_id),
        person=str(person.id),
        link=person.link,
        **more,
    )
