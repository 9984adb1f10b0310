"""Arrival slips: the door's word, while its store is away, that a request was complete at an instant.

Whoever brings the same capability again with its slip keeps the stamp, for 24 hours. Only the door checks slips, so a
keyed hash does.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping

from gonggo.intake.capability import Key

LIFE_US = 24 * 3600 * 1_000_000
_PERSON = b"gonggo-slip"


def _tag(stamp: str, key_id: str, capability: bytes, secret: bytes) -> str:
    text = f"{stamp}.{key_id}.".encode() + hashlib.sha256(capability).digest()
    tag = hashlib.blake2b(text, key=secret, digest_size=16, person=_PERSON).digest()
    return urlsafe_b64encode(tag).rstrip(b"=").decode("ascii")


def written(stamped_at: int, capability: bytes, key: Key) -> str:
    """The slip for a capability that arrived at ``stamped_at`` (microseconds since 1970 UTC)."""
    return f"{stamped_at}.{key.id}.{_tag(str(stamped_at), key.id, capability, key.secret)}"


def stamp_of(slip: str, capability: bytes, keys: Mapping[bytes, bytes], *, now: int) -> int | None:
    """The stamp that the slip keeps for this capability, if it is ours, fits and is younger than 24 hours."""
    stamp, _, rest = slip.partition(".")
    key_id, _, tag = rest.rpartition(".")
    secret = keys.get(key_id.encode("ascii", "replace"))
    if secret is None or not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 17):
        return None
    if not hmac.compare_digest(tag.encode("ascii", "replace"), _tag(stamp, key_id, capability, secret).encode("ascii")):
        return None
    stamped_at = int(stamp)
    return stamped_at if now - LIFE_US < stamped_at <= now else None
