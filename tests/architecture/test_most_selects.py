"""No page of any desk costs more than twelve SELECTs, whoever of its people opens it."""

import pytest
from test_access import consortium, filled, held_known, known, private_routes  # noqa: F401  # fixtures

from costs import counted
from gonggo.kernel.actor import Role
from personas import Persona, an_officer
from world import Consortium

MOST = 12
pytestmark = pytest.mark.django_db(databases=["default", "door"])


def people_of(case: Consortium) -> dict[str, Persona]:
    """One of each desk, all within reach of the case."""
    operator = case.program.operators[0].key
    return {
        "adopter": case.adopter,
        "supplier": case.supplier,
        "operator": an_officer(Role.OPERATOR_OFFICER, kind="operator", key=operator),
        "expert": an_officer(Role.EXPERT, kind="operator", key=operator),
        "agency": an_officer(Role.AGENCY_OFFICER, kind="agency"),
        "ministry": an_officer(Role.MINISTRY, kind="ministry"),
    }


def test_no_page_costs_more_than_twelve_selects(held_known, consortium):  # noqa: F811  # fixtures
    looked_at, dear = 0, {}
    for name, persona in people_of(consortium).items():
        for address, who in private_routes():
            if not who.admits(persona.actor):
                continue
            client = persona.client
            with counted() as spent:
                answer = client.get(filled(address, held_known))
                answer.close()
            looked_at += answer.status_code == 200
            if answer.status_code == 200 and spent.count > MOST:
                dear[f"{name} {address}"] = spent.count

    assert looked_at > 60
    assert dear == {}
