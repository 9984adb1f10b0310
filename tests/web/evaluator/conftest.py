"""An evaluator before a panel that has a received application, and another one beside them."""

from datetime import datetime

import pytest
from django.conf import settings

from browsing import chromium, house  # noqa: F401  # fixtures
from costs import costs  # noqa: F401  # a fixture
from evaluations import MEETING, PLANNED
from sittings import Sitting, a_sitting


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The day of the meeting, by the program's clock."""
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: MEETING)
    return MEETING


@pytest.fixture
def before(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Before anything opens."""
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: PLANNED)
    return PLANNED


@pytest.fixture
def forming(before: datetime, db: None) -> Sitting:
    """Nobody has pledged."""
    return a_sitting(pledged=False, opened=False)


@pytest.fixture
def open_sitting(db: None, at: datetime) -> Sitting:
    """Pledged and open."""
    return a_sitting()
