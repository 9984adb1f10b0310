"""What an amendment changed: two versions of a program side by side, value by value."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gonggo.programs.loading import Tree

_NAMES = ("key", "slot", "id", "version", "number")
"""What names a row of a list, the first that all its rows have."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that was added (``before`` is None), taken out (``after`` is None) or changed.

    ``path`` names rows by their own key: ``stage.interview.from_on``.
    """

    path: str
    before: Any
    after: Any


def differences(old: Tree, new: Tree) -> list[Difference]:
    """Every value in which two versions differ, in the order of the later one."""
    return list(_between(old, new, ()))


def _between(old: Any, new: Any, path: tuple[str, ...]) -> Iterator[Difference]:
    if old == new:
        return
    before, after = _children(old), _children(new)
    if before is None or after is None:
        yield Difference(".".join(path), old, new)
        return
    for name in [*after, *(gone for gone in before if gone not in after)]:
        yield from _between(before.get(name), after.get(name), (*path, name))


def _children(value: Any) -> dict[str, Any] | None:
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
        return _rows(value)
    return None


def _rows(rows: list[dict[str, Any]]) -> dict[str, Any]:
    for name in _NAMES:
        keys = [str(row[name]) for row in rows if name in row]
        if len(set(keys)) == len(rows):
            return dict(zip(keys, rows, strict=True))
    return {str(place): row for place, row in enumerate(rows, 1)}
