"""Where people belong, and belonged before (reads only)."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from gonggo.kernel.ref import Ref
from gonggo.parties.models import Membership


@dataclass(frozen=True, slots=True)
class Belonging:
    """Where a person belongs or belonged; ``agency_key`` is empty for a company."""

    organisation: Ref
    agency_key: str
    until_at: datetime | None


def belongings_of(person_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Belonging]]:
    """Every organisation that each of them belongs or ever belonged to. One statement."""
    found: dict[uuid.UUID, list[Belonging]] = {}
    for row in Membership.objects.filter(person_id__in=set(person_ids)).select_related("agency"):
        belonging = Belonging(row.organisation, row.agency.key if row.agency else "", row.until_at)
        found.setdefault(row.person_id, []).append(belonging)
    return found
