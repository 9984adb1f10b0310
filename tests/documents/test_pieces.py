"""A file in pieces is the same file: whatever the cuts, the processes that took them and the moment one was killed."""

import base64
import hashlib
import io
import os
import signal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import crafted
from documents.handing_in import LIMIT, files_in
from documents.people import AT, OWNER
from documents.test_faults import Dying, in_a_process_of_its_own
from gonggo.documents import commands, unfinished, vault
from gonggo.documents.commands import Readable
from gonggo.documents.kinds import ALL_KINDS
from gonggo.documents.models import Document
from gonggo.documents.unfinished import Coming
from gonggo.kernel.refusal import Refused
from world import a_pdf

pytestmark = pytest.mark.django_db
ASKED: dict[str, Any] = {"limit": LIMIT, "accepts": ALL_KINDS, "field": "plan"}
PDF = a_pdf(crafted.noise(100_000).hex())


def coming(content: bytes = PDF, **changed: Any) -> Coming:
    assert OWNER.person_id is not None
    said = {"person": OWNER.person_id, "place": "/plan", "name": "계획.pdf", "size": len(content), "modified": "1"}
    return Coming(**said | changed)


def asked(file: Coming) -> int:
    return commands.announce(file, **ASKED)


def added(file: Coming, begins: int, ends: int, content: bytes = PDF) -> int:
    return commands.add_piece(io.BytesIO(content[begins:ends]), file, offset=begins, field="plan")


def finished(file: Coming, content: bytes = PDF) -> Document:
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    return Document.objects.get(id=commands.finish(file, digest=digest, field="plan", take=taken))


def taken(whole: Readable) -> Document:
    return commands.receive(whole, declared_name="계획.pdf", size_limit=LIMIT, by=OWNER, at=AT)


def kept(document: Document) -> bytes:
    with vault.opened(document.file_id) as file:
        return file.read()


PIECE = st.tuples(st.integers(0, 80_000), st.booleans(), st.booleans())


@given(st.lists(PIECE, max_size=8), st.integers(0, 1_000_000))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_wherever_it_is_cut_the_same_bytes_arrive(sent: list[tuple[int, bool, bool]], which: int):
    """Of each piece: how long it is, whether its sender hears the answer or has to ask, whether it comes twice."""
    content, at = a_pdf(str(which) + PDF[:100_000].hex()), 0
    file = coming(content, modified=f"{which} {sent}")
    for size, hears, twice in [*sent, (len(content), True, False)]:
        ends = min(at + size, len(content))
        arrived = added(file, at, ends, content)
        if twice and ends > at:
            with pytest.raises(Refused, match="upload_elsewhere"):
                added(file, at, ends, content)
        at = arrived if hears else asked(file)
        assert at == ends

    document = finished(file, content)

    assert (kept(document), document.file_id) == (content, hashlib.sha256(content).hexdigest())
    assert finished(file, content) == document


def test_each_piece_may_come_to_another_process():
    file, thirds = coming(), [0, len(PDF) // 3, len(PDF) // 3 * 2, len(PDF)]

    for begins, ends in pairwise(thirds):
        status = in_a_process_of_its_own(lambda begins=begins, ends=ends: added(file, begins, ends))
        assert (status, asked(file)) == (0, ends)

    assert kept(finished(file)) == PDF


def test_a_process_killed_in_a_piece_leaves_a_beginning_that_is_gone_on_with():
    file = coming()

    def act() -> None:
        commands.add_piece(Dying(PDF), file, offset=0, field="plan")

    assert os.WTERMSIG(in_a_process_of_its_own(act)) == signal.SIGKILL
    arrived = asked(file)
    assert 0 <= arrived < len(PDF)
    added(file, arrived, len(PDF))

    assert kept(finished(file)) == PDF


def test_a_process_killed_while_it_judges_the_whole_leaves_all_its_bytes_and_no_document(monkeypatch):
    file = coming()
    added(file, 0, len(PDF))

    def act() -> None:
        monkeypatch.setattr(commands, "receive", lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
        finished(file)

    assert os.WTERMSIG(in_a_process_of_its_own(act)) == signal.SIGKILL
    assert (asked(file), Document.objects.exists()) == (len(PDF), False)

    assert kept(finished(file)) == PDF


def test_parts_are_for_the_house_alone_and_name_nothing_but_their_sender(storage: Path):
    added(coming(name="홍길동 통장사본.pdf"), 0, 10)

    [part] = files_in(storage)

    assert Path(part).parent.name == vault.INCOMING
    assert (OWNER.person_id is not None and str(OWNER.person_id) in part, "통장" in part) == (True, False)
    assert oct((storage / part).parent.stat().st_mode & 0o777) == "0o700"


def test_a_database_put_back_to_an_earlier_day_asks_for_the_file_again():
    file = coming()
    added(file, 0, len(PDF))
    finished(file)
    Document.objects.all().delete()

    with pytest.raises(Refused) as refused:
        finished(file)

    assert (refused.value.code, refused.value.facts["bytes"], asked(file)) == ("upload_elsewhere", 0, 0)


def test_a_part_that_another_request_has_just_removed_is_not_written_to(monkeypatch):
    file = coming()
    added(file, 0, 10)
    lock = unfinished.fcntl.flock

    def removed_meanwhile(handle: int, how: int) -> None:
        lock(handle, how)
        unfinished.forget(file)

    monkeypatch.setattr(unfinished.fcntl, "flock", removed_meanwhile)

    with pytest.raises(Refused, match="upload_elsewhere"):
        added(file, 10, 20)
    assert asked(file) == 0
