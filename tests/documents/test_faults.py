"""What may go wrong while a file comes in, and afterwards: no half file is ever visible, and damage is found."""

import errno
import hashlib
import io
import os
import resource
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from documents import crafted
from documents.handing_in import LIMIT, files_in, received
from documents.people import AT, OWNER
from gonggo.documents import commands, queries, vault
from gonggo.documents.commands import receiving
from gonggo.documents.models import Document, StoredFile
from gonggo.kernel.clock import machine_now

pytestmark = pytest.mark.django_db
LATER = machine_now() + timedelta(days=2)
BIG = crafted.pdf(attach=crafted.noise(1024 * 1024))


def in_a_process_of_its_own(act: Callable[[], None]) -> int:
    """The wait status of a child that does ``act`` and ends without any cleaning up."""
    child = os.fork()
    if child == 0:
        try:
            act()
        except OSError as trouble:
            os._exit(trouble.errno or 1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Dying(io.BytesIO):
    """A stream that kills its process when half of it has been read."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > len(self.getvalue()) // 2:
            die()
        return super().read(size)


def test_a_process_killed_in_the_middle_of_an_upload_leaves_no_visible_file(storage: Path):
    status = in_a_process_of_its_own(
        lambda: commands.receive(Dying(BIG), declared_name="a.pdf", size_limit=LIMIT, by=OWNER, at=AT)
    )

    assert os.WTERMSIG(status) == signal.SIGKILL
    left = files_in(storage)
    assert [Path(name).parent.name for name in left] == ["incoming"]
    assert not Document.objects.exists()
    assert commands.clear_incoming(now=LATER) == 1
    assert files_in(storage) == []


@pytest.mark.parametrize("point", ["look_apart", "check_agreement", "_scanned", "_register"])
def test_a_process_killed_anywhere_before_the_row_leaves_whole_bytes_or_none(storage: Path, monkeypatch, point: str):
    def act() -> None:
        monkeypatch.setattr(receiving, point, die)
        received(BIG)

    assert os.WTERMSIG(in_a_process_of_its_own(act)) == signal.SIGKILL

    assert not Document.objects.exists()
    for name in files_in(storage):
        folder, digest = Path(name).parent, Path(name).name
        whole = hashlib.sha256((storage / name).read_bytes()).hexdigest() == digest
        assert folder.name == "incoming" or whole
    document = received(BIG)
    assert list(queries.damaged()) == []
    assert queries.document(document.id).size == len(BIG)


def test_an_upload_in_progress_is_not_cleared_away():
    with vault.arriving() as file:
        assert commands.clear_incoming(now=LATER) == 0
        assert Path(file.name).exists()
    assert not Path(file.name).exists()


def test_a_full_volume_refuses_and_leaves_nothing(storage: Path):
    def act() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
        received(BIG)

    status = in_a_process_of_its_own(act)

    assert os.waitstatus_to_exitcode(status) == errno.EFBIG
    assert files_in(storage) == []


def test_a_disk_that_does_not_confirm_keeps_nothing(storage: Path, monkeypatch):
    def fails(_: int) -> None:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(os, "fsync", fails)

    with pytest.raises(OSError, match="input/output"):
        received(crafted.pdf())

    assert files_in(storage) == []
    assert not StoredFile.objects.exists()


def test_the_file_is_on_the_disk_before_its_row_is_written(storage: Path, monkeypatch):
    order: list[str] = []
    fsync, register = os.fsync, receiving._register
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append("fsync"), fsync(handle))[1])
    monkeypatch.setattr(receiving, "_register", lambda *a, **k: (order.append("row"), register(*a, **k))[1])

    received(crafted.pdf())

    assert order == ["fsync", "fsync", "fsync", "fsync", "row"]  # the file, then its three folders


def test_receive_inside_a_transaction_is_a_bug_that_shows_itself():
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        received(crafted.pdf())


def test_one_flipped_byte_in_a_stored_file_is_found_and_healed_by_the_same_file(storage: Path):
    good, other = received(crafted.pdf()), received(crafted.docx(), "a.docx")
    path = storage / vault.place(good.file_id)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    assert list(queries.damaged()) == [queries.Damage(good.file_id, hashlib.sha256(content).hexdigest())]

    received(crafted.pdf())
    assert list(queries.damaged()) == []
    assert other.file_id != good.file_id


def test_a_stored_file_that_is_gone_is_found(storage: Path):
    document = received(crafted.pdf())
    (storage / vault.place(document.file_id)).unlink()

    assert list(queries.damaged()) == [queries.Damage(document.file_id, None)]


def test_stored_files_are_for_the_house_alone(storage: Path):
    document = received(crafted.pdf())
    path = storage / vault.place(document.file_id)

    assert [oct(one.stat().st_mode & 0o777) for one in (path, path.parent)] == ["0o600", "0o700"]
