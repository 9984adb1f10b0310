"""The worker: what it does by itself, once, and what it does when something fails."""

import socket
import threading
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connections

from gonggo.intake.models import Checkpoint, LogLeaf
from gonggo.journal.models import Entry
from gonggo.kernel.clock import machine_now
from gonggo.messages import post
from gonggo.messages.models import Mail
from gonggo.wiring import worker
from gonggo.wiring.log_sealing import Sealer
from gonggo.wiring.worker import Job, keep_at, run_once
from personas import an_owner

BOTH = pytest.mark.django_db(databases=["default", "door"])


def test_a_job_that_fails_is_tried_again_and_waits_ever_longer(caplog) -> None:
    def fails() -> int:
        raise RuntimeError("away")

    job, waits, now = Job("bad", 1, fails), [], 100.0
    for _ in range(9):
        run_once(job, now=now)
        waits.append(job.due_at - now)
        now = job.due_at

    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert caplog.text.count("job bad failed") == 9


def test_a_job_that_found_work_is_asked_again_at_once_and_an_idle_one_later() -> None:
    given = [3, 2, 0]
    job = Job("any", 5, lambda: given.pop(0))

    due = []
    for _ in range(3):
        run_once(job, now=0.0)
        due.append(job.due_at)

    assert due == [0.0, 0.0, 5.0]


@pytest.fixture
def silent_server() -> Iterator[socket.socket]:
    """A mail server that takes the call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


def test_a_mail_server_that_never_answers_holds_up_no_other_matter(silent_server: socket.socket) -> None:
    server = post.read(f"smtp://127.0.0.1:{silent_server.getsockname()[1]}")
    assert server is not None
    letter = Mail(to="a@example.kr", subject="제목", body="본문", queued_at=machine_now())
    told, settled = threading.Event(), threading.Semaphore(0)
    table = [
        Job("send", 0, lambda: post.carry(server)(letter) or 0),
        Job("settle", 0.01, lambda: settled.release() or 0),
    ]
    threads = [threading.Thread(target=keep_at, args=(job, told)) for job in table]
    for thread in threads:
        thread.start()
    called, _ = silent_server.accept()

    assert all(settled.acquire(timeout=10) for _ in range(20))
    assert threads[0].is_alive()

    told.set()
    called.close()
    for thread in threads:
        thread.join(timeout=10)
    assert [thread.is_alive() for thread in threads] == [False, False]


def test_every_matter_of_the_worker_has_its_pace() -> None:
    assert {job.name: job.every_s for job in worker.jobs()} == {
        "settle": 0.25,
        "deliver": 0.25,
        "letters": 0.5,
        "send": 0.5,
        "seal_log": 10,
        "scan": 20,
        "clear": 600,
        "screen": 20,
        "lapse": 20,
        "care": 20,
        "carry_payments": 1,
        "end_sanctions": 60,
        "publish_results": 1,
        "audit": 86_400,
    }


@BOTH
def test_what_the_journal_holds_is_sealed_within_the_minute_once_and_its_head_signed() -> None:
    an_owner()
    sealer = Sealer()
    first = sealer.seal(now=machine_now())
    again = sealer.seal(now=machine_now())
    other = Sealer().seal(now=machine_now())

    assert (first, again, other) == (Entry.objects.count(), 0, 0)
    assert set(LogLeaf.objects.values_list("ref", flat=True)) == {
        str(uid) for uid in Entry.objects.values_list("uid", flat=True)
    }
    assert Checkpoint.objects.get().size == first


def a_row(entry_id: int) -> Entry:
    now = machine_now()
    return Entry(
        id=entry_id, name="row.came", subject_kind="company", subject_id=uuid4(), role="system", at=now, recorded_at=now
    )


@BOTH
def test_a_row_that_commits_late_with_a_small_id_is_sealed_all_the_same() -> None:
    Entry.objects.bulk_create([a_row(10_000), a_row(30_000)])
    sealer = Sealer()
    before = sealer.seal(now=machine_now())
    Entry.objects.bulk_create([a_row(20_000)])

    assert (before, sealer.seal(now=machine_now())) == (2, 1)


def test_two_workers_at_once_seal_every_row_once(committing) -> None:
    an_owner()
    together = threading.Barrier(2)

    def work() -> None:
        together.wait()
        Sealer().seal(now=machine_now())
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    Sealer().seal(now=machine_now())

    refs = list(LogLeaf.objects.order_by("place").values_list("ref", flat=True))
    assert sorted(refs) == sorted(str(uid) for uid in Entry.objects.values_list("uid", flat=True))
    assert list(LogLeaf.objects.order_by("place").values_list("place", flat=True)) == list(range(len(refs)))
