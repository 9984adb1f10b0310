"""A reader of the tests' own in the journal's table."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from gonggo.journal import readers


@pytest.fixture
def seen() -> Iterator[list[UUID]]:
    """A reader of program.loaded that notes what it was handed, in the order of handing."""
    noted: list[UUID] = []
    before = dict(readers._READERS)
    readers.register([readers.Reader("notes", frozenset({"program.loaded"}), lambda entry: noted.append(entry.uid))])
    yield noted
    readers.register(before.values())
