"""Looking again at what the scanner has not seen."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from gonggo.documents import scanner, vault
from gonggo.documents.models import Document, StoredFile
from gonggo.documents.states import MOVES, Scan
from gonggo.journal import commands as journal
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.ref import Kind, Ref

log = logging.getLogger(__name__)


def scan_waiting(*, at: datetime, limit: int = 100) -> int:
    """Show the scanner what it has not seen; how many files have found an answer. For the worker, every minute.

    ``at`` is the instant of the scan. Where the house has no scanner, what waits is left unscanned. A scanner that is
    still down is asked again next time. A file whose bytes are gone is left to the audit.
    """
    at_socket = scanner.socket_of_the_house()
    waits = Q(scan=Scan.WAITING) if at_socket is None else Q(scan__in=[Scan.WAITING, Scan.NOT_SCANNED])
    answered = 0
    for sha256 in list(StoredFile.objects.filter(waits).order_by("sha256").values_list("sha256", flat=True)[:limit]):
        if at_socket is None:
            leave_unscanned(sha256=sha256, at=at)
            answered += 1
            continue
        try:
            with vault.opened(sha256) as file:
                verdict = scanner.scan(file, at_socket)
        except FileNotFoundError:
            log.error("stored file %s is gone", sha256)
            continue
        except scanner.ScannerDown as down:
            log.warning("the scanner does not answer: %s", down)
            break
        if verdict.clean:
            pass_scan(sha256=sha256, at=at)
        else:
            find_infected(sha256=sha256, signature=verdict.signature or "", at=at)
        answered += 1
    return answered


@transaction.atomic
def pass_scan(*, sha256: str, at: datetime) -> StoredFile:
    """The scanner found nothing. ``at`` is when it looked. Refuses with: wrong_state."""
    return _move(sha256, "pass_scan", at, scanned_at=at)


@transaction.atomic
def find_infected(*, sha256: str, signature: str, at: datetime) -> StoredFile:
    """The scanner knows this file as malware, by the name ``signature``. Refuses with: wrong_state."""
    return _move(sha256, "find_infected", at, scanned_at=at, signature=signature[:200])


@transaction.atomic
def leave_unscanned(*, sha256: str, at: datetime) -> StoredFile:
    """The house has no scanner (any more). ``at`` is when that was seen. Refuses with: wrong_state."""
    return _move(sha256, "leave_unscanned", at)


def _move(sha256: str, command: str, at: datetime, **changes: object) -> StoredFile:
    file = StoredFile.objects.select_for_update().get(sha256=sha256)
    file.scan = MOVES.check(command, Scan(file.scan), SYSTEM)
    for name, value in changes.items():
        setattr(file, name, value)
    file.save(update_fields=["scan", *changes])
    for document_id in Document.objects.filter(file=file).values_list("id", flat=True):
        journal.record(_FACTS[command], subject=Ref(Kind.DOCUMENT, document_id), by=SYSTEM, at=at, sha256=sha256)
    return file


_FACTS = {
    "pass_scan": "document.scanned",
    "find_infected": "document.found_infected",
    "leave_unscanned": "document.left_unscanned",
}
