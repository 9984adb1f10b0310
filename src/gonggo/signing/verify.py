"""Signatures in a PDF checked from its bytes alone: ``gonggo signing verify`` and the audit. Pure; loads pyHanko."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import parser
from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from gonggo.kernel.text import Text
from gonggo.signing.pades import as_read, at_once

for _name in ("pyhanko", "pyhanko_certvalidator"):  # they log what is wrong with foreign bytes; the findings say it
    logging.getLogger(_name).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class FoundSignature:
    """One signature as the file has it, the oldest first.

    ``at`` is what the signature says of itself. ``intact``: the bytes from the first to the ``covers``-th are those
    that were signed, and what came behind is nothing but further signatures. ``trusted``: the authority stands behind
    the certificate.
    """

    field: str
    organisation: str
    person: str
    label: str
    at: datetime | None
    intact: bool
    trusted: bool
    covers: int
    covers_all: bool


@dataclass(frozen=True, slots=True)
class Verified:
    """What a file is found to be; ``trouble`` says why it could not be read at all, and is empty otherwise."""

    signatures: tuple[FoundSignature, ...]
    trouble: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether it is signed, nothing in it was changed, and the last signature covers the whole file."""
        return not self.findings

    @property
    def findings(self) -> list[Text]:
        """What is wrong, in words."""
        if self.trouble:
            return [Text(f"읽을 수 없는 파일입니다({self.trouble}).", f"The file cannot be read ({self.trouble}).")]
        if not self.signatures:
            return [Text("서명이 없는 파일입니다.", "The file has no signature.")]
        found = [text for one in self.signatures for text in _findings(one)]
        if not self.signatures[-1].covers_all:
            found.append(
                Text("마지막 서명 뒤에 덧붙인 내용이 있습니다.", "Something was added behind the last signature.")
            )
        return found


def _findings(one: FoundSignature) -> list[Text]:
    found = []
    if not one.intact:
        found.append(
            Text(
                f"{one.field}: 서명한 뒤에 파일이 바뀌었습니다.",
                f"{one.field}: the file was changed after it was signed.",
            )
        )
    if not one.trusted:
        found.append(
            Text(
                f"{one.field}: 이 인증기관이 보증하는 서명이 아닙니다.",
                f"{one.field}: this authority does not stand behind the signature.",
            )
        )
    return found


def verified(pdf: bytes, authority: Sequence[x509.Certificate], *, compares: bool = True) -> Verified:
    """Every signature in ``pdf``, each judged at the time that it gives; of ``authority`` the last is trusted.

    ``compares``: whether what came behind each signature is looked through for anything but further signatures. Who
    knows the digest of every revision need not ask for it, and has the answer in a fifth of the time.
    """
    try:
        reader = PdfFileReader(BytesIO(pdf))
        found = reader.embedded_regular_signatures
        return Verified(tuple(_judged(one, pdf, authority, compares=compares) for one in found))
    except Exception as trouble:  # noqa: BLE001  # foreign bytes in a foreign parser: whatever it raises means invalid
        return Verified((), f"{type(trouble).__name__}: {trouble}"[:200])


def _judged(
    found: EmbeddedPdfSignature, pdf: bytes, authority: Sequence[x509.Certificate], *, compares: bool
) -> FoundSignature:
    at = found.self_reported_timestamp
    known = [as_read(one) for one in authority]
    context = ValidationContext(
        trust_roots=known[-1:],
        other_certs=known[:-1],
        allow_fetching=False,
        moment=at,
        best_signature_time=at,
    )
    judging = async_validate_pdf_signature(found, signer_validation_context=context, skip_diff=not compares)
    status = at_once(judging)
    covers = _covered(found, pdf)
    subject: dict[str, Any] = found.signer_cert.subject.native
    organisation = str(subject.get("organization_name", ""))
    intact = status.intact and status.valid and covers and (status.docmdp_ok or not compares)
    return FoundSignature(
        field=str(found.field_name),
        organisation=organisation,
        person=str(subject.get("common_name", "")).removeprefix(organisation).strip(),
        label=str(found.sig_object.get("/Reason", "")),
        at=at,
        intact=bool(intact) and _is_as_made_here(found, {one.sha256 for one in known}),
        trusted=bool(status.trusted),
        covers=covers,
        covers_all=covers == len(pdf),
    )


def _covered(found: EmbeddedPdfSignature, pdf: bytes) -> int:
    """How many bytes from the first on the signature covers; 0 if it leaves out anything but itself.

    What stands between its two ranges must be the signature to the last digit: nothing signs its padding.
    """
    begins, length, again, rest = (int(one) for one in found.byte_range)
    content = bytes(found.pkcs7_content)
    padding = content[parser.peek(content) :]
    itself = b"<" + content.hex().upper().encode() + b">"
    return again + rest if begins == 0 and pdf[length:again] == itself and not any(padding) else 0


def _is_as_made_here(found: EmbeddedPdfSignature, known: set[bytes]) -> bool:
    """Whether the parts that no signature covers are as ``pades`` writes them, so that no byte can be changed."""
    data, info = found.signed_data, found.signer_info
    return (
        data["version"].native == "v1"
        and info["version"].native == "v1"
        and [one["algorithm"].native for one in data["digest_algorithms"]] == ["sha256"]
        and all(one.sha256 in known for one in found.other_embedded_certs)
    )
