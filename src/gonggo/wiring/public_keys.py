"""The public halves of the keys that outsiders verify with."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gonggo.kernel.text import Text
from gonggo.wiring import keys

_NAMES = {
    "receipt": Text("접수증의 서명", "Signature on receipts"),
    "log": Text("접수 기록의 서명", "Signature on the log"),
}


@dataclass(frozen=True, slots=True)
class PublicKey:
    """``public`` is the Ed25519 key's 32 bytes in base64; ``fingerprint`` its SHA-256, in groups to read aloud."""

    use: str
    id: str
    name: Text
    public: str
    fingerprint: str


def published(folder: Path) -> tuple[PublicKey, ...]:
    """The keys of an installation that are there to be published; one that lies elsewhere is left out."""
    found = []
    for use, name in _NAMES.items():
        try:
            key = keys.load(folder, use)
        except keys.KeysMissing:  # the log's key may lie with the worker alone
            continue
        public = key.signer().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        found.append(PublicKey(use, key.id, name, b64encode(public).decode("ascii"), _read(public)))
    return tuple(found)


def _read(public: bytes) -> str:
    digits = hashlib.sha256(public).hexdigest()
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
