"""Where the bytes lie: under their SHA-256, whole or not at all, behind Django's storage interface."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage

INCOMING = "incoming"
WHOLE, PART = "up-", "part-"  # how the names begin of what comes in one go, and of what comes in pieces
LEFT_AFTER = timedelta(days=1)  # so long after its last byte, what is still incoming was left behind
CHUNK = 64 * 1024  # bytes read and written at once


def place(sha256: str) -> str:
    """The path of these bytes in the storage: ab/cd/abcd…"""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


class Arrived(File):  # type: ignore[type-arg]
    """A file that is whole and on disk; a local storage moves it, any other reads it."""

    def temporary_path(self) -> str:
        return str(self.name)


class DigestStorage(FileSystemStorage):
    """A local folder in which an arrived file appears by one rename that survives a power cut."""

    waits_for_disk = True
    """False in a house that is thrown away: its files need not survive a power cut."""

    def incoming(self) -> Path:
        """The folder of uploads that are not files yet, on the file system of the files."""
        folder = Path(self.path(INCOMING))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def _save(self, name: str, content: File[Any]) -> str:
        if not isinstance(content, Arrived):
            raise TypeError("only files that have arrived are kept here")
        target = Path(self.path(name))
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # in the place of what may lie there: the name is the digest, and a damaged file is healed by a good one
        Path(content.temporary_path()).replace(target)
        if self.waits_for_disk:
            for folder in (target.parent, target.parent.parent, target.parent.parent.parent):
                _fsync(folder)
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:  # noqa: ARG002  # Django's signature
        """A digest is its own name; Django would put another beside it."""
        return name


@contextmanager
def arriving() -> Iterator[IO[bytes]]:
    """An open file of the incoming folder. At the end it is gone, unless it was kept.

    It is locked while it is open: ``clear_incoming`` tells by that the living from what a killed process left.
    """
    with tempfile.NamedTemporaryFile(dir=incoming(), prefix=WHOLE, delete=False) as file:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        try:
            yield file
        finally:
            Path(file.name).unlink(missing_ok=True)


def settle(file: IO[bytes]) -> None:
    """Return when everything written to ``file`` is on the disk."""
    file.flush()
    if waits_for_disk():
        os.fsync(file.fileno())


def waits_for_disk() -> bool:
    """Whether what is kept survives a power cut; a storage that is no folder of ours looks after that itself."""
    return bool(getattr(default_storage, "waits_for_disk", True))


def forget_the_disk() -> None:
    """From here on this process keeps files without waiting for the disk: for a house that is thrown away."""
    default_storage.waits_for_disk = False  # type: ignore[attr-defined]  # the storage behind it is ours


def keep(file: IO[bytes], sha256: str) -> None:
    """Put a settled file in its place. It is complete there, or it is not there."""
    default_storage.save(place(sha256), Arrived(file, name=file.name))


def page_place(sha256: str, number: int) -> str:
    """Where the picture of a page is kept once it was drawn: it can be drawn again at any time."""
    return f"pages/{place(sha256)}-{number}"


def kept_page(sha256: str, number: int) -> bytes:
    """The page as it was drawn before; empty if it was not."""
    try:
        with default_storage.open(page_place(sha256, number), "rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        return b""


def keep_page(file: IO[bytes], sha256: str, number: int) -> None:
    """Put a drawn page in its place, whole or not at all."""
    default_storage.save(page_place(sha256, number), Arrived(file, name=file.name))


def opened(sha256: str) -> IO[bytes]:
    """The stored bytes, to read. Raises FileNotFoundError."""
    return default_storage.open(place(sha256), "rb")


def digest_of(sha256: str) -> str | None:
    """The digest of what really lies in the place of ``sha256``; None if nothing does."""
    try:
        with opened(sha256) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    except FileNotFoundError:
        return None


def clear_incoming(*, now: datetime) -> int:
    """Remove what killed processes left half received, and pieces that nobody went on with; how many.

    ``now`` is by the machine's clock, as the times of files are.
    """
    removed = 0
    for path in (one for begins in (WHOLE, PART) for one in incoming().glob(f"{begins}*")):
        try:
            if now.timestamp() - path.stat().st_mtime < LEFT_AFTER.total_seconds():
                continue
            with path.open("rb") as file:
                fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
        except (BlockingIOError, FileNotFoundError):
            continue  # somebody is still sending it, or it has just become a file
        removed += 1
    return removed


def incoming() -> Path:
    """Beside the files where they are local, so that keeping is a rename; else where temporary files go."""
    folder = getattr(default_storage, "incoming", None)
    return folder() if folder is not None else Path(tempfile.gettempdir())


def _fsync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
