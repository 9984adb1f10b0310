"""Whom an application concerns: its companies, and the people who worked on it (reads only)."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from gonggo.applications.models import Application, Paper, Party
from gonggo.applications.states import PartyState


@dataclass(frozen=True, slots=True)
class Concerned:
    """The companies that joined, their registration numbers, and everybody who started it or handed a paper in."""

    companies: frozenset[UUID]
    brns: frozenset[str]
    people: frozenset[UUID]


def by_ids(application_ids: Collection[UUID]) -> dict[UUID, Application]:
    """Applications by id, whoever asks: for rooms that have decided who may know. One statement."""
    return Application.objects.in_bulk(set(application_ids))


def concerned(applications: Collection[Application]) -> dict[UUID, Concerned]:
    """Whom each of them concerns. Two statements."""
    ids = {application.id for application in applications}
    parties: dict[UUID, list[tuple[UUID, str]]] = {}
    joined = Party.objects.filter(application_id__in=ids, state=PartyState.JOINED, company_id__isnull=False)
    for application_id, company_id, brn in joined.values_list("application_id", "company_id", "brn"):
        if company_id is not None:
            parties.setdefault(application_id, []).append((company_id, brn))
    people = {application.id: {application.started_by} for application in applications}
    for application_id, person_id in Paper.objects.filter(application_id__in=ids).values_list(
        "application_id", "placed_by"
    ):
        people[application_id].add(person_id)
    return {
        application_id: Concerned(
            frozenset(company_id for company_id, _ in parties.get(application_id, [])),
            frozenset(brn for _, brn in parties.get(application_id, [])),
            frozenset(people[application_id]),
        )
        for application_id in ids
    }
