"""Capabilities: what lets one session of one person do one act once, checked by the door without asking anyone.

A capability is ``<key id>.<payload>.<tag>``: the payload canonical JSON, the tag a keyed BLAKE2b over key id and
payload, both base64url without padding. Only the house that mints and the door that checks hold the key.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Protocol

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


@dataclass(frozen=True, slots=True)
class Capability:
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
    sections: tuple[str, ...] = ()


_SHORT: Mapping[str, str] = {
    "act": "a",
    "audience": "u",
    "subject_kind": "k",
    "subject_id": "i",
    "person_id": "w",
    "role": "r",
    "company_id": "c",
    "gate_epoch": "ge",
    "person_epoch": "pe",
    "session": "s",
    "nonce": "n",
    "expires_at": "x",
    "step_up_at": "up",
    "sealed_id": "si",
    "sealed_digest": "sd",
    "party": "p",
    "form": "f",
    "sections": "ss",
}
_NAMES = tuple((_SHORT[field.name], field.default) for field in fields(Capability))


def session_digest(cookie: str) -> str:
    """What a capability keeps of the session: SHA-256 of the cookie's value, in hexadecimal."""
    return hashlib.sha256(cookie.encode("utf-8", "surrogateescape")).hexdigest()


def _tag(key_id: bytes, payload: bytes, secret: bytes) -> bytes:
    return hashlib.blake2b(key_id + b"." + payload, key=secret, digest_size=TAG_BYTES).digest()


def minted(capability: Capability, key: Key) -> str:
    """The capability as text, for a form's hidden field."""
    said: dict[str, Any] = {"v": VERSION}
    for field in fields(Capability):
        value = getattr(capability, field.name)
        if value != field.default:
            said[_SHORT[field.name]] = value
    payload = urlsafe_b64encode(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).rstrip(b"=")
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
    said = orjson.loads(urlsafe_b64decode(payload + b"=="))
    if said["v"] != VERSION:
        raise NotOurs("of another version")
    if "ss" in said:
        said["ss"] = tuple(said["ss"])
    return Capability(*[said.get(name, default) for name, default in _NAMES])
