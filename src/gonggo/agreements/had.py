"""The tasks that a company had before an application: what an advanced task may build on (reads only)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gonggo.agreements.models import Agreement
from gonggo.agreements.states import WAS_CONCLUDED
from gonggo.programs.definition import PartyRole


@dataclass(frozen=True, slots=True)
class Had:
    """A task of an earlier agreement: its title, and the year in which the agreement began."""

    title: str
    year: int


def tasks_before(company_id: UUID, *, role: PartyRole | str, on: date) -> list[Had]:
    """Those that it had in this role by an agreement that began in an earlier year than ``on``, the latest first."""
    rows = Agreement.objects.filter(
        parties__company_id=company_id,
        parties__role=role,
        state__in=sorted(WAS_CONCLUDED),
        begins_on__year__lt=on.year,
    ).order_by("-begins_on", "number")
    return [Had(title, begins_on.year) for title, begins_on in rows.values_list("title", "begins_on") if begins_on]
