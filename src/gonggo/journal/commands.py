"""Recording facts, and delivering them to their readers."""

import logging
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from gonggo.journal import queries, readers
from gonggo.journal.models import Access, Delivery, Entry
from gonggo.journal.purposes import Purpose
from gonggo.kernel.actor import Actor
from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Ref
from gonggo.kernel.refusal import OutOfReach, Refused

log = logging.getLogger(__name__)
MOST_PATIENCE = timedelta(hours=1)


def record(
    name: str,
    *,
    subject: Ref,
    by: Actor,
    at: datetime,
    basis: Basis | None = None,
    program: str = "",
    **data: Any,
) -> Entry:
    """Write one past-tense fact in the caller's transaction, with a waiting mark for each reader of it.

    ``at`` is the program's time of the fact. ``data`` holds JSON values and nothing personal.
    Raises RuntimeError outside a transaction: a fact and its change stand or fall together.
    """
    (entry,) = record_each(name, [data], subject=subject, by=by, at=at, basis=basis, program=program)
    return entry


def record_each(
    name: str,
    each: Iterable[Mapping[str, Any]],
    *,
    subject: Ref,
    by: Actor,
    at: datetime,
    basis: Basis | None = None,
    program: str = "",
) -> list[Entry]:
    """As ``record``, of several things that one command did to its subject: a fact for the data of each, in order.

    One INSERT, and one more for the marks of all. Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a fact is recorded in the transaction of its change")
    recorded_at = machine_now()
    entries = Entry.objects.bulk_create(
        Entry(
            name=name,
            subject_kind=subject.kind,
            subject_id=subject.id,
            program=program,
            person_id=by.person_id,
            role=by.role,
            organisation=str(by.organisation or ""),
            at=at,
            recorded_at=recorded_at,
            basis=str(basis or ""),
            data=data,
        )
        for data in each
    )
    _mark(name, entries, recorded_at)
    return entries


def _mark(name: str, entries: Iterable[Entry], recorded_at: datetime) -> None:
    """A waiting mark for each reader that wants the fact."""
    reading = readers.readers_of(name)
    marks = [
        Delivery(entry=entry, reader=reader.name, not_before=recorded_at)
        for entry in entries
        for reader in reading
        if reader.wants(entry.data)
    ]
    if marks:
        Delivery.objects.bulk_create(marks)


def record_access(
    name: str,
    *,
    subject: Ref,
    whose: Collection[Ref],
    purpose: Purpose,
    origin: str,
    by: Actor,
    at: datetime,
    program: str = "",
    **data: Any,
) -> Entry:
    """Write that ``by`` opened the data of ``whose``: the fact in the journal, the five particulars in the access log.

    ``origin`` is the network address that the person came from; being personal, it stays out of the fact. ``at`` is the
    moment of opening. As ``record``, within the caller's transaction.
    """
    if by.person_id is None:
        raise OutOfReach(str(subject))
    entry = record(name, subject=subject, by=by, at=at, program=program, **data)
    Access.objects.bulk_create(
        Access(entry=entry, person_id=by.person_id, at=at, origin=origin, whose=str(one), purpose=purpose)
        for one in whose
    )
    return entry


@transaction.atomic
def review_accesses(*, month: date, by: Actor, at: datetime) -> Entry:
    """An officer has gone through the access log of a month, named by its first day; again is another review.

    ``at`` is the moment of the review. Raises OutOfReach; refuses with: month_not_over.
    """
    office = queries.reviewing_office(by)
    if at < queries.month_bounds(month)[1]:
        raise Refused("month_not_over", month=f"{month:%Y-%m}")
    return record(queries.REVIEWED, subject=office, by=by, at=at, month=f"{month:%Y-%m}")


def deliver(*, now: datetime, limit: int = 100) -> int:
    """Hand waiting facts to their readers, each in a transaction of its own; how many were done.

    ``now`` is the machine's clock. A reader that fails is tried again after 2, 4, 8 … seconds, at most an hour.
    """
    waiting = Delivery.objects.filter(done_at=None, not_before__lte=now).order_by("id").values_list("id", flat=True)
    return sum(_deliver_one(mark_id, now) for mark_id in list(waiting[:limit]))


def _deliver_one(mark_id: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            mark = (
                Delivery.objects.select_for_update(
                    of=("self",), skip_locked=connection.features.has_select_for_update_skip_locked
                )
                .select_related("entry")
                .filter(id=mark_id, done_at=None)
                .first()
            )
            if mark is None:
                return False
            reader = readers.reader(mark.reader)
            if reader is None:
                raise LookupError(f"no reader is called {mark.reader}")
            reader.react(mark.entry)
            mark.done_at = now
            mark.save(update_fields=["done_at"])
            return True
    except Exception as trouble:  # any bug of one reader must not stop the others; it is kept and shown
        log.exception("delivery %s failed", mark_id)
        _postpone(mark_id, now, trouble)
        return False


@transaction.atomic
def _postpone(mark_id: int, now: datetime, trouble: Exception) -> None:
    mark = Delivery.objects.get(id=mark_id)
    mark.tries += 1
    mark.not_before = now + min(timedelta(seconds=2 ** min(mark.tries, 12)), MOST_PATIENCE)
    mark.trouble = f"{type(trouble).__name__}: {trouble}"[:500]
    mark.save(update_fields=["tries", "not_before", "trouble"])
