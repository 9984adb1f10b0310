"""Everything that a company sent in one application, and what it was answered, as one signed archive."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import IO, Any, cast
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext

from gonggo.applications import form, queries, sealed
from gonggo.applications.consent_files import consent_files
from gonggo.applications.queries import ref_of
from gonggo.applications.receipts import receipts_of_company
from gonggo.applications.supplements import supplements
from gonggo.documents import commands as documents
from gonggo.documents import queries as kept
from gonggo.documents.commands import OpenedFile
from gonggo.intake import queries as door
from gonggo.kernel.canonical import canonical
from gonggo.kernel.refusal import Refused
from gonggo.messages.letters import commands as letter_commands
from gonggo.messages.letters import queries as letters
from gonggo.parties.rules import written_brn
from gonggo.signing.authority import Authority
from gonggo.signing.manifests import CERTIFICATE, MANIFEST, SIGNATURE, Listed, manifest, signed
from gonggo.signing.queries import consents_to
from gonggo.web.company.case import Case
from gonggo.web.company.pages.consents import shared_sections
from gonggo.web.ui import sheets

_CHUNK = 64 * 1024
_LETTERS = 10_000
"""More than an application can have: the list is not cut."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the archive; it is opened when its turn comes. None in its place: it may not leave the house."""

    name: str
    opened: Callable[[], IO[bytes] | None]


class _Sink(io.RawIOBase):
    """What a zip is written to that goes out as it grows: only what was not taken yet is in memory."""

    def __init__(self) -> None:
        super().__init__()
        self._kept = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._kept += piece
        return len(piece)

    def taken(self) -> bytes:
        out = bytes(self._kept)
        self._kept.clear()
        return out


def streamed(case: Case, origin: str) -> Iterator[bytes]:
    """The archive, piece by piece. The list with its signature comes last, when every digest is known."""
    return _pieces(case, origin, _readme(case))  # words are chosen now: the request's language ends with the view


def _pieces(case: Case, origin: str, readme: str) -> Iterator[bytes]:
    sink, listed, left_out = _Sink(), [], []
    with zipfile.ZipFile(cast("IO[bytes]", sink), "w", zipfile.ZIP_DEFLATED) as archive:
        for member in chain([_made("README.txt", readme.encode())], _members(case, origin)):
            content = member.opened()
            if content is None:
                left_out.append(member.name)
                continue
            sha, size = hashlib.sha256(), 0
            with content, archive.open(_entry(member.name, case.at), "w") as into:
                while chunk := content.read(_CHUNK):
                    sha.update(chunk)
                    size += len(chunk)
                    into.write(chunk)
                    yield sink.taken()
            listed.append(Listed(member.name, size, sha.hexdigest()))
        for name, made in _closing(case, listed, left_out):
            archive.writestr(_entry(name, case.at), made)
    yield sink.taken()


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _closing(case: Case, listed: list[Listed], left_out: list[str]) -> Iterable[tuple[str, bytes]]:
    about = {
        "application": case.whole.facts.number,
        "company": case.me.brn,
        "made_at": case.at.isoformat(),
        "left_out": left_out,
    }
    made = manifest(listed, about)
    authority = cast("Authority", settings.GONGGO_SIGNING_AUTHORITY)
    signature, pem = signed(made, authority, organisation=case.program.title.said("ko"), at=case.at)
    return ((MANIFEST, made), (SIGNATURE, signature), (CERTIFICATE, pem))


def _members(case: Case, origin: str) -> Iterator[Member]:
    yield from _receipts(case)
    yield from _papers(case)
    yield _made("consents.json", canonical(_consents(case)))
    yield from _signed_consents(case)
    yield from _letters(case, origin)


def _made(name: str, content: bytes) -> Member:
    return Member(name, lambda: io.BytesIO(content))


def _readme(case: Case) -> str:
    facts = {
        "number": case.whole.facts.number,
        "company": f"{case.name_of(case.me.company_id)} ({written_brn(case.me.brn)})",
        "command": "gonggo receipt verify FILE.zip --authority gonggo-authority.pem",
    }
    return (
        gettext(
            "%(company)s의 과제신청 %(number)s에서 보낸 것과 받은 것입니다.\n\n"
            "manifest.json은 모든 파일의 SHA-256 목록이고, manifest.sig는 그 서명입니다.\n"
            "확인하는 명령: %(command)s\n"
        )
        % facts
    )


def _receipts(case: Case) -> Iterator[Member]:
    """Each answer of the door with the sealed content that it speaks of, as far as it is the company's."""
    numbers: dict[UUID, str] = {}
    for receipt in receipts_of_company(case.by):
        if receipt.subject != ref_of(case.id):
            continue
        made = door.receipt_file(receipt.id, case.me.company_id)
        if made is not None:
            yield _made(f"receipts/{receipt.number}.json", made)
        if receipt.sealed_id is not None:
            numbers.setdefault(receipt.sealed_id, receipt.number)
    for sealed_id in numbers:
        revision = door.revision(sealed_id)
        if revision is not None:
            content = _own_part(case, revision.content) | {"revision": revision.number, "digest": revision.digest}
            yield _made(f"revisions/{revision.number}.json", canonical(content))


def _own_part(case: Case, content: Any) -> dict[str, Any]:
    """What the company answers for; of another's plan without the pages that hold people's contacts."""
    part = form.part_content(content, case.me.company_id)
    if case.me.is_lead:
        return part
    shared = {question.key for section in shared_sections(case) for question in section.questions}
    return part | {"plan": {key: value for key, value in part["plan"].items() if key in shared}}


def _papers(case: Case) -> Iterator[Member]:
    """Every file that was ever in a slot of the company's, and what it handed in with a supplement."""
    application = queries.within_reach(case.id, of=case.by)
    rows = [(row.slot, row.document.id) for row in queries.paper_rows(application, case.me.company_id)]
    for asked in supplements(application, company_id=case.me.company_id):
        rows += [(f"supplement-{item.slot}", item.document_id) for item in asked.items if item.document_id]
    known = kept.documents([document_id for _, document_id in rows])
    for place, (slot, document_id) in enumerate(rows, 1):
        name = f"papers/{slot}/{place:03}-{sheets.plain(known[document_id].name)}"
        yield Member(name, lambda document_id=document_id: _opened(case, document_id))  # type: ignore[misc]


def _opened(case: Case, document_id: UUID) -> IO[bytes] | None:
    """The bytes for a person of the company; None for what may go to nobody but who sent it."""
    mine = kept.document(document_id).uploaded_by == case.by.person_id
    try:
        opened: OpenedFile = documents.open_for(
            document_id, by=case.by, at=case.at, as_uploader=mine, as_staff=False, as_colleague=True
        )
    except Refused:
        return None
    return opened.stream


def _consents(case: Case) -> list[dict[str, Any]]:
    return [
        {
            "text": text.key,
            "version": consent.text_version,
            "person": str(consent.person_id),
            "given_at": consent.given_at.isoformat(),
            "withdrawn_at": consent.withdrawn_at.isoformat() if consent.withdrawn_at else None,
        }
        for text in case.program.consents
        for consent in consents_to(ref_of(case.id), text.key)
        if consent.party_id == case.me.company_id
    ]


def _signed_consents(case: Case) -> Iterator[Member]:
    """Each consent of the company and of its people to what was received last, else to what is sealed, as a paper."""
    received = case.received
    revision = door.revision(received.sealed_id) if received and received.sealed_id else sealed.open_revision(case.id)
    if revision is None:
        return
    application = queries.within_reach(case.id, of=case.by)
    for paper in consent_files(application, revision, company_id=case.me.company_id):
        name = f"consents/{sheets.plain(paper.name)}"
        yield Member(name, lambda paper=paper: io.BytesIO(paper.made(case.at)))  # type: ignore[misc]


def _letters(case: Case, origin: str) -> Iterator[Member]:
    for letter in letters.letters(of=case.by, about=[ref_of(case.id)], limit=_LETTERS):
        for said in letter.languages:
            yield Member(
                f"letters/{sheets.plain(letter.number)}-{said}.pdf",
                lambda letter=letter, said=said: (
                    letter_commands.open_letter(  # type: ignore[misc]
                        letter_id=letter.id, language=said, origin=origin, by=case.by, at=case.at
                    ).stream
                ),
            )
