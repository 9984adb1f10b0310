"""Taking a file in that comes in pieces: after a cut the sender goes on from what has arrived."""

import base64
import hashlib
from collections.abc import Callable, Collection
from typing import IO
from uuid import UUID

from gonggo.documents import unfinished, vault
from gonggo.documents.commands.receiving import Readable
from gonggo.documents.kinds import FileKind
from gonggo.documents.models import Document
from gonggo.documents.names import cleaned
from gonggo.documents.queries import size_text
from gonggo.documents.refusals import CHANGED, ELSEWHERE, EMPTY, TOO_BIG, UNREADABLE
from gonggo.documents.rules import check_name
from gonggo.documents.unfinished import Coming
from gonggo.kernel.refusal import Refused


def announce(coming: Coming, *, limit: int, accepts: Collection[FileKind], field: str) -> int:
    """Somebody is about to send a file, or to go on with it; how many of its bytes are here.

    ``limit`` is of this file, in bytes, as things stand now: it is asked before each piece. Refuses with: file_empty,
    file_too_big, file_mismatch.
    """
    if coming.size == 0:
        raise Refused(EMPTY, field=field)
    if coming.size > limit:
        raise Refused(TOO_BIG, field=field, limit=size_text(limit))
    check_name(cleaned(coming.name), accepts, field)
    return unfinished.arrived(coming)


def add_piece(stream: Readable, coming: Coming, *, offset: int, field: str) -> int:
    """The next bytes of an announced file come in; how many are here then. They begin at ``offset``.

    Refuses with: upload_elsewhere, and for more bytes than were announced upload_unreadable; then nothing is added.
    """
    if unfinished.document_of(coming) is not None:
        raise elsewhere(coming.size)
    try:
        if offset == 0:
            unfinished.make_way(coming)
        with unfinished.in_hand(coming) as part:
            begins = part.seek(0, 2)
            if offset != begins:
                raise elsewhere(begins)
            while chunk := stream.read(vault.CHUNK):
                part.write(chunk)
                if part.tell() > coming.size:
                    part.truncate(begins)
                    raise Refused(UNREADABLE, field=field)
            return part.tell()
    except unfinished.Busy as busy:
        raise elsewhere(unfinished.arrived(coming)) from busy


def finish(coming: Coming, *, digest: str, field: str, take: Callable[[Readable], Document]) -> UUID:
    """All pieces are here: the whole is taken in; the document, once however often it is asked for.

    ``digest`` is the sender's SHA-256 of the whole, in base64; ``take`` receives it as any file (``receive``). Refuses
    with: upload_elsewhere, upload_changed, and all that ``take`` refuses with; what was refused begins anew.
    """
    try:
        with unfinished.in_hand(coming) as part:
            if (document_id := unfinished.document_of(coming)) is not None:
                return _still_there(document_id, coming)
            if (here := part.seek(0, 2)) != coming.size:
                raise elsewhere(here)
            try:
                _check_digest(part, digest, field)
                document = take(part)
            except Refused:
                unfinished.forget(coming)
                raise
            unfinished.become(coming, document.id)
            return document.id
    except unfinished.Busy as busy:
        raise elsewhere(unfinished.arrived(coming)) from busy


def elsewhere(arrived: int) -> Refused:
    """The answer to a piece that is not the next one; its ``bytes`` say where to go on."""
    return Refused(ELSEWHERE, arrived=size_text(arrived), bytes=arrived)


def _still_there(document_id: UUID, coming: Coming) -> UUID:
    """What it became before; a database that was put back to an earlier day does not know it any more."""
    if not Document.objects.filter(id=document_id).exists():
        unfinished.forget(coming)
        raise elsewhere(0)
    return document_id


def _check_digest(part: IO[bytes], digest: str, field: str) -> None:
    """Two files of one name, size and time, each sent by half, are none. ``part`` is at its beginning afterwards."""
    part.seek(0)
    found = hashlib.file_digest(part, "sha256").digest()  # type: ignore[arg-type]  # a file, as vault.digest_of
    if base64.b64encode(found).decode() != digest:
        raise Refused(CHANGED, field=field)
    part.seek(0)
