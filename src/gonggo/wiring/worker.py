"""The worker: what happens by itself, each matter at its own pace by the machine's clock.

Several workers may run at once: every job takes what it does with a lock or a mark in the database, so that nothing is
done twice.
"""

import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import close_old_connections

from gonggo.applications import commands as applications
from gonggo.documents import commands as documents
from gonggo.intake import commands as door
from gonggo.intake import queries as receipts
from gonggo.journal import commands as journal
from gonggo.kernel.clock import machine_now
from gonggo.messages import commands as messages
from gonggo.messages import post
from gonggo.wiring import audit
from gonggo.wiring.log_sealing import Sealer

log = logging.getLogger(__name__)
LONGEST_WAIT_S = 60.0


@dataclass(slots=True)
class Job:
    """One matter. ``run`` gives how much it did: as long as it does something it is asked again at once."""

    name: str
    every_s: float
    run: Callable[[], int]
    due_at: float = 0.0
    failures: int = 0


def settle() -> int:
    """The door's receipts become the applications' moves, in order; one that fails holds up its own subject alone."""
    done = 0
    stuck = set()
    for receipt in receipts.unsettled():
        if receipt.subject in stuck:
            continue
        try:
            applications.settle(receipt)
        except Exception:  # a bug met in one application; the others go on, and the audit finds this one after a minute
            log.exception("receipt %s was not settled", receipt.id)
            stuck.add(receipt.subject)
            continue
        door.mark_settled(receipt.id, at=machine_now())
        done += 1
    return done


def deliver() -> int:
    """Facts reach their readers."""
    return journal.deliver(now=machine_now())


def send() -> int:
    """Mails leave the house, or are kept in the mailbox."""
    server = post.read(settings.GONGGO_ENVIRONMENT.mail)
    return messages.send_waiting(now=machine_now(), out=post.carry(server) if server else None)


def scan() -> int:
    """Files are shown to the scanner."""
    return documents.scan_waiting(at=settings.GONGGO_CLOCK.now())


def nightly_audit() -> int:
    """Every invariant over the whole database; what is found goes to the log."""
    for finding in audit.run():
        log.error("audit %s: %s", finding.invariant, finding.says)
    return 0


def jobs() -> list[Job]:
    """All matters. The audit begins an hour after the start."""
    sealer = Sealer()
    return [
        Job("settle", 0.25, settle),
        Job("deliver", 0.25, deliver),
        Job("send", 0.5, send),
        Job("seal_log", 10, lambda: sealer.seal(now=machine_now())),
        Job("scan", 20, scan),
        Job("audit", 24 * 3600, nightly_audit, due_at=time.monotonic() + 3600),
    ]


def run_once(table: Sequence[Job], *, now: float) -> int:
    """Run every job that is due at ``now`` (monotonic seconds); how much was done.

    A job that fails does not stop the others; it is tried again after 1, 2, 4 … seconds, at most a minute.
    """
    done = 0
    for job in table:
        if job.due_at > now:
            continue
        try:
            did = job.run()
        except Exception:  # a bug or a database that is away in one job must not stop the others
            job.failures += 1
            job.due_at = now + min(2.0 ** (job.failures - 1), LONGEST_WAIT_S)
            log.exception("job %s failed", job.name)
        else:
            job.failures = 0
            job.due_at = now if did else now + job.every_s
            done += did
    return done


def run_until_told() -> None:
    """Work until SIGTERM or SIGINT; a job that has begun is finished."""
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    table = jobs()
    while not told.is_set():
        close_old_connections()
        if not run_once(table, now=time.monotonic()):
            told.wait(0.1)
