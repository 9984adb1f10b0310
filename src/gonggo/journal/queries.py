"""What the journal tells: a subject's timeline, what waits, what failed."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from gonggo.journal import purposes
from gonggo.journal.models import Access, Delivery, Entry
from gonggo.journal.purposes import Purpose
from gonggo.kernel.actor import OFFICE_ROLES, Actor, Role
from gonggo.kernel.canonical import canonical
from gonggo.kernel.clock import SEOUL
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.kernel.text import Text

ACCESS_REVIEWERS = frozenset({Role.AGENCY_LEAD, Role.AGENCY_OFFICER})
WORKERS = OFFICE_ROLES | {Role.EXPERT, Role.EVALUATOR}
REVIEWED = "access_log.reviewed"


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a subject's timeline."""

    name: str
    at: datetime
    person_id: UUID | None
    role: str
    basis: str
    data: dict[str, Any]


def timeline(subject: Ref) -> list[Happening]:
    """Everything that happened to ``subject``, oldest first. One statement."""
    return timeline_of([subject])


def timeline_of(subjects: Collection[Ref]) -> list[Happening]:
    """Everything that happened to any of ``subjects``, oldest first. One statement, none for no subject."""
    if not subjects:
        return []
    about = reduce(or_, (Q(subject_kind=one.kind, subject_id=one.id) for one in subjects))
    rows = Entry.objects.filter(about).order_by("id")
    return [Happening(r.name, r.at, r.person_id, r.role, r.basis, r.data) for r in rows]


def facts_about(subject: Ref, names: Collection[str], *, until: Entry) -> list[Entry]:
    """Facts of these names about ``subject``, recorded up to ``until``, oldest first. One statement."""
    rows = Entry.objects.filter(subject_kind=subject.kind, subject_id=subject.id, name__in=names, id__lte=until.id)
    return list(rows.order_by("id"))


def facts_named(
    names: Collection[str], *, kind: Kind, ids: "QuerySet[Any, Any]", offset: int, limit: int
) -> list[tuple[UUID, Happening]]:
    """(subject, fact) of these names about subjects of a kind, the newest first. One statement."""
    rows = Entry.objects.filter(name__in=names, subject_kind=kind, subject_id__in=ids).order_by("-at", "-id")
    return [
        (r.subject_id, Happening(r.name, r.at, r.person_id, r.role, r.basis, r.data))
        for r in rows[offset : offset + limit]
    ]


def fact(uid: UUID) -> Entry | None:
    """The fact with this uid. One statement."""
    return Entry.objects.filter(uid=uid).first()


def who_acted(subjects: Collection[Ref], *, until: datetime) -> set[UUID]:
    """The people of offices who did something about these subjects up to ``until``; reading alone does not count.

    One statement for each subject.
    """
    rows = Entry.objects.filter(at__lte=until, person_id__isnull=False, accesses=None, role__in=WORKERS)
    return {
        person
        for one in subjects
        for person in rows.filter(subject_kind=one.kind, subject_id=one.id).values_list("person_id", flat=True)
        if person is not None
    }


def waiting_count() -> int:
    return Delivery.objects.filter(done_at=None).count()


def entry_digest(entry: Entry) -> str:
    """SHA-256 of the entry as canonical JSON: its leaf in the tamper-evident log."""
    return hashlib.sha256(
        canonical(
            {
                "at": entry.at.isoformat(),
                "basis": entry.basis,
                "data": entry.data,
                "name": entry.name,
                "organisation": entry.organisation,
                "person": str(entry.person_id or ""),
                "program": entry.program,
                "recorded_at": entry.recorded_at.isoformat(),
                "role": entry.role,
                "subject": f"{entry.subject_kind}:{entry.subject_id}",
                "uid": str(entry.uid),
            }
        )
    ).hexdigest()


def marks_of(names: Collection[str]) -> tuple[int, int]:
    """How many entries have one of these names, and the newest one's id: changes whenever one is added. One statement.

    Both, because an entry with a smaller id may commit after one with a larger.
    """
    found = Entry.objects.filter(name__in=names).aggregate(count=Count("id"), newest=Max("id"))
    return found["count"], found["newest"] or 0


def entries_after(entry_id: int, *, limit: int) -> list[Entry]:
    """Entries with a larger id, in the order of ids. One statement. Who reads so must look again: ids commit late."""
    return list(Entry.objects.filter(id__gt=entry_id).order_by("id")[:limit])


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One line of the access log: who opened whose data, when, from where and what for."""

    person_id: UUID
    role: Role
    at: datetime
    origin: str
    whose: Ref
    purpose: Text
    subject: Ref
    number: str
    """What the subject is called, where the fact says it."""


@dataclass(frozen=True, slots=True)
class Review:
    """An officer has gone through a month's access log."""

    person_id: UUID | None
    at: datetime


def reviewing_office(of: Actor) -> Ref:
    """The office for which ``of`` reviews the access log. Raises OutOfReach for who does not."""
    if of.role not in ACCESS_REVIEWERS or of.organisation is None:
        raise OutOfReach("access_log")
    return of.organisation


def month_bounds(month: date) -> tuple[datetime, datetime]:
    """The instants ``[first, after)`` of the month of which ``month`` is a day, where the notice applies."""
    first = datetime(month.year, month.month, 1, tzinfo=SEOUL)
    after = first + timedelta(days=31)
    return first, datetime(after.year, after.month, 1, tzinfo=SEOUL)


def accesses(
    *, of: Actor, month: date, person_id: UUID | None = None, offset: int = 0, limit: int = 50
) -> list[AccessRow]:
    """The access log of a month, newest first; of one person if said. One statement. Raises OutOfReach."""
    reviewing_office(of)
    first, after = month_bounds(month)
    rows = Access.objects.filter(at__gte=first, at__lt=after).select_related("entry").order_by("-at", "-id")
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    return [
        AccessRow(
            person_id=row.person_id,
            role=Role(row.entry.role),
            at=row.at,
            origin=row.origin,
            whose=Ref.parse(row.whose),
            purpose=purposes.label(Purpose(row.purpose)),
            subject=Ref(Kind(row.entry.subject_kind), row.entry.subject_id),
            number=row.entry.data.get("number", ""),
        )
        for row in rows[offset : offset + limit]
    ]


def accesses_by_person(*, of: Actor, month: date) -> dict[UUID, int]:
    """Who opened how much in a month, most first. One statement. Raises OutOfReach."""
    reviewing_office(of)
    first, after = month_bounds(month)
    rows = Access.objects.filter(at__gte=first, at__lt=after).values("person_id").annotate(count=Count("id"))
    return {row["person_id"]: row["count"] for row in rows.order_by("-count", "person_id")}


def reviews_of(month: date, *, of: Actor) -> list[Review]:
    """The reviews of a month's access log by the actor's office, oldest first. One statement. Raises OutOfReach."""
    office = reviewing_office(of)
    rows = Entry.objects.filter(
        name=REVIEWED, subject_kind=office.kind, subject_id=office.id, data__month=f"{month:%Y-%m}"
    )
    return [Review(row.person_id, row.at) for row in rows.order_by("id")]
