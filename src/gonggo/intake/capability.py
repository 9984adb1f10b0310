"""Capabilities: what lets one session of one person do one act once, checked by the door without asking anyone.

A capability is ``<key id>.<payload>.<tag>``: the payload a JSON list of its fields, the tag a keyed BLAKE2b over key id
and payload, both base64url without padding. Only the house that mints and the door that checks hold the key.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

import orjson

TAG_BYTES = 16
VERSION = 1


class Key(Protocol):
    """A secret with an id."""

    @property
    def id(self) -> str: ...

    @property
    def secret(self) -> bytes: ...


class Act(StrEnum):
    """What a capability is for."""

    DRAFT = "draft"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"


class NotOurs(Exception):
    """The text is no capability of this house: forged, malformed, of another audience or an unknown key."""


class Capability(NamedTuple):
    """One permission. Ids are 32 hexadecimal digits, digests 64, instants microseconds since 1970 UTC."""

    act: str
    audience: str
    subject_kind: str
    subject_id: str
    person_id: str
    role: str
    company_id: str
    gate_epoch: int
    person_epoch: int
    session: str
    nonce: str
    expires_at: int
    step_up_at: int = 0
    sealed_id: str = ""
    sealed_digest: str = ""
    party: str = ""
    form: str = ""
    sections: Sequence[str] = ()


_DEFAULTS: list[object] = list(Capability._field_defaults.values())


def session_digest(cookie: str) -> str:
    """What a capability keeps of the session: SHA-256 of the cookie's value, in hexadecimal."""
    return hashlib.sha256(cookie.encode("utf-8", "surrogateescape")).hexdigest()


def _tag(key_id: bytes, payload: bytes, secret: bytes) -> bytes:
    return hashlib.blake2b(key_id + b"." + payload, key=secret, digest_size=TAG_BYTES).digest()


def minted(capability: Capability, key: Key) -> str:
    """The capability as text, for a form's hidden field."""
    payload = urlsafe_b64encode(orjson.dumps([VERSION, *_without_defaults(capability)])).rstrip(b"=")
    key_id = key.id.encode("ascii")
    tag = urlsafe_b64encode(_tag(key_id, payload, key.secret)).rstrip(b"=")
    return b".".join((key_id, payload, tag)).decode("ascii")


def read(text: bytes, keys: Mapping[bytes, bytes]) -> Capability:
    """The capability in ``text``, authenticated under one of ``keys`` (id to secret). Raises NotOurs."""
    try:
        key_id, payload, tag = text.split(b".")
        secret = keys[key_id]
        given = urlsafe_b64decode(tag + b"==")
    except (ValueError, KeyError) as broken:
        raise NotOurs("not a capability") from broken
    if not hmac.compare_digest(given, _tag(key_id, payload, secret)):
        raise NotOurs("the tag does not fit")
    # From here on the text is our own making, only perhaps of another version of ours.
    version, *said = orjson.loads(urlsafe_b64decode(payload + b"=="))
    if version != VERSION:
        raise NotOurs("of another version")
    return Capability(*said)


def _without_defaults(capability: Capability) -> list[object]:
    """The fields in order, up to the last one that says something."""
    said: list[object] = list(capability)
    standing: list[object] = [None] * (len(said) - len(_DEFAULTS)) + _DEFAULTS
    while said[-1] == standing[len(said) - 1]:
        said.pop()
    return said
