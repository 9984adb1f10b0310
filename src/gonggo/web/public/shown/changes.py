"""What a version of the notice changed, as a table: the value, before, now, on what ground."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from gonggo.kernel.text import LANGUAGES
from gonggo.programs.differences import Difference
from gonggo.web.public.shown.words import language, said
from gonggo.web.ui import wording
from gonggo.web.ui.rows import Cell, Row, Table

_ITSELF = ("version", "versions")
"""Parts that say only that there is another version."""
_MOVED = "moved"


def changes(found: Sequence[Difference]) -> Table | None:
    """The changes as the reader's language says them; None if there are none."""
    rows = [_row(one) for one in found if _is_read(one)]
    name = gettext("이 판에서 달라진 것")
    heads = [gettext("항목"), gettext("전"), gettext("지금")]
    return Table(name, heads, rows) if rows else None


def _is_read(one: Difference) -> bool:
    """Not the version's own number, nor words in a language that the page does not speak."""
    first, *rest = one.path.split(".")
    if _MOVED in rest:
        return False  # what the deadline was before stands beside the one in force
    return first not in _ITSELF and (not rest or rest[-1] not in LANGUAGES or rest[-1] == language())


def _row(one: Difference) -> Row:
    path = one.path.removesuffix(f".{language()}")
    field = _field(path.rsplit(".", 1)[-1])
    label = ": ".join(words for words in (said(one.label) if one.label else "", field) if words)
    return Row([Cell(label or path, note=path, basis=one.basis), _value(one.before), _value(one.after)])


def _field(name: str) -> str:
    return {
        "opens": gettext("여는 때"),
        "closes": gettext("닫는 때"),
        "from_on": gettext("시작하는 날"),
        "until_on": gettext("끝나는 날"),
        "when": gettext("때"),
        "places": gettext("선정 수"),
        "phones": gettext("전화"),
        "value": gettext("값"),
        "says": gettext("내용"),
    }.get(name, "")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("예") if value else gettext("아니요")
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, list):
        return ", ".join(_value(one) for one in value)
    if isinstance(value, dict):
        return _part(value)
    return gettext("없음") if value is None else _written(value)


def _part(part: dict[str, Any]) -> str:
    """A whole part by the words in it, or by what it is called."""
    if language() in part:
        return str(part[language()])
    inner = next((part[key] for key in ("label", "title", "name", "says") if isinstance(part.get(key), dict)), None)
    return _part(inner) if inner else _value(next(iter(part.values()), None))


def _written(text: str) -> str:
    """A text; a day or an instant as people write it."""
    try:
        is_instant = "T" in text
        return (
            wording.instant(datetime.fromisoformat(text), language(), year=True)
            if is_instant
            else wording.day(date.fromisoformat(text), language(), year=True)
        )
    except ValueError:
        return text
