"""What a draft's field may hold: pure, used by the door and by the house alike."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from gonggo.intake.draft_faults import BadDraft
from gonggo.intake.table_rules import checked_table, shape_read

_SHAPES: Mapping[str, re.Pattern[str]] = {
    "whole": re.compile(r"[-−]?[0-9, ]+"),
    "won": re.compile(r"[-−]?[0-9, ]+원?"),
    "date": re.compile(r"[0-9. -]+"),
    "phone": re.compile(r"[0-9+() -]+"),
}


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What a draft's field may hold: its page, its kind, its length in characters; of a table also its ``shape``."""

    section: str
    kind: str
    max_length: int
    shape: str = ""


def checked_value(key: str, value: Any, rule: FieldRule) -> str:
    """``value`` as JSON text if ``rule`` allows it; an empty text always. Raises BadDraft.

    A draft is what was typed so far, so its shape is judged loosely: whether an answer counts is the room's to say.
    """
    shape = _SHAPES.get(rule.kind)
    if not isinstance(value, str) or "\0" in value or (value and shape and not shape.fullmatch(value)):
        raise BadDraft("draft_value_invalid", key, kind=rule.kind)
    if len(value) > rule.max_length:
        raise BadDraft("draft_too_long", key, limit=rule.max_length, length=len(value))
    if rule.shape:
        value = checked_table(key, value, shape_read(rule.shape))
    try:
        return orjson.dumps(value).decode("utf-8")
    except orjson.JSONEncodeError as surrogate:
        raise BadDraft("draft_value_invalid", key, kind=rule.kind) from surrogate


def checked_field(key: str, value: Any, fields: Mapping[str, FieldRule], sections: Sequence[str]) -> str:
    """``value`` as JSON text if ``key`` is a field of these pages and allows it. Raises BadDraft."""
    rule = fields.get(key)
    if rule is None or rule.section not in sections:
        raise BadDraft("draft_key_unknown", key)
    return checked_value(key, value, rule)
