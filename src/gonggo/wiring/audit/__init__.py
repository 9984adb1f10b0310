"""``gonggo audit``: the invariants over the whole database, found again by code that shares nothing with the writers.

It reads rows and files and computes everything anew: canonical JSON, digests, links, signatures, the log's root.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from gonggo.kernel.clock import machine_now
from gonggo.wiring.audit import (
    aftercare,
    agreements,
    applications,
    delivery,
    evaluation,
    files,
    letters,
    log,
    operators,
    payments,
    pool,
    receipts,
    screening,
    selection,
    settlement,
    signing,
    undecided,
)
from gonggo.wiring.audit.finding import Finding

CHECKS: tuple[tuple[str, Callable[[datetime], Iterator[Finding]]], ...] = (
    ("receipts", receipts.check),
    ("log", log.check),
    ("applications", applications.check),
    ("screening", screening.check),
    ("pool", pool.check),
    ("evaluation", evaluation.check),
    ("selection", selection.check),
    ("delivery", delivery.check),
    ("settlement", settlement.check),
    ("aftercare", aftercare.check),
    ("letters", letters.check),
    ("operators", operators.check),
    ("agreements", agreements.check),
    ("undecided", undecided.check),
    ("signing", signing.check),
    ("payments", payments.check),
    ("files", files.check),
)


def run(now: datetime | None = None) -> Iterator[Finding]:
    """Every broken invariant. ``now`` is the machine's clock: what is younger than a minute may still be on its way."""
    moment = machine_now() if now is None else now
    for _, check in CHECKS:
        yield from check(moment)


__all__ = ["CHECKS", "Finding", "run"]
