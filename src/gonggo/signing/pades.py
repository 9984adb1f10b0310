"""Signatures inside a PDF (PAdES-B-B, ETSI EN 319 142-1). Pure; loads pyHanko, so that only who signs imports it."""

import asyncio
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, TypeVar

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from gonggo.kernel.clock import SEOUL
from gonggo.signing.authority import Authority, OneOff, issue

T = TypeVar("T")
RESERVED = 2 * 2048  # hexadecimal digits for one signature and its certificate; those above it come on top


class Unsignable(ValueError):
    """The bytes are no PDF to which a signature can be added."""


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs as what: ``place`` counts from 1, ``label`` is the role in which this party signs."""

    place: int
    label: str
    organisation: str
    person: str
    at: datetime


def signed(pdf: bytes, signing: Signing, authority: Authority) -> bytes:
    """``pdf`` with one more signature behind it; what was there stays byte for byte. Raises Unsignable.

    The time of the signature is ``signing.at``: of the program's clock, as everything that is dated here.
    """
    one = issue(authority, organisation=signing.organisation, person=signing.person, at=signing.at)
    above = authority.chain[:-1]  # not the one that people trust: they have it from elsewhere
    meta = PdfSignatureMetadata(
        field_name=field_of(signing.place),
        md_algorithm="sha256",
        reason=signing.label,
        name=f"{signing.organisation} {signing.person}".strip(),
        subfilter=SigSeedSubFilter.PADES,
    )
    field = SigFieldSpec(field_of(signing.place), on_page=-1, box=None)
    signer = _Dated(meta, signer=_signer(one, above), new_field_spec=field, at=signing.at)
    reserved = RESERVED + 2 * sum(len(certificate.public_bytes(Encoding.DER)) for certificate in above)
    out = BytesIO()
    try:
        at_once(signer.async_sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), bytes_reserved=reserved, output=out))
    except (PdfError, SigningError) as trouble:
        raise Unsignable(str(trouble)) from trouble
    return out.getvalue()


def field_of(place: int) -> str:
    """The name of the field that the signature in this place fills."""
    return f"gonggo-{place:02}"


class _Dated(PdfSigner):
    """A signer that dates by the program's clock where pyHanko reads the machine's."""

    def __init__(self, *told: Any, at: datetime, **named: Any) -> None:
        super().__init__(*told, **named)
        self._at = at.astimezone(SEOUL)

    def init_signing_session(self, *told: Any, **named: Any) -> Any:
        session = super().init_signing_session(*told, **named)
        session.system_time = self._at
        return session


def _signer(one: OneOff, above: Sequence[x509.Certificate]) -> SimpleSigner:
    key = one.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # its __init__ says nothing of types
    store.register_multiple([as_read(certificate) for certificate in above])
    return SimpleSigner(
        signing_cert=as_read(one.certificate), signing_key=PrivateKeyInfo.load(key), cert_registry=store
    )


def as_read(certificate: x509.Certificate) -> Certificate:
    """A certificate in the form that pyHanko reads."""
    return Certificate.load(certificate.public_bytes(Encoding.DER))


def at_once(work: Coroutine[Any, Any, T]) -> T:
    """What ``work`` returns. In a thread of its own, for in the caller's a loop may be running already."""
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(asyncio.run, work).result()
