"""What is so about a party on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from gonggo.facts.definition import BUSINESS_HALTED, GOES_ON, FactKind, Source, Value
from gonggo.facts.models import Fact
from gonggo.kernel.ref import Kind, Ref


def _on(day: date) -> "QuerySet[Fact]":
    return Fact.objects.filter(Q(until_on=None) | Q(until_on__gt=day), since_on__lte=day)


def present_rows(subject: Ref, on: date, *, program: str = "") -> list[Fact]:
    """The facts that hold for ``subject`` on the day, those of one ``program`` too: a row a kind. One statement."""
    return list(_on(on).filter(subject_kind=subject.kind, subject_id=subject.id, program__in={"", program}))


def current(subject: Ref, on: date, *, program: str = "") -> dict[FactKind, str | date]:
    """What is known of ``subject`` on the day, by kind. One statement."""
    rows = [row for row in present_rows(subject, on, program=program) if row.kind in set(FactKind)]
    return {FactKind(row.kind): Value.read(FactKind(row.kind), row.value).content for row in rows}


def current_of(company_ids: Collection[UUID], on: date) -> dict[UUID, dict[FactKind, str | date]]:
    """``current`` of many companies at once; each id given has its dictionary. One statement."""
    found: dict[UUID, dict[FactKind, str | date]] = {company_id: {} for company_id in company_ids}
    for row in _on(on).filter(
        subject_kind=Kind.COMPANY, subject_id__in=set(company_ids), kind__in=FactKind, program=""
    ):
        found[row.subject_id][FactKind(row.kind)] = Value.read(FactKind(row.kind), row.value).content
    return found


def names_of(company_ids: Collection[UUID], on: date) -> dict[UUID, str]:
    """How each company is called on the day; those without a known name are left out. One statement."""
    rows = _on(on).filter(subject_kind=Kind.COMPANY, subject_id__in=set(company_ids), kind=FactKind.NAME)
    return {row.subject_id: str(Value.read(FactKind.NAME, row.value).content) for row in rows}


def called(words: str, on: date, *, limit: int) -> list[UUID]:
    """The companies whose name on the day has ``words`` in it, whatever the case, by name. One statement."""
    rows = _on(on).filter(subject_kind=Kind.COMPANY, kind=FactKind.NAME, value__value__icontains=words.strip())
    return list(rows.order_by("value__value", "id").values_list("subject_id", flat=True)[:limit])


@dataclass(frozen=True, slots=True)
class Dated:
    """A fact with its days, its source and when it became known."""

    id: int
    subject_id: UUID
    kind: str
    value: str
    since_on: date
    until_on: date | None
    source: Source
    recorded_at: datetime


Said = dict[UUID, dict[str, Dated]]


def dated(subject_ids: Collection[UUID], kinds: Collection[str], *, program: str) -> dict[UUID, list[Dated]]:
    """Everything known of some kinds about many subjects, whatever the day, oldest first. One statement."""
    found: dict[UUID, list[Dated]] = {}
    rows = Fact.objects.filter(subject_id__in=set(subject_ids), kind__in=set(kinds), program__in={"", program})
    for row in rows.order_by("id"):
        found.setdefault(row.subject_id, []).append(_dated(row))
    return found


def said_on(subject_ids: Collection[UUID], kinds: Collection[str], on: date, *, program: str = "") -> Said:
    """What is known of some kinds about many subjects on a day: subject → kind → the latest word. One statement."""
    found: Said = {}
    for subject_id, rows in dated(subject_ids, kinds, program=program).items():
        found[subject_id] = {
            one.kind: one for one in rows if one.since_on <= on and (one.until_on is None or on < one.until_on)
        }
    return found


def halted(on: date) -> "QuerySet[Fact, UUID]":
    """The companies whose business does not go on, on the day, as a part of a query."""
    rows = _on(on).filter(subject_kind=Kind.COMPANY, kind=BUSINESS_HALTED, program="")
    return rows.exclude(value__value=GOES_ON).values_list("subject_id", flat=True)


def by_id(ids: Collection[int]) -> dict[int, Dated]:
    """Facts by their ids: what a verdict rests on. One statement."""
    return {row.id: _dated(row) for row in Fact.objects.filter(id__in=set(ids))}


def _dated(row: Fact) -> Dated:
    value = str(Value.read(row.kind, row.value).content)
    source = Source(row.source)
    return Dated(row.id, row.subject_id, row.kind, value, row.since_on, row.until_on, source, row.recorded_at)


@dataclass(frozen=True, slots=True)
class Span:
    """What follows from a decision, of a company or of one of its representatives: ``[since_on, until_on)``."""

    subject: Ref
    kind: str
    value: str
    since_on: date
    until_on: date


def following(decision: Ref) -> list[Span]:
    """The spans that a decision made so, in their order; those that never were (ended before they began) left out.
    One statement."""
    rows = Fact.objects.filter(follows=str(decision), until_on__gt=F("since_on")).order_by("since_on", "id")
    return [
        Span(row.subject, row.kind, str(Value.read(row.kind, row.value).content), row.since_on, row.until_on)
        for row in rows
        if row.until_on is not None
    ]


def history(subject: Ref, kind: FactKind) -> list[Fact]:
    """Everything ever stated of one kind, in the order of recording: what took over from what. One statement."""
    return list(Fact.objects.filter(subject_kind=subject.kind, subject_id=subject.id, kind=kind).order_by("id"))


@dataclass(frozen=True, slots=True)
class Stated:
    """One thing that was said of a party: what, for which days ``[since_on, until_on)``, on what ground, by whom."""

    kind: FactKind
    content: str | date
    since_on: date
    until_on: date | None
    source: Source
    recorded_by: UUID | None
    recorded_at: datetime


def everything_stated(subject: Ref) -> list[Stated]:
    """Everything ever said of ``subject`` that every program knows, the newest first; what was corrected on its first
    day too. One statement."""
    rows = Fact.objects.filter(subject_kind=subject.kind, subject_id=subject.id, kind__in=FactKind).order_by("-id")
    return [
        Stated(
            FactKind(row.kind),
            Value.read(FactKind(row.kind), row.value).content,
            row.since_on,
            row.until_on,
            Source(row.source),
            row.recorded_by,
            row.recorded_at,
        )
        for row in rows
    ]
