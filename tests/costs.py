"""Counts SELECTs over both databases: session and user included, BEGIN, COMMIT and SAVEPOINT not."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

ALIASES = ("default", "door")


@dataclass
class Costs:
    """The SELECTs that were sent, each as ``alias: statement``."""

    selects: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.selects)

    def __str__(self) -> str:
        return "\n".join(f"{place}. {select}" for place, select in enumerate(self.selects, start=1))


@contextmanager
def counted() -> Iterator[Costs]:
    """What was sent while the block ran; readable when it ends."""
    found = Costs()
    with ExitStack() as stack:
        captured = {alias: stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in ALIASES}
        yield found
    for alias, queries in captured.items():
        found.selects += [f"{alias}: {one['sql']}" for one in queries if one["sql"].lstrip("( ").startswith("SELECT")]


@pytest.fixture
def costs(record_property: Callable[[str, object], None]) -> Callable[[], AbstractContextManager[Costs]]:
    """``with costs() as spent: …``, then ``spent.count``, and ``str(spent)`` to read; the report has the count too."""

    @contextmanager
    def noted() -> Iterator[Costs]:
        with counted() as found:
            yield found
        record_property("selects", found.count)

    return noted
