"""Every test begins in Korean, whatever the one before has read."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_korean() -> Iterator[None]:
    with translation.override("ko"):
        yield
