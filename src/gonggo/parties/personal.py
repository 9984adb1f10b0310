"""Personal fields at rest: AES-GCM under a key with an id, and a keyed hash to find one by equality.

A sealed text reads ``key-id:nonce:ciphertext`` (hexadecimal); what it belongs to is bound in as associated data, so
that a ciphertext moved to another row or column does not open. ``settings.GONGGO_PERSONAL_KEY`` and
``settings.GONGGO_LOOKUP_KEY`` have ``id`` and ``secret``; older keys lie in ``settings.GONGGO_PERSONAL_KEYS_RETIRED``.
"""

import hashlib
import hmac
import secrets
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


class PersonalKey(Protocol):
    """One key of the installation."""

    @property
    def id(self) -> str: ...

    @property
    def secret(self) -> bytes: ...


class NotOpened(Exception):
    """The sealed text is damaged, belongs elsewhere, or its key is not here."""


def seal(text: str, *, of: str) -> str:
    """``text`` encrypted for ``of`` (for example "person.phone:<id>")."""
    key: PersonalKey = settings.GONGGO_PERSONAL_KEY
    nonce = secrets.token_bytes(12)
    sealed = AESGCM(key.secret).encrypt(nonce, text.encode("utf-8"), of.encode("utf-8"))
    return f"{key.id}:{nonce.hex()}:{sealed.hex()}"


def opened(sealed: str, *, of: str) -> str:
    """The text inside. Raises NotOpened."""
    key_id, _, rest = sealed.partition(":")
    nonce, _, body = rest.partition(":")
    try:
        plain = AESGCM(_key(key_id).secret).decrypt(bytes.fromhex(nonce), bytes.fromhex(body), of.encode("utf-8"))
    except (InvalidTag, ValueError) as broken:
        raise NotOpened(of) from broken
    return plain.decode("utf-8")


def lookup(text: str) -> str:
    """The keyed hash by which equal texts are found without opening any: 64 hexadecimal digits."""
    key: PersonalKey = settings.GONGGO_LOOKUP_KEY
    return hmac.new(key.secret, text.encode("utf-8"), hashlib.sha256).hexdigest()


def _key(key_id: str) -> PersonalKey:
    retired: tuple[PersonalKey, ...] = getattr(settings, "GONGGO_PERSONAL_KEYS_RETIRED", ())
    keys: tuple[PersonalKey, ...] = (settings.GONGGO_PERSONAL_KEY, *retired)
    for key in keys:
        if key.id == key_id:
            return key
    raise NotOpened(f"no key {key_id}")
