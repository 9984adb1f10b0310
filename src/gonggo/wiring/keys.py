"""The keys of an installation: a folder of mode 0700 apart from the data, one file a key, each with an id.

- ``session``     secret text, signs sessions and forms (pages)
- ``capability``  32 bytes, the door's keyed hash (door and pages)
- ``receipt``     Ed25519, signs receipts (door)
- ``log``         Ed25519, signs checkpoints of the log (worker)
- ``personal``    32 bytes, encrypts personal fields (pages and worker)
- ``lookup``      32 bytes, the keyed hash that finds an encrypted field by equality
- ``authority``   P-256, issues the certificates behind signatures over papers (pages); its own is ``authority.pem``

Beside a signing key its public half lies in ``NAME.pub``, so that who only verifies and publishes needs no more. Each
process loads what it needs (``NEEDED``); where they run as different users, each user's folder holds just that.
"""

import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate

from gonggo.kernel.clock import machine_now
from gonggo.signing.authority import (
    DEMO,
    OWN,
    Authority,
    NoAuthority,
    key_from,
    own_certificate,
    read_authority,
    read_chain,
)

AUTHORITY = "authority"
NAMES = ("session", "capability", "receipt", "log", "personal", "lookup", AUTHORITY)
SIGNING = ("receipt", "log")
NEEDED = {
    "door": ("capability", "receipt"),
    "pages": ("session", "capability", "personal", "lookup", AUTHORITY),
    "worker": ("session", "log", "personal", "lookup"),
}
DEMO_MARK = "demo-"
_DEMO_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
"""A demo's days lie before the day on which its keys are made."""


class KeysExist(Exception):
    """The folder already holds keys; they are never overwritten."""


class KeysMissing(Exception):
    """A key file is missing or unreadable, or the folder is open to others."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its id (shown beside everything made with it) and 32 bytes."""

    id: str
    secret: bytes

    @property
    def is_demo(self) -> bool:
        return self.id.startswith(DEMO_MARK)

    def signer(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.secret)


@dataclass(frozen=True, slots=True)
class PublicHalf:
    """What verifies: the id of the key and the 32 bytes of its public half."""

    id: str
    raw: bytes

    def key(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(self.raw)


def make(folder: Path, *, demo: bool = False) -> list[str]:
    """Write a full set of new keys into ``folder``; their ids. Raises KeysExist."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    if any(folder.glob("*.key")):
        raise KeysExist(str(folder))
    return [_make_one(folder, name, demo=demo) for name in NAMES]


def add_authority(folder: Path, *, demo: bool = False) -> str:
    """Write a signing authority into a folder of keys that has none yet; its id. Raises KeysExist, KeysMissing."""
    load(folder, "session")
    if (folder / f"{AUTHORITY}.key").exists():
        raise KeysExist(str(folder))
    return _make_one(folder, AUTHORITY, demo=demo)


def _make_one(folder: Path, name: str, *, demo: bool) -> str:
    key = Key(f"{DEMO_MARK if demo else ''}{name}-{secrets.token_hex(4)}", secrets.token_bytes(32))
    if name in SIGNING:
        public = {"id": key.id, "public": key.signer().public_key().public_bytes_raw().hex()}
        _write(folder / f"{name}.pub", json.dumps(public))
    if name == AUTHORITY:
        called, since = (DEMO, _DEMO_SINCE) if demo else (OWN, machine_now())
        own = own_certificate(key_from(key.secret), called, since=since)
        _write(folder / f"{name}.pem", own.public_bytes(Encoding.PEM).decode())
    _write(folder / f"{name}.key", json.dumps({"id": key.id, "secret": key.secret.hex()}))
    return key.id


def _write(path: Path, kept: str) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as out:
        out.write(kept)


def load(folder: Path, name: str) -> Key:
    """The key ``name`` of ``folder``. Raises KeysMissing."""
    kept = _read(folder, f"{name}.key", "secret")
    return Key(kept["id"], bytes.fromhex(kept["secret"]))


def public(folder: Path, name: str) -> PublicHalf:
    """The public half of the signing key ``name``. Raises KeysMissing."""
    if not (folder / f"{name}.pub").exists():  # a folder of before public halves lay apart
        key = load(folder, name)
        return PublicHalf(key.id, key.signer().public_key().public_bytes_raw())
    kept = _read(folder, f"{name}.pub", "public")
    return PublicHalf(kept["id"], bytes.fromhex(kept["public"]))


def authority(folder: Path, *, given: Path | None = None) -> Authority:
    """Who certifies signatures: what was given to the house in a PEM file, else its own. Raises KeysMissing."""
    try:
        if given is not None:
            return read_authority(given.read_bytes())
        key = key_from(load(folder, AUTHORITY).secret)
        found = Authority(key, certificates(folder))
    except (OSError, NoAuthority) as broken:
        raise _missing(given or folder / f"{AUTHORITY}.pem") from broken
    if found.certificate.public_key() != key.public_key():
        raise _missing(folder / f"{AUTHORITY}.pem")
    return found


def certificates(folder: Path, *, given: Path | None = None) -> tuple[Certificate, ...]:
    """Those of the signing authority, its own first: what verifies. Raises KeysMissing."""
    path = given or folder / f"{AUTHORITY}.pem"
    try:
        return tuple(read_chain(path.read_bytes()))
    except (OSError, NoAuthority) as broken:
        raise _missing(path) from broken


def _read(folder: Path, name: str, part: str) -> dict[str, str]:
    path = folder / name
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        usable = isinstance(kept["id"], str) and len(bytes.fromhex(kept[part])) == 32
    except (OSError, ValueError, KeyError, TypeError) as broken:
        raise _missing(path) from broken
    if not usable:
        raise _missing(path)
    if folder.stat().st_mode & 0o077:
        raise KeysMissing(f"{folder}: others can read this folder; chmod 700 / 폴더 권한을 700으로 바꿔 주세요.")
    return dict(kept)


def _missing(path: Path) -> KeysMissing:
    return KeysMissing(f"{path}: no usable key. Make keys with: gonggo keys new / 키를 먼저 만들어 주세요.")
