"""Who reads which facts: rooms' reactions, registered in one table by the wiring."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gonggo.journal.models import Entry


@dataclass(frozen=True, slots=True)
class Reader:
    """A reaction: ``name`` marks its deliveries, ``react`` is idempotent by entry and runs in its own transaction.

    ``wants`` looks at the data of a fact that is recorded often: what does not concern the reader costs nothing.
    """

    name: str
    events: frozenset[str]
    react: Callable[[Entry], None]
    wants: Callable[[Mapping[str, Any]], bool] = lambda _data: True


_READERS: dict[str, Reader] = {}


def register(readers: Iterable[Reader]) -> None:
    """The whole table, once at start. Raises ValueError if a name stands twice."""
    table = list(readers)
    if len({reader.name for reader in table}) != len(table):
        raise ValueError("two readers have the same name")
    _READERS.clear()
    _READERS.update({reader.name: reader for reader in table})


def readers_of(event: str) -> list[Reader]:
    return [reader for reader in _READERS.values() if event in reader.events]


def reader(name: str) -> Reader | None:
    return _READERS.get(name)
