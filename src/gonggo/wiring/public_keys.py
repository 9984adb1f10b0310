"""The public halves of the keys that outsiders verify with."""

from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gonggo.intake.checkpoints import verifier_key
from gonggo.intake.verify import fingerprint
from gonggo.kernel.text import Text
from gonggo.wiring import keys

_NAMES = {
    "receipt": Text("접수증의 서명", "Signature on receipts"),
    "log": Text("접수 기록의 서명", "Signature on the log"),
}
_OWN = Text("문서 전자서명의 인증기관(이 사이트 자체)", "Authority of signatures in papers (this site's own)")
_GIVEN = Text("문서 전자서명의 인증기관", "Authority of signatures in papers")


@dataclass(frozen=True, slots=True)
class PublicKey:
    """``pem`` is for openssl, ``note`` as C2SP writes a log's key (empty for others), ``fingerprint`` to read aloud."""

    use: str
    id: str
    name: Text
    pem: str
    note: str
    fingerprint: str


def published(folder: Path, origin: str, given: Path | None = None) -> tuple[PublicKey, ...]:
    """The keys of an installation that are there to be published; one that lies elsewhere is left out."""
    found = []
    for use, name in _NAMES.items():
        try:
            half = keys.public(folder, use)
        except keys.KeysMissing:  # it may lie with who signs alone
            continue
        pem = half.key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")
        note = verifier_key(f"{origin.partition('://')[2]}/log", half.raw) if use == "log" else ""
        found.append(PublicKey(use, half.id, name, pem, note, fingerprint(half.raw)))
    return (*found, *_authority(folder, given))


def _authority(folder: Path, given: Path | None) -> list[PublicKey]:
    """The certificate that stands behind signatures in papers; ``given`` is the file of one that is not the house's."""
    try:
        chain = keys.certificates(folder, given=given)
    except keys.KeysMissing:
        return []
    pem = "".join(one.public_bytes(Encoding.PEM).decode("ascii") for one in chain)
    name, called = chain[0].subject.rfc4514_string(), _OWN if given is None else _GIVEN
    return [PublicKey(keys.AUTHORITY, name, called, pem, "", fingerprint(chain[-1].public_bytes(Encoding.DER)))]
