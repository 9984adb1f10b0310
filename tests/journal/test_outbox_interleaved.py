"""Commits that interleave, and the real reader between them: nothing is passed over, nothing is handed over twice."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections, transaction

from door_processes import size
from gonggo.journal.commands import deliver, record
from gonggo.journal.models import Entry
from gonggo.journal.queries import waiting_count
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Kind, Ref

pytestmark = pytest.mark.usefixtures("committing")
PATIENCE_S = 60
WRITERS, READERS = 4, 2


def a_fact() -> UUID:
    return record("program.loaded", subject=Ref(Kind.PROGRAM, uuid4()), by=SYSTEM, at=machine_now()).uid


class Writer:
    """A transaction in a thread and on a connection of its own that has recorded a fact and commits when told."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self.has_written, self._may_commit = threading.Event(), threading.Event()
        self._done: Future[UUID] = pool.submit(self._write)

    def _write(self) -> UUID:
        try:
            with transaction.atomic():
                uid = a_fact()
                self.has_written.set()
                assert self._may_commit.wait(PATIENCE_S)
                return uid
        finally:
            connections.close_all()

    def commit(self) -> UUID:
        self._may_commit.set()
        return self._done.result(PATIENCE_S)


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(WRITERS + READERS) as made:
        yield made


def test_a_fact_that_commits_after_a_later_one_was_delivered_is_delivered_too(seen, pool):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time: no fact can commit after one with a higher number")
    early = Writer(pool)
    assert early.has_written.wait(PATIENCE_S)
    late = Writer(pool)
    assert late.has_written.wait(PATIENCE_S)

    second = late.commit()
    delivered = [deliver(now=machine_now())]
    seen_before = list(seen)
    first = early.commit()
    delivered += [deliver(now=machine_now()), deliver(now=machine_now())]

    assert list(Entry.objects.order_by("id").values_list("uid", flat=True)) == [first, second]
    assert (delivered, seen_before, seen, waiting_count()) == ([1, 1, 0], [second], [second, first], 0)


def test_a_fact_that_is_not_committed_is_not_delivered(seen, pool):
    writer = Writer(pool)
    assert writer.has_written.wait(PATIENCE_S)

    early = deliver(now=machine_now())
    fact = writer.commit()

    assert (early, deliver(now=machine_now()), seen) == (0, 1, [fact])


def write(count: int) -> list[UUID]:
    """So many facts, each in a transaction of its own, each beside one that is taken back."""
    facts = []
    try:
        for _ in range(count):
            with transaction.atomic():
                facts.append(a_fact())
            with transaction.atomic():
                a_fact()
                transaction.set_rollback(True)
    finally:
        connections.close_all()
    return facts


def read(written: threading.Event) -> int:
    """Deliver again and again until all is written and nothing waits; how much was delivered."""
    done = 0
    until: float | None = None
    try:
        while not written.is_set() or waiting_count():
            done += deliver(now=machine_now())
            if written.is_set():
                until = until or time.monotonic() + PATIENCE_S
                assert time.monotonic() < until, f"waited {PATIENCE_S} s for {waiting_count()} facts to be delivered"
    finally:
        connections.close_all()
    return done


@pytest.mark.proof
def test_facts_of_writers_at_once_reach_readers_at_once_exactly_once(seen, pool):
    each, written = size(10, 500), threading.Event()
    reading = [pool.submit(read, written) for _ in range(READERS)]
    try:
        facts = [fact for done in [pool.submit(partial(write, each)) for _ in range(WRITERS)] for fact in done.result()]
    finally:
        written.set()
    delivered = sum(done.result(PATIENCE_S) for done in reading)

    handed = Counter(seen)
    wrong = [fact for fact in {*facts, *handed} if (handed[fact], fact in facts) != (1, True)]
    print(f"{len(facts)} facts of {WRITERS} writers to {READERS} readers: {delivered} delivered, {len(wrong)} wrong")
    assert (len(facts), delivered, wrong) == (WRITERS * each, WRITERS * each, [])
