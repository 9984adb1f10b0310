"""The keys of an installation: a folder of mode 0700 apart from the data, one file a key, each with an id.

- ``session``     secret text, signs sessions and forms (pages)
- ``capability``  32 bytes, the door's keyed hash (door and pages)
- ``receipt``     Ed25519, signs receipts (door)
- ``log``         Ed25519, signs checkpoints of the log (worker)
- ``personal``    32 bytes, encrypts personal fields (pages and worker)
- ``lookup``      32 bytes, the keyed hash that finds an encrypted field by equality

Beside a signing key its public half lies in ``NAME.pub``, so that who only verifies and publishes needs no more. Each
process loads what it needs (``NEEDED``); where they run as different users, each user's folder holds just that.
"""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

NAMES = ("session", "capability", "receipt", "log", "personal", "lookup")
SIGNING = ("receipt", "log")
NEEDED = {
    "door": ("capability", "receipt"),
    "pages": ("session", "capability", "personal", "lookup"),
    "worker": ("session", "log", "personal", "lookup"),
}
DEMO_MARK = "demo-"


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
    ids = []
    for name in NAMES:
        key = Key(f"{DEMO_MARK if demo else ''}{name}-{secrets.token_hex(4)}", secrets.token_bytes(32))
        _write(folder / f"{name}.key", {"id": key.id, "secret": key.secret.hex()})
        if name in SIGNING:
            _write(folder / f"{name}.pub", {"id": key.id, "public": key.signer().public_key().public_bytes_raw().hex()})
        ids.append(key.id)
    return ids


def _write(path: Path, kept: dict[str, str]) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as out:
        json.dump(kept, out)


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
