"""The keys of an installation: a folder of mode 0700 apart from the data, one file a key, each with an id.

- ``session``     secret text, signs sessions and forms (pages)
- ``capability``  32 bytes, the door's keyed hash (door and pages)
- ``receipt``     Ed25519, signs receipts (door)
- ``log``         Ed25519, signs checkpoints of the log (worker)
- ``personal``    32 bytes, encrypts personal fields (pages and worker)
- ``lookup``      32 bytes, the keyed hash that finds an encrypted field by equality
"""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NAMES = ("session", "capability", "receipt", "log", "personal", "lookup")
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


def make(folder: Path, *, demo: bool = False) -> list[str]:
    """Write a full set of new keys into ``folder``; their ids. Raises KeysExist."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    if any(folder.glob("*.key")):
        raise KeysExist(str(folder))
    ids = []
    for name in NAMES:
        key_id = f"{DEMO_MARK if demo else ''}{name}-{secrets.token_hex(4)}"
        text = json.dumps({"id": key_id, "secret": secrets.token_bytes(32).hex()})
        handle = os.open(folder / f"{name}.key", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        ids.append(key_id)
    return ids


def load(folder: Path, name: str) -> Key:
    """The key ``name`` of ``folder``. Raises KeysMissing."""
    path = folder / f"{name}.key"
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        key = Key(kept["id"], bytes.fromhex(kept["secret"]))
    except (OSError, ValueError, KeyError) as broken:
        raise KeysMissing(
            f"{path}: no usable key. Make keys with: gonggo keys new / 키를 먼저 만들어 주세요."
        ) from broken
    if folder.stat().st_mode & 0o077:
        raise KeysMissing(f"{folder}: others can read this folder; chmod 700 / 폴더 권한을 700으로 바꿔 주세요.")
    return key
