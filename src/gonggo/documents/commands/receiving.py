"""Taking a file in."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Protocol

from django.db import IntegrityError, transaction

from gonggo.documents import names, scanner, vault
from gonggo.documents.kinds import ALL_KINDS, FileKind
from gonggo.documents.models import Document, StoredFile
from gonggo.documents.queries import size_text
from gonggo.documents.refusals import EMPTY, MALWARE, TOO_BIG
from gonggo.documents.rules import check_agreement, check_name
from gonggo.documents.states import Hold, Scan
from gonggo.documents.structure.apart import look_apart
from gonggo.documents.structure.finding import Finding
from gonggo.documents.structure.traits import HELD_FOR
from gonggo.journal import commands as journal
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import Refused


class Readable(Protocol):
    """What a request, an upload or a file is: ``read(n)`` gives at most n bytes, and none at the end."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Bytes that are kept, and what was found in them."""

    sha256: str
    size: int
    finding: Finding
    scan: Scan
    is_known: bool
    """The same bytes have come before."""


def receive(
    stream: Readable,
    *,
    declared_name: str,
    size_limit: int,
    by: Actor,
    at: datetime,
    total_limit: int | None = None,
    already: int = 0,
    accepts: Collection[FileKind] = ALL_KINDS,
    field: str | None = None,
    program: str = "",
) -> Document:
    """Take a file in: read it, look inside, scan it, keep it under its digest.

    ``size_limit`` (bytes) is of this file; ``total_limit`` of all files that count together, of which ``already``
    bytes are used. ``at`` is when the upload came. Files are written before the transaction begins, so this is never
    called inside one. Refuses with the five file problems: file_empty, file_too_big, file_mismatch, file_locked,
    file_malware; then nothing is kept.
    """
    name = names.cleaned(declared_name)
    check_name(name, accepts, field)
    limit = size_limit if total_limit is None else max(0, min(size_limit, total_limit - already))
    with vault.arriving() as file:
        sha256, size = read_in(stream, file, limit, field)
        finding = look_apart(Path(file.name))
        check_agreement(name, finding, accepts, field)
        known = _known(sha256)
        arrival = _Arrival(sha256, size, finding, _scanned(file, known, field), is_known=known is not None)
        vault.keep(file, sha256)
        return _register(arrival, name=name, by=by, at=at, program=program)


def keep_made(made: bytes, *, name: str, kind: FileKind, at: datetime, program: str = "") -> Document:
    """A file that the house itself made is kept under its digest, without a look inside for what is not ours.

    ``at`` is when it was made. As with ``receive``, never inside a transaction: no row names a file that is not whole.
    """
    sha256 = hashlib.sha256(made).hexdigest()
    with vault.arriving() as file:
        file.write(made)
        vault.settle(file)
        vault.keep(file, sha256)
    is_known = _known(sha256) is not None
    arrival = _Arrival(sha256, len(made), Finding(kind), Scan.NOT_SCANNED, is_known=is_known)
    return _register(arrival, name=name, by=SYSTEM, at=at, program=program)


def read_in(stream: Readable, file: IO[bytes], limit: int, field: str | None) -> tuple[str, int]:
    """Copy ``stream`` to disk; its digest and size. At most one byte more than ``limit`` is read."""
    sha, size = hashlib.sha256(), 0
    while chunk := stream.read(min(vault.CHUNK, limit + 1 - size)):
        size += len(chunk)
        if size > limit:
            raise Refused(TOO_BIG, field=field, limit=size_text(limit))
        sha.update(chunk)
        file.write(chunk)
    if size == 0:
        raise Refused(EMPTY, field=field)
    vault.settle(file)
    return sha.hexdigest(), size


def _known(sha256: str) -> str | None:
    """Where the same bytes stand with the scanner, if they came before."""
    return StoredFile.objects.filter(sha256=sha256).values_list("scan", flat=True).first()


def _scanned(file: IO[bytes], known: str | None, field: str | None) -> Scan:
    """Where the file begins its life with the scanner. Refuses with: file_malware."""
    if known == Scan.INFECTED:
        raise Refused(MALWARE, field=field)
    at_socket = scanner.socket_of_the_house()
    if at_socket is None:
        return Scan.NOT_SCANNED
    try:
        verdict = scanner.scan(file, at_socket)
    except scanner.ScannerDown:
        return Scan.WAITING
    if not verdict.clean:
        raise Refused(MALWARE, field=field)
    return Scan.CLEAN


def _register(arrival: _Arrival, *, name: str, by: Actor, at: datetime, program: str) -> Document:
    try:
        return _registered(arrival, name=name, by=by, at=at, program=program)
    except IntegrityError:  # the same bytes came at the same moment, and those were first
        return _registered(replace(arrival, is_known=True), name=name, by=by, at=at, program=program)


@transaction.atomic(durable=True)
def _registered(arrival: _Arrival, *, name: str, by: Actor, at: datetime, program: str) -> Document:
    kept = StoredFile.objects.get(sha256=arrival.sha256) if arrival.is_known else _arrived(arrival, at)
    received = Document.objects.create(
        file=kept, name=name, uploaded_by=by.person_id, organisation=str(by.organisation or ""), received_at=at
    )
    facts: dict[str, Any] = {
        "sha256": kept.sha256,
        "size": kept.size,
        "kind": kept.kind,
        "scan": kept.scan,
        "hold": kept.hold,
    }
    journal.record("document.received", subject=Ref(Kind.DOCUMENT, received.id), by=by, at=at, program=program, **facts)
    return received


def _arrived(arrival: _Arrival, at: datetime) -> StoredFile:
    traits = arrival.finding.traits
    return StoredFile.objects.create(
        sha256=arrival.sha256,
        size=arrival.size,
        kind=arrival.finding.found,
        traits=list(traits),
        scan=arrival.scan,
        scanned_at=at if arrival.scan is Scan.CLEAN else None,
        hold=Hold.HELD if HELD_FOR.intersection(traits) else Hold.NONE,
    )
