"""What the tests of payments share: a concluded agreement whose won stand in the ledger."""

import pytest

from paying import Paying, a_paying


@pytest.fixture
def on(db: None) -> Paying:
    return a_paying()
