"""Whether a text is an answer to its question. Pure."""

import re
from datetime import date
from typing import Any

from gonggo.intake.table_rules import plain_number
from gonggo.programs.definition import Question, QuestionKind

_PHONE = re.compile(r"\+?[0-9][0-9 -]{6,18}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WHOLE = re.compile(r"[0-9]{1,15}")


def text_gap(question: Question, value: str) -> tuple[str, dict[str, Any]] | None:
    """What is wrong with ``value`` by itself, as (code, facts), or None."""
    if not value.strip():
        return ("answer_missing", {}) if question.required else None
    if len(value) > question.max_length:
        return "answer_too_long", {"limit": question.max_length, "length": len(value)}
    return None if _reads_as(question, value.strip()) else ("answer_malformed", {})


def _reads_as(question: Question, value: str) -> bool:
    match question.kind:
        case QuestionKind.WHOLE | QuestionKind.WON:
            return bool(_WHOLE.fullmatch(plain_number(value)))
        case QuestionKind.CHOICE:
            return value in {choice.key for choice in question.choices}
        case QuestionKind.DATE:
            return _is_day(value)
        case QuestionKind.PHONE:
            return bool(_PHONE.fullmatch(value))
        case QuestionKind.EMAIL:
            return bool(_EMAIL.fullmatch(value))
    return True


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
