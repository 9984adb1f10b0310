"""Receipts and journal rows go into the one tamper-evident log, and its head is signed."""

from datetime import datetime, timedelta

from django.conf import settings

from gonggo.intake import commands as door
from gonggo.intake.checkpoints import LogSigner
from gonggo.journal import queries as journal
from gonggo.journal.queries import entry_digest
from gonggo.wiring import keys

_AT_ONCE = 500
_LATEST_COMMIT = timedelta(
    minutes=10
)  # no transaction is open longer; what came later still is found at the next start


class Sealer:
    """Appends what the log does not hold yet and signs its head.

    It looks at every journal row once when it starts, afterwards at those of the last ten minutes again and again,
    because a row with a small id may commit after one with a larger. Two sealers at once append nothing twice.
    """

    def __init__(self) -> None:
        self._whole_up_to = 0

    def seal(self, *, now: datetime) -> int:
        """How many leaves were appended. ``now`` is the machine's clock."""
        appended = door.seal_log()
        after, settled = self._whole_up_to, self._whole_up_to
        while rows := journal.entries_after(after, limit=_AT_ONCE):
            appended += door.seal_log(journal=[(str(row.uid), entry_digest(row)) for row in rows])
            after = rows[-1].id
            settled = max([settled, *(row.id for row in rows if row.recorded_at < now - _LATEST_COMMIT)])
        self._whole_up_to = settled
        door.sign_checkpoint(log_signer(), at=now)
        return appended


def log_signer() -> LogSigner:
    """The log's name (the site's address) and the key that only the worker loads. Raises KeysMissing."""
    environment = settings.GONGGO_ENVIRONMENT
    return LogSigner(log_origin(), keys.load(environment.keys, "log").signer())


def log_origin() -> str:
    """The name under which the log signs."""
    return f"{settings.GONGGO_ENVIRONMENT.origin.partition('://')[2]}/log"
