"""The door's receipts become the moves of what they are about, in order a subject, whatever befalls the others."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from gonggo.applications import commands as applications
from gonggo.intake import commands as door
from gonggo.intake import queries as receipts
from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Kind
from gonggo.pool import commands as pool

log = logging.getLogger(__name__)
LONGEST_WAIT_S = 60.0
SETTLE: Mapping[Kind, Callable[[receipts.Receipt], object]] = {
    Kind.APPLICATION: applications.settle,
    Kind.POOL_REGISTRATION: pool.settle,
}
"""Which room follows the door, by the kind of subject."""


@dataclass(slots=True)
class Stuck:
    """A subject whose next receipt could not be settled: how often, and when it is tried again (monotonic seconds)."""

    failures: int = 0
    again_at: float = 0.0


class Settler:
    """Settles what the door wrote. A receipt that fails holds up its own subject, which is tried ever less often."""

    def __init__(self, *, at_once: int = 200) -> None:
        self._at_once = at_once
        self._stuck: dict[UUID, Stuck] = {}

    def settle(self, *, now: float) -> int:
        """How many were settled. ``now`` is in monotonic seconds."""
        waiting = {subject for subject, stuck in self._stuck.items() if stuck.again_at > now}
        done = 0
        is_more = True
        while is_more:
            found = receipts.unsettled(limit=self._at_once, without=waiting)
            is_more = len(found) == self._at_once
            for receipt in found:
                if receipt.subject.id in waiting:
                    continue
                if self._settled(receipt, now=now):
                    done += 1
                else:
                    waiting.add(receipt.subject.id)
        return done

    def _settled(self, receipt: receipts.Receipt, *, now: float) -> bool:
        try:
            SETTLE[receipt.subject.kind](receipt)
        except Exception:  # a bug met in one subject; the others go on, and the audit finds this one after a minute
            stuck = self._stuck.setdefault(receipt.subject.id, Stuck())
            stuck.failures += 1
            stuck.again_at = now + min(2.0 ** (stuck.failures - 1), LONGEST_WAIT_S)
            log.exception("receipt %s was not settled; again in %.0f s", receipt.id, stuck.again_at - now)
            return False
        door.mark_settled(receipt.id, at=machine_now())
        self._stuck.pop(receipt.subject.id, None)
        return True
