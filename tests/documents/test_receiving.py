import hashlib
import io
from pathlib import Path

import pytest

from documents.crafted import pdf
from documents.people import AT, COMPANY, OWNER
from gonggo.documents import commands, queries
from gonggo.documents.kinds import FileKind
from gonggo.documents.models import Document
from gonggo.documents.states import Hold, Scan
from gonggo.journal import queries as journal

pytestmark = pytest.mark.django_db
LIMIT = 30 * 1024 * 1024


def received(content: bytes, name: str = "사업계획서.pdf", **more) -> Document:
    return commands.receive(
        io.BytesIO(content), declared_name=name, **{"size_limit": LIMIT, "by": OWNER, "at": AT, **more}
    )


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_receive_keeps_the_bytes_under_their_digest_and_tells_what_they_are(storage):
    content = pdf()
    digest = hashlib.sha256(content).hexdigest()

    document = received(content)

    facts = queries.document(document.id)
    assert facts == queries.DocumentFacts(
        id=document.id,
        name="사업계획서.pdf",
        kind=FileKind.PDF,
        size=len(content),
        sha256=digest,
        scan=Scan.NOT_SCANNED,
        hold=Hold.NONE,
        remarks=(),
        uploaded_by=OWNER.person_id,
        organisation=COMPANY,
        received_at=AT,
    )
    assert files_in(storage) == [f"{digest[:2]}/{digest[2:4]}/{digest}"]
    with commands.open_for(document.id, by=OWNER, at=AT, as_uploader=True, as_staff=False).stream as stream:
        assert stream.read() == content
    assert [happening.name for happening in journal.timeline(facts.ref)] == ["document.received"]
