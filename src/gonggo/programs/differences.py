"""What an amendment changed: two versions of a program side by side, value by value."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gonggo.kernel.basis import Basis, BasisKind
from gonggo.kernel.text import Text
from gonggo.programs.loading import Tree

_NAMES = ("key", "slot", "id", "version", "number")
"""What names a row of a list, the first that all its rows have."""
_CALLED = ("label", "title", "name", "subject", "question")
"""What calls a part in words, the first that it has."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that was added (``before`` is None), taken out (``after`` is None) or changed.

    ``path`` names rows by their own key: ``stage.interview.from_on``. ``label`` is what the nearest part around it is
    called, ``basis`` that part's ground, as the later version says them.
    """

    path: str
    before: Any
    after: Any
    label: Text | None = field(default=None, compare=False)
    basis: Basis | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class _Around:
    """The nearest part with a name, and the nearest with a basis, around a value."""

    label: Text | None = None
    basis: Basis | None = None

    def within(self, part: Any) -> "_Around":
        if not isinstance(part, dict):
            return self
        called = (part[name] for name in _CALLED if isinstance(part.get(name), dict) and "ko" in part[name])
        grounds = (Basis(kind, part[kind]) for kind in BasisKind if isinstance(part.get(kind), str))
        words = next(called, None)
        label = Text(words["ko"], words["en"]) if words else self.label
        return _Around(label, next(grounds, self.basis))


def differences(old: Tree, new: Tree) -> list[Difference]:
    """Every value in which two versions differ, in the order of the later one."""
    return list(_between(old, new, (), _Around()))


def _between(old: Any, new: Any, path: tuple[str, ...], around: _Around) -> Iterator[Difference]:
    if old == new:
        return
    around = around.within(old if new is None else new)
    before, after = _children(old), _children(new)
    if before is None or after is None:
        yield Difference(".".join(path), old, new, around.label, around.basis)
        return
    for name in [*after, *(gone for gone in before if gone not in after)]:
        yield from _between(before.get(name), after.get(name), (*path, name), around)


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
