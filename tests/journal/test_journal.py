"""The journal only grows, is read exactly once by each reader, and never passes a late commit over."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from gonggo.journal import readers
from gonggo.journal.commands import deliver, record, record_each
from gonggo.journal.models import Delivery, Entry
from gonggo.journal.queries import entry_digest, timeline, waiting_count
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Kind, Ref

AT = machine_now()


def a_fact(name: str = "program.loaded") -> Entry:
    with transaction.atomic():
        return record(name, subject=Ref(Kind.PROGRAM, uuid4()), by=SYSTEM, at=AT)


def test_record_outside_a_transaction_is_a_bug_and_writes_nothing(committing):
    with pytest.raises(RuntimeError, match="in the transaction of its change"):
        record("program.loaded", subject=Ref(Kind.PROGRAM, uuid4()), by=SYSTEM, at=AT)

    assert Entry.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal_entry SET name = 'other'", "DELETE FROM journal_entry"],
)
def test_changing_the_journal_by_sql_is_refused_by_the_database(statement):
    entry = a_fact()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert list(Entry.objects.values_list("uid", "name")) == [(entry.uid, "program.loaded")]


def test_emptying_the_journal_is_refused_by_the_database(committing):
    entry = a_fact()
    empty = "TRUNCATE journal_entry CASCADE" if connection.vendor == "postgresql" else "DELETE FROM journal_entry"

    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(empty)

    assert list(Entry.objects.values_list("uid", flat=True)) == [entry.uid]


@pytest.mark.django_db
def test_several_facts_of_one_command_are_two_inserts_and_each_reaches_its_reader_in_order(seen):
    subject = Ref(Kind.PROGRAM, uuid4())

    with CaptureQueriesContext(connection) as sent, transaction.atomic():
        told = record_each("program.loaded", [{"place": n} for n in range(3)], subject=subject, by=SYSTEM, at=AT)

    assert sum(query["sql"].startswith("INSERT") for query in sent) == 2
    assert [(row.data, row.subject_id) for row in Entry.objects.order_by("id")] == [
        ({"place": n}, subject.id) for n in range(3)
    ]
    assert deliver(now=machine_now()) == 3
    assert seen == [one.uid for one in told]


@pytest.mark.django_db
def test_delivery_hands_each_fact_to_its_reader_once(seen):
    first, second = a_fact(), a_fact()
    a_fact("person.joined")

    done = [deliver(now=machine_now()), deliver(now=machine_now())]

    assert done == [2, 0]
    assert seen == [first.uid, second.uid]
    assert waiting_count() == 0


@pytest.mark.django_db
def test_delivery_of_a_failing_reader_waits_longer_each_time_and_keeps_the_trouble():
    before = dict(readers._READERS)

    def fail(_: Entry) -> None:
        raise OSError("the mail server is down")

    readers.register([readers.Reader("fails", frozenset({"program.loaded"}), fail)])
    a_fact()
    now = machine_now()

    assert deliver(now=now) == 0
    assert deliver(now=now + timedelta(seconds=1)) == 0
    assert deliver(now=now + timedelta(seconds=3)) == 0

    readers.register(before.values())
    mark = Delivery.objects.get()
    assert (mark.tries, mark.done_at, mark.trouble) == (2, None, "OSError: the mail server is down")
    assert mark.not_before == now + timedelta(seconds=7)


@pytest.mark.django_db
def test_timeline_tells_a_subjects_facts_in_order():
    subject = Ref(Kind.APPLICATION, uuid4())
    with transaction.atomic():
        record("application.started", subject=subject, by=SYSTEM, at=AT, number="N-1")
        record("application.sealed", subject=subject, by=SYSTEM, at=AT + timedelta(hours=1), revision=1)
    a_fact()

    assert [(line.name, line.data) for line in timeline(subject)] == [
        ("application.started", {"number": "N-1"}),
        ("application.sealed", {"revision": 1}),
    ]


@pytest.mark.django_db
def test_digest_of_an_entry_changes_with_every_part_of_it():
    entry = a_fact()
    before = entry_digest(entry)

    entry.data = {"changed": True}

    assert entry_digest(entry) != before
