"""Whom an application concerns: its companies, and the people who worked on it (reads only)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, Value

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


def rows_among(application_ids: QuerySet[Any, Any]) -> QuerySet[Application]:
    """The applications of a subquery of ids, by number: for rooms that have decided who may know. Not yet read."""
    return Application.objects.filter(id__in=application_ids).order_by("number")


def concerned(applications: Collection[Application]) -> dict[UUID, Concerned]:
    """Whom each of them concerns. One statement."""
    ids = {application.id for application in applications}
    companies: dict[UUID, set[UUID]] = {one: set() for one in ids}
    brns: dict[UUID, set[str]] = {one: set() for one in ids}
    people = {application.id: {application.started_by} for application in applications}
    joined = Party.objects.filter(application_id__in=ids, state=PartyState.JOINED, company_id__isnull=False)
    placed = Paper.objects.filter(application_id__in=ids).annotate(nobody=Value("", output_field=CharField()))
    rows = joined.values_list("application_id", "company_id", "brn").union(
        placed.values_list("application_id", "placed_by", "nobody")
    )
    for application_id, who, brn in rows:
        if who is None:
            continue  # the filter says so already; the column's type does not
        if brn:
            companies[application_id].add(who)
            brns[application_id].add(brn)
        else:
            people[application_id].add(who)
    return {one: Concerned(frozenset(companies[one]), frozenset(brns[one]), frozenset(people[one])) for one in ids}
