"""Checkpoints of the log as signed notes (C2SP): origin, size and root, signed with a key that only the worker has."""

import hashlib
from base64 import b64decode, b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ED25519 = b"\x01"


class BadNote(Exception):
    """The text is no checkpoint, or not one of this key."""


@dataclass(frozen=True, slots=True)
class NoteSize:
    """What a checkpoint says: the log ``origin`` had ``size`` leaves and this root."""

    origin: str
    size: int
    root: bytes


def key_hash(name: str, public: bytes) -> bytes:
    """The four bytes by which a note names its key."""
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def verifier_key(name: str, public: bytes) -> str:
    """The log's key as C2SP writes it: name+hash+key."""
    return f"{name}+{key_hash(name, public).hex()}+{b64encode(_ED25519 + public).decode('ascii')}"


def parsed_verifier_key(text: str) -> tuple[str, bytes]:
    """(name, public key) of a verifier key. Raises BadNote."""
    name, _, rest = text.strip().partition("+")
    said, _, encoded = rest.partition("+")
    try:
        raw = b64decode(encoded, validate=True)
    except ValueError as broken:
        raise BadNote("not a log's key") from broken
    if len(raw) != 33 or raw[:1] != _ED25519 or key_hash(name, raw[1:]).hex() != said:
        raise BadNote("not a log's key")
    return name, raw[1:]


@dataclass(frozen=True, slots=True)
class LogSigner:
    """The log's name and key."""

    origin: str
    key: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    def note(self, size: int, root: bytes) -> str:
        """The signed note for a size and root."""
        text = f"{self.origin}\n{size}\n{b64encode(root).decode('ascii')}\n"
        signature = key_hash(self.origin, self.public) + self.key.sign(text.encode())
        return f"{text}\n— {self.origin} {b64encode(signature).decode('ascii')}\n"


def read_note(note: str) -> NoteSize:
    """What the note says, its signature unchecked. Raises BadNote."""
    text, _, _ = note.partition("\n\n")
    try:
        origin, size, root, *_ = text.split("\n")
        return NoteSize(origin, int(size), b64decode(root, validate=True))
    except ValueError as broken:
        raise BadNote("not a checkpoint") from broken


def checked_note(note: str, key: str) -> NoteSize:
    """What the note says, if the log's ``key`` (name+hash+key) signed it. Raises BadNote."""
    name, public = parsed_verifier_key(key)
    text, _, signatures = note.partition("\n\n")
    for line in signatures.splitlines():
        mark, _, rest = line.partition(" ")
        signer, _, encoded = rest.partition(" ")
        if mark != "—" or signer != name:
            continue
        try:
            raw = b64decode(encoded, validate=True)
            Ed25519PublicKey.from_public_bytes(public).verify(raw[4:], f"{text}\n".encode())
        except (ValueError, InvalidSignature):
            continue
        if raw[:4] == key_hash(name, public):
            return read_note(note)
    raise BadNote("the log's key did not sign this")
