"""Gates: opened for a subject, moved with the notice's deadline; epochs that take rights away at once."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connections, transaction
from django.db.models import F

from gonggo.intake.models import Gate, PersonEpoch
from gonggo.kernel.ref import Kind, Ref

DOOR = "door"
_BARRIER = "SELECT pg_advisory_xact_lock(7305610)"


def barrier() -> None:
    """Wait until no batch of the door that was judged by the rows as they stand is still open (PostgreSQL).

    The door holds the same lock shared for each batch. On SQLite one writer at a time does the same.
    """
    connection = connections[DOOR]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_BARRIER)


@transaction.atomic(using=DOOR)
def open_gate(
    subject: Ref, *, program: str, number: str, opens_at: datetime, closes_at: datetime, basis: str, at: datetime
) -> None:
    """The door learns of a subject: its number and the window in force, ``[opens_at, closes_at)``. Again is harmless.

    ``basis`` is the window's clause, ``at`` the moment of opening.
    """
    Gate.objects.get_or_create(
        subject_id=subject.id,
        defaults={
            "subject_kind": subject.kind,
            "program": program,
            "number": number,
            "opens_at": opens_at,
            "closes_at": closes_at,
            "basis": basis,
            "opened_at": at,
        },
    )


@transaction.atomic(using=DOOR)
def move_deadline(
    *,
    program: str,
    closes_at: datetime,
    basis: str,
    kind: Kind = Kind.APPLICATION,
    leaving: Collection[UUID] = (),
) -> int:
    """An amendment moves the deadline of every gate of a program and kind; how many were moved.

    ``leaving`` are subjects with a deadline of their own. What was judged before stays as it was judged; every request
    after is judged by the new deadline.
    """
    barrier()
    rows = Gate.objects.filter(program=program, subject_kind=kind).exclude(subject_id__in=leaving)
    return rows.update(closes_at=closes_at, basis=basis)


@transaction.atomic(using=DOOR)
def admit(subject: Ref, person_id: UUID) -> None:
    """A person may act at this gate. Again is harmless."""
    PersonEpoch.objects.get_or_create(subject_id=subject.id, person_id=person_id)


@transaction.atomic(using=DOOR)
def raise_gate_epoch(subject: Ref) -> None:
    """Every capability for this subject that was given before is void from here on."""
    barrier()
    Gate.objects.filter(subject_id=subject.id, subject_kind=subject.kind).update(epoch=F("epoch") + 1)


@transaction.atomic(using=DOOR)
def raise_person_epoch(subject: Ref, person_id: UUID) -> None:
    """Every capability of this person for this subject that was given before is void from here on."""
    barrier()
    PersonEpoch.objects.filter(subject_id=subject.id, person_id=person_id).update(epoch=F("epoch") + 1)


@transaction.atomic(using=DOOR)
def raise_person_epochs(person_id: UUID) -> None:
    """Every capability of this person, for whatever subject, that was given before is void from here on."""
    barrier()
    PersonEpoch.objects.filter(person_id=person_id).update(epoch=F("epoch") + 1)
