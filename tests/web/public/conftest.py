"""The pages' tests start from the 2024 program, published, and a browser of somebody who is not signed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.test import Client

from browsing import chromium, house  # noqa: F401  # fixtures
from costs import costs  # noqa: F401  # a fixture
from gonggo.programs.definition import Program
from world import the_program


@dataclass(frozen=True)
class Stopped:
    """A clock that stands."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def offset(self) -> timedelta:
        return timedelta()


@pytest.fixture
def stand_at(settings):
    """``stand_at(instant)`` stops the program's clock there."""

    def stand(at: datetime) -> None:
        settings.GONGGO_CLOCK = Stopped(at)

    return stand


@pytest.fixture
def program(db: None) -> Program:
    return the_program()


@pytest.fixture
def visitor(program: Program) -> Client:
    """Reads Korean."""
    return Client(headers={"accept-language": "ko"})
