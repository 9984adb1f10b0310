"""Files that come in pieces and are not whole yet: one part for each, among what is incoming.

Nothing else is written down of them. Whose it is, for what and of which file stands in the part's name, how much has
arrived is its length, when somebody last added to it its time: every process knows the same, and one that was just
started too. A part that has become a document leaves the document's id in its place, for who did not hear the answer.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import UUID

from gonggo.documents import vault

MOST = 20  # parts that one person may leave lying; beyond that the oldest go
_DONE = ".done"


class Busy(Exception):
    """Another request has the part in its hands."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A file as its sender announced it; what differs in anything is another one.

    ``place`` is the address that takes it, ``size`` in bytes, ``modified`` what the browser says of its last change.
    """

    person: UUID
    place: str
    name: str
    size: int
    modified: str

    @property
    def part(self) -> Path:
        file = _digest(f"{self.name}\n{self.size}\n{self.modified}")
        return vault.incoming() / f"{self._begun_here}{file}"

    @property
    def done(self) -> Path:
        return self.part.with_suffix(_DONE)

    @property
    def _begun_by(self) -> str:
        return f"{vault.PART}{self.person}-"

    @property
    def _begun_here(self) -> str:
        return f"{self._begun_by}{_digest(self.place)}-"


def arrived(coming: Coming) -> int:
    """How many of its bytes are here; all of them once it has become a document."""
    return coming.size if coming.done.exists() else _size(coming.part)


def document_of(coming: Coming) -> UUID | None:
    """What it became, if it was whole already."""
    try:
        return UUID(coming.done.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None


@contextmanager
def in_hand(coming: Coming) -> Iterator[IO[bytes]]:
    """The part, open for reading and adding, for nobody else meanwhile. Raises Busy."""
    with coming.part.open("a+b") as file:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise Busy from busy
        if os.fstat(file.fileno()).st_nlink == 0:  # whoever had it has just removed it
            raise Busy
        try:
            yield file
        finally:
            file.flush()
            if os.fstat(file.fileno()).st_size == 0:
                coming.part.unlink(missing_ok=True)


def make_way(coming: Coming) -> None:
    """Where a file begins, what else its sender had begun there goes, and the oldest of all that they left lying."""
    folder = vault.incoming()
    for path in folder.glob(f"{coming._begun_here}*"):  # noqa: SLF001  # its own
        if path != coming.part:
            path.unlink(missing_ok=True)
    lying = sorted(folder.glob(f"{coming._begun_by}*"), key=_touched_at, reverse=True)  # noqa: SLF001  # its own
    for path in lying[MOST - 1 :]:
        path.unlink(missing_ok=True)


def become(coming: Coming, document_id: UUID) -> None:
    """The part is a document now; whoever sends its last piece again gets that one."""
    draft = coming.part.with_suffix(".draft")
    draft.write_text(str(document_id), encoding="ascii")
    draft.replace(coming.done)
    coming.part.unlink(missing_ok=True)


def forget(coming: Coming) -> None:
    """It begins anew, if it comes again."""
    for path in (coming.part, coming.done):
        path.unlink(missing_ok=True)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _touched_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:32]
