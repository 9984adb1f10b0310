"""Dates inside words: ``[[application.closes]]`` is read from the window in force, so that an extension moves the words
with the deadline. Pure.

``[[KEY.opens]]`` and ``[[KEY.closes]]`` say an instant of a window, ``[[KEY.hour]]`` the hour at which it closes,
``[[KEY]]`` a moment. A clause whose window an extension moved keeps its own words, and says until when it is now.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from gonggo.kernel.clock import SEOUL
from gonggo.kernel.text import LANGUAGES, Text

Tree = dict[str, Any]
_TOKEN = re.compile(r"\[\[([a-z0-9.-]+)\]\]")
_WEEKDAYS = Text("월화수목금토일", "Mon Tue Wed Thu Fri Sat Sun")
_MONTHS = Text("", "January February March April May June July August September October November December")
_EXTENDED = Text(" 연장공고로 {closes}까지.", " Extended until {closes}.")


def dated(tree: Tree) -> Tree:
    """The tree with its dates in words; what names nothing stays as it is (``nameless``)."""
    known = _known(tree)
    said: Tree = _said(tree, known) if known else tree
    moved = _moved_clauses(tree)
    if moved and isinstance(said.get("clause"), list):
        said = said | {"clause": [_beside(row, moved) for row in said["clause"]]}
    return said


def nameless(tree: Tree) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every token that names no window or moment, with the path of its words."""
    known = _known(tree)
    for path, words in texts(tree, ()):
        for token in _TOKEN.findall(words):
            if token not in known:
                yield path, token


def _known(tree: Tree) -> Mapping[str, Text]:
    """token → what it says."""
    found: dict[str, Text] = {}
    for key, part in _parts(tree, "window"):
        for edge in ("opens", "closes"):
            if at := _instant(part.get(edge)):
                found[f"{key}.{edge}"] = _opening(at) if edge == "opens" else _closing(at)
        if at := _instant(part.get("closes")):
            found[f"{key}.hour"] = Text(f"{at:%H:%M}", f"{at:%H:%M}")
    for key, part in _parts(tree, "moment"):
        if at := _instant(part.get("at")):
            found[key] = _at(at)
    return found


def _parts(tree: Tree, name: str) -> Iterator[tuple[str, Tree]]:
    parts = tree.get(name)
    if isinstance(parts, dict):
        yield from ((str(key), part) for key, part in parts.items() if isinstance(part, dict))


def _instant(value: Any) -> datetime | None:
    """The instant by the clocks of Seoul; None for what is none, of which the shape of the part says more."""
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return at.astimezone(SEOUL) if at is not None and at.tzinfo is not None else None


def _opening(at: datetime) -> Text:
    return _day(at) if _starts_the_day(at) else _at(at)


def _closing(at: datetime) -> Text:
    """The first instant outside as people read a closing: at midnight the day before."""
    return _day(at - timedelta(seconds=1)) if _starts_the_day(at) else _at(at)


def _starts_the_day(at: datetime) -> bool:
    return (at.hour, at.minute, at.second) == (0, 0, 0)


def _at(at: datetime) -> Text:
    day = _day(at)
    return Text(f"{day.ko} {at:%H:%M}", f"{day.en} {at:%H:%M}")


def _day(at: datetime) -> Text:
    english = _WEEKDAYS.en.split()[at.weekday()]
    return Text(
        f"{at.month}월 {at.day}일({_WEEKDAYS.ko[at.weekday()]})",
        f"{english} {at.day} {_MONTHS.en.split()[at.month - 1]} {at.year}",
    )


def _said(value: Any, known: Mapping[str, Text], language: str = "") -> Any:
    """Words are the strings below the key of a language."""
    if isinstance(value, dict):
        return {key: _said(inner, known, key if key in LANGUAGES else "") for key, inner in value.items()}
    if isinstance(value, list):
        return [_said(inner, known) for inner in value]
    if not language or not isinstance(value, str):
        return value
    return _TOKEN.sub(lambda found: known[found[1]].said(language) if found[1] in known else found[0], value)


def texts(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in LANGUAGES and isinstance(inner, str):
                yield (*path, key), inner
            else:
                yield from texts(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from texts(inner, (*path, place))


def _moved_clauses(tree: Tree) -> dict[str, Text]:
    """clause → until when the window that it decides is now, where an extension moved it."""
    found: dict[str, Text] = {}
    for _, part in _parts(tree, "window"):
        at = _instant(part.get("closes"))
        if part.get("moved") and at is not None and isinstance(part.get("clause"), str):
            found[part["clause"]] = _closing(at)
    return found


def _beside(row: Any, moved: Mapping[str, Text]) -> Any:
    if not isinstance(row, dict) or row.get("id") not in moved or not isinstance(row.get("words"), dict):
        return row
    now = _EXTENDED.format(closes=moved[row["id"]])
    return row | {"words": {key: f"{words}{now.said(key)}" for key, words in row["words"].items()}}
