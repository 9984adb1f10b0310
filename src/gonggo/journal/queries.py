"""What the journal tells: a subject's timeline, what waits, what failed."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max

from gonggo.journal.models import Delivery, Entry
from gonggo.kernel.canonical import canonical
from gonggo.kernel.ref import Ref


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
    rows = Entry.objects.filter(subject_kind=subject.kind, subject_id=subject.id).order_by("id")
    return [Happening(r.name, r.at, r.person_id, r.role, r.basis, r.data) for r in rows]


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
