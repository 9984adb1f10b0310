"""Natural persons as their companies named them, their links and codes (reads only)."""

import hmac
from datetime import datetime, timedelta
from uuid import UUID

from gonggo.applications import form
from gonggo.applications.models import Application, Channel, NamedPerson
from gonggo.applications.states import PartyState
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties import personal
from gonggo.parties.models import Person

LINK_LIVES = timedelta(days=14)
CODE_LIVES = timedelta(minutes=10)
MOST_CODES = 10
"""Codes of one link: then a new link is sent."""
MOST_TRIES = 5
"""Wrong entries of one code."""


def named_people(application: Application) -> tuple[form.Named, ...]:
    """The natural persons whose data is in the application, in the order of naming. One statement."""
    rows = application.people.filter(ended_at=None).order_by("named_at", "id")
    return tuple(named(row) for row in rows)


def people_behind(application: Application, company_id: UUID, of: Actor) -> list[form.Named]:
    """The persons named by a company whose contact is the actor's own account. Two statements."""
    account = Person.objects.filter(id=of.person_id).first() if of.person_id else None
    if account is None:
        return []
    own = [found for found in (personal.lookup(account.email), account.phone_lookup) if found]
    rows = application.people.filter(company_id=company_id, ended_at=None, contact_lookup__in=own)
    return [named(row) for row in rows.order_by("named_at", "id")]


def named(row: NamedPerson) -> form.Named:
    return form.Named(row.id, row.company_id, row.name, tuple(row.capacities.split()))


def secret_of(row: NamedPerson) -> str:
    """What makes the address of a person's link: 128 bits that only this installation can compute."""
    return personal.lookup(f"consent-link:{row.id}:{row.link}")[:32]


def code_of(row: NamedPerson) -> str:
    """The six digits of the code that was sent last."""
    said = personal.lookup(f"consent-code:{row.id}:{row.link}:{row.code}:{row.code_sent_at}")
    return f"{int(said[:15], 16) % 10**6:06d}"


def contact_of(row: NamedPerson) -> str:
    """The telephone number or address in the clear: for what is sent to it, and for nothing else."""
    return personal.opened(row.contact_sealed, of=row.contact_seal)


def masked(row: NamedPerson) -> str:
    """The contact as its owner knows it again and nobody else learns it."""
    contact = contact_of(row)
    if row.channel == Channel.TEXT:
        return f"{contact[:3]}-****-{contact[-4:]}"
    name, _, domain = contact.partition("@")
    return f"{name[:2]}***@{domain}"


def person_row(person_id: UUID) -> NamedPerson:
    """A person as named, whatever became of it: for the reactions that write to them. Raises OutOfReach."""
    row = NamedPerson.objects.select_related("application").filter(pk=person_id).first()
    if row is None:
        raise OutOfReach(f"person:{person_id}")
    return row


def behind_link(person_id: UUID, secret: str, *, now: datetime, lock: bool = False) -> NamedPerson:
    """The person whose link this is. A link that was replaced, that is older than it lives, or whose person or company
    is no longer in the application leads nowhere. ``now`` is the machine's clock. Raises OutOfReach.
    """
    rows = NamedPerson.objects.select_related("application").filter(pk=person_id, ended_at=None)
    if lock:
        rows = rows.select_for_update(of=("self",))
    row = rows.first()
    nowhere = OutOfReach(f"consent:{person_id}")
    if row is None or not hmac.compare_digest(secret_of(row).encode(), secret.encode()):
        raise nowhere
    if now - row.link_sent_at > LINK_LIVES:
        raise nowhere
    if not row.application.parties.filter(company_id=row.company_id, state=PartyState.JOINED).exists():
        raise nowhere
    return row
