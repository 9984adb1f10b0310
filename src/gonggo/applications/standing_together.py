"""Parts of the one statement behind a company's pages: named people, opened pages, companies that were exchanged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateTimeField, IntegerField, UUIDField, Value

from gonggo.applications import form
from gonggo.applications.models import NamedPerson, OpenedSection, Party
from gonggo.parties import personal

NO_ID = Value(None, output_field=UUIDField())
NO_INSTANT = Value(None, output_field=DateTimeField())
NONE = Value(0, output_field=IntegerField())
PARTS = ("named", "opened", "exchange")


def kind(text: str) -> Value:
    return Value(text, output_field=CharField())


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A person as the pages list them; ``is_reader``: whose account it is that reads."""

    named: form.Named
    channel: str
    named_at: datetime
    declined_at: datetime | None
    is_reader: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A page of the lead that another company writes too."""

    section: str
    company_id: UUID
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Exchange:
    """A company that came for another; the companies' ids are None until they have answered."""

    party_id: UUID
    role: str
    out_brn: str
    out_company_id: UUID | None
    in_brn: str
    in_company_id: UUID | None
    reason: str
    at: datetime


def parts(application_id: UUID) -> list[Any]:
    """The rows of the three kinds, in the columns of the statement."""
    e = kind("")
    return [
        NamedPerson.objects.filter(application=application_id, ended_at=None).values_list(
            kind("named"), "id", "company_id", NO_ID, "name", "capacities", "channel", "contact_lookup", NONE,
            "named_at", "declined_at",
        ),
        OpenedSection.objects.filter(application=application_id, closed_at=None).values_list(
            kind("opened"), "id", "company_id", NO_ID, "section", e, e, e, NONE, "opened_at", NO_INSTANT,
        ),
        Party.objects.filter(application=application_id, replaces__isnull=False).values_list(
            kind("exchange"), "id", "company_id", "replaces__company_id", "brn", "role", "replaces__brn",
            "replaces__end_reason", NONE, "invited_at", NO_INSTANT,
        ),
    ]  # fmt: skip


Rows = Iterable[tuple[Any, ...]]


def named_rows(rows: Rows, account: tuple[str, str] | None) -> tuple[NamedRow, ...]:
    """Everybody named, in that order; ``account`` is the reader's e-mail address and the lookup of their telephone."""
    own = {personal.lookup(account[0]), account[1]} - {""} if account else set()
    found = []
    for person_id, company_id, _, name, capacities, channel, contact, _, named_at, declined_at in rows:
        named = form.Named(person_id, company_id, name, tuple(capacities.split()))
        found.append(NamedRow(named, channel, named_at, declined_at, contact in own))
    return tuple(sorted(found, key=lambda one: (one.named_at, one.named.id)))


def opened_rows(rows: Rows) -> tuple[Opened, ...]:
    return tuple(Opened(each[3], each[1], each[8]) for each in sorted(rows, key=lambda each: (each[8], each[3])))


def exchanges(rows: Rows) -> tuple[Exchange, ...]:
    """The trail, oldest first."""
    found = [Exchange(r[0], r[4], r[5], r[2], r[3], r[1], r[6], r[8]) for r in rows]
    return tuple(sorted(found, key=lambda one: (one.at, one.party_id)))
