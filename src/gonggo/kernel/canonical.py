"""Canonical JSON (RFC 8785) for the values that we sign: strings, integers, booleans, null, lists, objects.

Numbers with a fraction are refused rather than serialised: nothing that we sign has one.
"""

import hashlib
import json
from typing import Any

_SAFE = 2**53 - 1


class NotCanonical(ValueError):
    """The value has a part that canonical JSON of ours does not know."""


def _checked(value: Any) -> Any:  # one line a type
    match value:
        case None | bool():
            return value
        case str():
            value.encode("utf-8")  # a lone surrogate has no UTF-8
            return value
        case int():
            if not -_SAFE <= value <= _SAFE:
                raise NotCanonical(f"integer beyond 2^53: {value}")
            return int(value)
        case list() | tuple():
            return [_checked(item) for item in value]
        case dict():
            if not all(isinstance(key, str) for key in value):
                raise NotCanonical("a key that is no string")
            # RFC 8785 sorts by UTF-16 code units
            return {key: _checked(value[key]) for key in sorted(value, key=lambda k: k.encode("utf-16-be"))}
    raise NotCanonical(f"a {type(value).__name__}")


def canonical(value: Any) -> bytes:
    """The one serialisation of ``value``. Raises NotCanonical."""
    try:
        return json.dumps(_checked(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")
    except UnicodeEncodeError as broken:
        raise NotCanonical("a lone surrogate") from broken


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON, in lower-case hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()
