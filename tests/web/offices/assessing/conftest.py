"""An assessment that is planned, the agency's officer, and who visits."""

from datetime import datetime

import pytest
from django.conf import settings

from evaluations import PLANNED, Assessment, an_assessment
from gonggo.kernel.actor import Role
from personas import Persona, an_officer


@pytest.fixture
def clock(monkeypatch):
    """The program's clock, to be set; it stands while the stage is planned."""

    def stands_at(moment: datetime) -> None:
        monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: moment)

    stands_at(PLANNED)
    return stands_at


@pytest.fixture
def on(db: None, clock) -> Assessment:
    return an_assessment()


@pytest.fixture
def boss(on):
    return on.officer.client


@pytest.fixture
def visiting(on) -> Persona:
    """An officer of the operator that visits."""
    return an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.visits)
