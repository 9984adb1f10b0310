"""Where people belong, and belonged before (reads only)."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from gonggo.kernel.actor import Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.parties.models import Membership, Person


@dataclass(frozen=True, slots=True)
class Belonging:
    """Where a person belongs or belonged; ``agency_key`` is empty for a company."""

    organisation: Ref
    agency_key: str
    until_at: datetime | None


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person: how they are called (an address where no name was given), and everywhere they belong or belonged."""

    name: str
    belongings: list[Belonging]


def people_of(person_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Somebody]:
    """Each of them with every organisation that they belong or ever belonged to. One statement."""
    found: dict[uuid.UUID, Somebody] = {}
    rows = Person.objects.filter(id__in=set(person_ids)).values_list(
        "id",
        "name",
        "email",
        *(f"memberships__{name}" for name in ("company_id", "agency_id", "agency__key", "until_at")),
    )
    for person_id, name, email, company_id, agency_id, agency_key, until_at in rows:
        one = found.setdefault(person_id, Somebody(name or email, []))
        if company_id is not None:
            one.belongings.append(Belonging(Ref(Kind.COMPANY, company_id), "", until_at))
        elif agency_id is not None:
            one.belongings.append(Belonging(Ref(Kind.AGENCY, agency_id), agency_key, until_at))
    return found


def persons_who(roles: Collection[Role], *organisations: Ref) -> list[Person]:
    """The people who hold one of ``roles`` in one of them now, in the order of joining. One statement."""
    companies = [one.id for one in organisations if one.kind is Kind.COMPANY]
    agencies = [one.id for one in organisations if one.kind is Kind.AGENCY]
    return _persons(Q(company_id__in=companies) | Q(agency_id__in=agencies), roles)


def persons_of_office(key: str, roles: Collection[Role]) -> list[Person]:
    """As ``persons_who``, of the office that is called ``key``."""
    return _persons(Q(agency__key=key), roles)


def _persons(where: Q, roles: Collection[Role]) -> list[Person]:
    rows = Membership.objects.filter(where, role__in=roles, until_at=None)
    return [row.person for row in rows.select_related("person").order_by("since_at", "id")]
