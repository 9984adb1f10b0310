"""Every test of this desk starts with no attempts counted."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_attempts_counted():
    cache.clear()
    yield
    cache.clear()
