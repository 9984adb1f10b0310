"""An archive that stands for itself: a list of its files with their digests, signed by the house's authority. Pure.

``manifest.json`` is what is signed, ``manifest.sig`` the signature (ECDSA with SHA-256), ``manifest.pem`` the
certificate made for it alone with those above it, the trusted one left out: people have that from elsewhere.
"""

import hashlib
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from gonggo.kernel.canonical import canonical
from gonggo.kernel.text import Text
from gonggo.signing.authority import Authority, NoAuthority, issue, read_chain

VERSION = 1
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.sig"
CERTIFICATE: Final = "manifest.pem"
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of the archive: its name in it, its size in bytes, its SHA-256."""

    name: str
    size: int
    sha256: str


def manifest(files: Sequence[Listed], about: dict[str, Any]) -> bytes:
    """The list as canonical JSON; ``about`` says whose archive it is and when it was made."""
    listed = [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in files]
    return canonical({"version": VERSION, "about": about, "files": listed})


def signed(listed: bytes, authority: Authority, *, organisation: str, at: datetime) -> tuple[bytes, bytes]:
    """The signature of a manifest, and the certificates behind it as PEM."""
    one = issue(authority, organisation=organisation, person="", at=at)
    above = authority.chain[:-1]
    pem = b"".join(each.public_bytes(Encoding.PEM) for each in (one.certificate, *above))
    return one.key.sign(listed, ec.ECDSA(hashes.SHA256())), pem


def findings(path: Path, authority: Sequence[x509.Certificate]) -> list[Text]:
    """What is wrong with the archive at ``path``; nothing where it is as it was made. Raises OSError, BadZipFile."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if len(set(names)) != len(names) or not {MANIFEST, SIGNATURE, CERTIFICATE} <= set(names):
            return [Text("목록이나 서명이 없는 파일입니다.", "The archive has no list or no signature.")]
        listed = archive.read(MANIFEST)
        wrong = _signature(listed, archive.read(SIGNATURE), archive.read(CERTIFICATE), authority)
        return wrong or _contents(archive, listed)


def _signature(
    listed: bytes, signature: bytes, certificates: bytes, authority: Sequence[x509.Certificate]
) -> list[Text]:
    try:
        chain = [*read_chain(certificates), *authority]
        key = chain[0].public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey):
            raise NoAuthority("the certificate is for another kind of key")
        key.verify(signature, listed, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, NoAuthority):
        return [Text("서명한 뒤에 목록이 바뀌었습니다.", "The list was changed after it was signed.")]
    if _leads_to(chain, authority[-1]):
        return []
    return [Text("이 인증기관이 보증하는 서명이 아닙니다.", "This authority does not stand behind the signature.")]


def _leads_to(chain: Sequence[x509.Certificate], trusted: x509.Certificate) -> bool:
    """Whether each certificate is issued by the one behind it, up to the trusted one."""
    for one, issuer in pairwise(chain):
        if one == trusted:
            return True
        try:
            one.verify_directly_issued_by(issuer)
        except (ValueError, TypeError, InvalidSignature):
            return False
    return chain[-1] == trusted


def _contents(archive: zipfile.ZipFile, listed: bytes) -> list[Text]:
    """Each file is as the list says, none is missing and none was added."""
    said = {one["name"]: one["sha256"] for one in json.loads(listed)["files"]}
    there = set(archive.namelist()) - {MANIFEST, SIGNATURE, CERTIFICATE}
    found = [Text(f"{name}: 없습니다.", f"{name}: missing.") for name in sorted(said.keys() - there)]
    found += [Text(f"{name}: 목록에 없습니다.", f"{name}: not on the list.") for name in sorted(there - said.keys())]
    found += [
        Text(f"{name}: 내용이 바뀌었습니다.", f"{name}: changed.")
        for name in sorted(there & said.keys())
        if _digest(archive, name) != said[name]
    ]
    return found


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    sha = hashlib.sha256()
    try:
        with archive.open(name) as file:
            while chunk := file.read(_CHUNK):
                sha.update(chunk)
    except zipfile.BadZipFile:  # its checksum does not fit
        return ""
    return sha.hexdigest()
