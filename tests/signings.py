"""A paper, those who sign it, and an authority of a test's own."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from pypdf import PdfWriter

from gonggo.documents.commands import keep_made
from gonggo.documents.kinds import FileKind
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.text import Text
from gonggo.signing.authority import Authority, key_from, own_certificate
from gonggo.signing.commands import Signer, open_signing, sign
from gonggo.signing.models import Signature, Signing
from personas import NOW, Persona, a_colleague_of, an_officer, an_owner

LABELS = (
    Text("전담기관", "Agency"),
    Text("수행기관", "Operator"),
    Text("도입기업", "Adopter"),
    Text("공급기업", "Supplier"),
)


def an_authority(name: str = "시험 인증기관") -> Authority:
    key = key_from(secrets.token_bytes(32))
    return Authority(key, (own_certificate(key, name, since=datetime(2000, 1, 1, tzinfo=UTC)),))


@cache
def a_paper() -> bytes:
    """A PDF of one empty page."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Table:
    """Four parties around one paper, in the order in which they sign."""

    signing: Signing
    people: tuple[Persona, ...]

    def signs(self, place: int, *, at: datetime = NOW, proved: timedelta = timedelta()) -> Signature:
        one = self.people[place - 1].actor
        assert one.organisation is not None
        proved_at = machine_now() - proved
        return sign(signing_id=self.signing.id, party=one.organisation, stepped_up_at=proved_at, by=one, at=at)


def a_table(*, subject: Ref | None = None) -> Table:
    people = (
        an_officer(Role.AGENCY_OFFICER, kind="agency", name="이전담"),
        an_officer(Role.OPERATOR_OFFICER, kind="operator", name="박수행"),
        an_owner("김도입", company_name="도입정밀"),
        an_owner("최공급", company_name="공급소프트"),
    )
    return Table(opened(people, subject or Ref(Kind.APPLICATION, uuid.uuid4())), people)


def opened(people: tuple[Persona, ...], subject: Ref) -> Signing:
    paper = keep_made(a_paper(), name="협약서.pdf", kind=FileKind.PDF, at=NOW)
    signers = [
        Signer(one.actor.organisation, label.ko + "명", label)
        for one, label in zip(people, LABELS, strict=True)
        if one.actor.organisation is not None
    ]
    return open_signing(subject=subject, document_id=paper.id, signers=signers, by=SYSTEM, at=NOW, name="협약서")


__all__ = ["LABELS", "Table", "a_colleague_of", "a_paper", "a_table", "an_authority", "opened"]
