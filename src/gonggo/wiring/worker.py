"""The worker: what happens by itself, each matter on a thread of its own, at its own pace by the machine's clock.

None waits for another: a mail server that never answers delays no receipt. Several workers may run at once: every job
takes what it does with a lock or a mark in the database, so that nothing is done twice.
"""

import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import close_old_connections, connections

from gonggo.aftercare import commands as aftercare
from gonggo.applications import commands as applications
from gonggo.documents import commands as documents
from gonggo.journal import commands as journal
from gonggo.kernel.clock import machine_now
from gonggo.messages import commands as messages
from gonggo.messages import post
from gonggo.messages.letters import commands as letters
from gonggo.payments import commands as payments
from gonggo.pool import commands as pool
from gonggo.selection import commands as selection
from gonggo.settlement import commands as settlement
from gonggo.wiring import audit, banking
from gonggo.wiring.log_sealing import Sealer
from gonggo.wiring.settling import Settler

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


def deliver() -> int:
    """Facts reach their readers."""
    return journal.deliver(now=machine_now())


def send() -> int:
    """Mails and text messages leave the house, or are kept in the mailbox."""
    here = settings.GONGGO_ENVIRONMENT
    return messages.send_waiting(now=machine_now(), out=post.ways(here.mail, here.texts))


def scan() -> int:
    """Files are shown to the scanner."""
    return documents.scan_waiting(at=settings.GONGGO_CLOCK.now())


def clear() -> int:
    """What was left half received goes."""
    return documents.clear_incoming(now=machine_now())


def screen() -> int:
    """What was received is judged at the published instants, by the program's clock."""
    return applications.screen_due(now=settings.GONGGO_CLOCK.now())


def publish_results() -> int:
    """Results whose instant has come by the program's clock are published."""
    return selection.publish_due(now=settings.GONGGO_CLOCK.now())


def lapse() -> int:
    """What was not cured in the pool lapses at the published instant, by the program's clock."""
    return pool.lapse_due(now=settings.GONGGO_CLOCK.now())


def carry_payments() -> int:
    """What two organisations approved goes to the bank; without a bank it waits."""
    bank = banking.at_hand()
    if bank is None:
        return 0
    return payments.send_due(now=machine_now(), at=settings.GONGGO_CLOCK.now(), bank=bank)


def end_sanctions() -> int:
    """Bars whose last day is over end, by the program's clock."""
    return settlement.end_due(now=settings.GONGGO_CLOCK.now())


def care() -> int:
    """Use reports are reminded and missed on their days, agreements end with the last, by the program's clock."""
    now = settings.GONGGO_CLOCK.now()
    return aftercare.miss_due(now=now) + aftercare.remind_due(now=now) + aftercare.end_due(now=now)


def nightly_audit() -> int:
    """Every invariant over the whole database; what is found goes to the log."""
    for finding in audit.run():
        log.error("audit %s: %s", finding.invariant, finding.says)
    return 0


def jobs() -> list[Job]:
    """All matters. The audit begins an hour after the start."""
    settler, sealer = Settler(), Sealer()
    return [
        Job("settle", 0.25, lambda: settler.settle(now=time.monotonic())),
        Job("deliver", 0.25, deliver),
        Job("letters", 0.5, letters.set_waiting),
        Job("send", 0.5, send),
        Job("seal_log", 10, lambda: sealer.seal(now=machine_now())),
        Job("scan", 20, scan),
        Job("clear", 600, clear),
        Job("screen", 20, screen),
        Job("publish_results", 1, publish_results),
        Job("lapse", 20, lapse),
        Job("carry_payments", 1, carry_payments),
        Job("end_sanctions", 60, end_sanctions),
        Job("care", 20, care),
        Job("audit", 24 * 3600, nightly_audit, due_at=time.monotonic() + 3600),
    ]


def run_once(job: Job, *, now: float) -> None:
    """Run a job that is due. One that fails is tried again after 1, 2, 4 … seconds, at most a minute."""
    try:
        did = job.run()
    except Exception:  # a bug or a database that is away: the job must not end with it
        job.failures += 1
        job.due_at = now + min(2.0 ** (job.failures - 1), LONGEST_WAIT_S)
        log.exception("job %s failed", job.name)
    else:
        job.failures = 0
        job.due_at = now if did else now + job.every_s


def keep_at(job: Job, told: threading.Event) -> None:
    """The thread of one job, until told to end; what has begun is finished."""
    while not told.wait(max(0.0, job.due_at - time.monotonic())):
        close_old_connections()
        run_once(job, now=time.monotonic())
    connections.close_all()


def run_until_told() -> None:
    """Work until SIGTERM or SIGINT."""
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    threads = [threading.Thread(target=keep_at, args=(job, told), name=job.name) for job in jobs()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
