"""A decision of the agency, and the company that it is about."""

import pytest

from objecting import Decided, decided


@pytest.fixture
def on(db: None) -> Decided:
    return decided()
