"""The pages of evaluators and panels open to who convenes them, and to no other office."""

import pytest
from test_access import NOTHING, OPENS, TAKES, filled, private_routes, sent_to

from evaluations import a_panel, an_application, an_assessment
from gonggo.evaluation.definition import Stage
from gonggo.kernel.actor import Role
from personas import Persona, an_officer

PARTS = ("panel_id", "evaluator_id")


@pytest.mark.django_db(databases=["default", "door"])
def test_each_page_of_a_panel_opens_to_its_own_offices_and_is_not_there_for_others(ministry, member):
    on = an_assessment()
    application = an_application(on, number="T-1")
    panel, (first, _second) = a_panel(on, Stage.SITE, application)
    known = {"panel_id": panel.id, "seat_id": first.id, "evaluator_id": first.evaluator_id, "number": "T-1"}
    told = {name: str(value) for name, value in known.items()}
    convenes = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.visits)
    another = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.looks_after)
    people: dict[str, Persona] = {"operator": convenes, "agency": on.officer}
    others = (another, ministry, member, on.member(first))
    wrong, looked_at = {}, 0
    for address, _ in private_routes():
        desk = address.partition("/")[0]
        if desk not in people or not any(f":{part}>" in address for part in PARTS):
            continue
        looked_at += 1
        its_own = (people[desk].client.get(filled(address, told)).status_code, sent_to(people[desk], address, told))
        if not (its_own[0] in OPENS and its_own[1] in TAKES | {409}):
            wrong[f"its own {address}"] = its_own
        for place, persona in enumerate(others):
            answers = {persona.client.get(filled(address, told)).status_code, sent_to(persona, address, told)}
            if answers - NOTHING:
                wrong[f"{place} {address}"] = answers

    assert looked_at == 31
    assert wrong == {}
