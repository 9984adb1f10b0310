"""What the audit finds, and the few computations it makes for itself."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from gonggo.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken invariant: which one, about what, in words."""

    invariant: str
    about: str
    says: Text


def said(value: Any) -> bytes:
    """JSON with sorted keys and no spaces: the form that is signed. Keys are ASCII."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def sha256(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


def stamp(instant: datetime | None) -> str | None:
    """An instant as receipts write it."""
    return None if instant is None else instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
