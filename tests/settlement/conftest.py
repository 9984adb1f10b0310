"""Two officers, a company, and the program."""

import pytest

from gonggo.kernel.actor import Role
from gonggo.programs.definition import Program
from personas import Persona, an_officer, an_owner
from world import PUBLISHED, the_program


@pytest.fixture
def program(db: None) -> Program:
    return the_program()


@pytest.fixture
def officer(db: None) -> Persona:
    return an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency")


@pytest.fixture
def lead(db: None) -> Persona:
    return an_officer(Role.AGENCY_LEAD, kind="agency", key="agency", name="두번째")


@pytest.fixture
def barred(db: None) -> Persona:
    """The manager of a company that a sanction is about."""
    return an_owner("나대표", company_name="빈손상사", at=PUBLISHED)
