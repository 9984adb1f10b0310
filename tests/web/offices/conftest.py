"""A received application, and the people of two operators."""

import pytest

from browsing import chromium, house  # noqa: F401  # fixtures
from costs import costs  # noqa: F401  # a fixture
from gonggo.kernel.actor import Role
from offices import received
from personas import Persona, an_officer
from world import Consortium, a_ready_application


@pytest.fixture
def case(db: None) -> Consortium:
    """Received, with the first operator of the notice."""
    return received(a_ready_application())


@pytest.fixture
def operator(case: Consortium) -> Persona:
    """An officer of the operator that has the case."""
    return an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key)


@pytest.fixture
def another_operator(case: Consortium) -> Persona:
    return an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[1].key, name="남의담당")
