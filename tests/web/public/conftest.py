"""The 2024 program is loaded once for the pages' tests."""

import pytest
from django.test import Client
from gonggo.kernel.actor import SYSTEM
from gonggo.programs.commands import load
from gonggo.programs.definition import Program
from gonggo.programs.loading import LIBRARY
from personas import NOW


@pytest.fixture
def program(db: None) -> Program:
    """The 2024 program, published."""
    return load(LIBRARY / "smart-service-2024", by=SYSTEM, at=NOW)


@pytest.fixture
def visitor(program: Program) -> Client:
    """A browser of somebody who is not signed in, reading Korean."""
    return Client(headers={"accept-language": "ko"})
