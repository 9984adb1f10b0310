"""One company, one operator, one expert."""

import pytest

from consultings import Desks, desks


@pytest.fixture
def on(db: None) -> Desks:
    return desks()
