"""What is so about a party on a day."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from gonggo.facts.definition import FactKind, Value
from gonggo.facts.models import Fact
from gonggo.kernel.ref import Kind, Ref


def _on(day: date) -> "QuerySet[Fact]":
    return Fact.objects.filter(Q(until_on=None) | Q(until_on__gt=day), since_on__lte=day)


def current(subject: Ref, on: date) -> dict[FactKind, str | date]:
    """What is known of ``subject`` on the day, by kind. One statement."""
    rows = _on(on).filter(subject_kind=subject.kind, subject_id=subject.id)
    return {FactKind(row.kind): Value.read(FactKind(row.kind), row.value).content for row in rows}


def current_of(company_ids: Collection[UUID], on: date) -> dict[UUID, dict[FactKind, str | date]]:
    """``current`` of many companies at once; each id given has its dictionary. One statement."""
    found: dict[UUID, dict[FactKind, str | date]] = {company_id: {} for company_id in company_ids}
    for row in _on(on).filter(subject_kind=Kind.COMPANY, subject_id__in=set(company_ids)):
        found[row.subject_id][FactKind(row.kind)] = Value.read(FactKind(row.kind), row.value).content
    return found


def names_of(company_ids: Collection[UUID], on: date) -> dict[UUID, str]:
    """How each company is called on the day; those without a known name are left out. One statement."""
    rows = _on(on).filter(subject_kind=Kind.COMPANY, subject_id__in=set(company_ids), kind=FactKind.NAME)
    return {row.subject_id: str(Value.read(FactKind.NAME, row.value).content) for row in rows}


def history(subject: Ref, kind: FactKind) -> list[Fact]:
    """Everything ever stated of one kind, in the order of recording: what took over from what. One statement."""
    return list(Fact.objects.filter(subject_kind=subject.kind, subject_id=subject.id, kind=kind).order_by("id"))
