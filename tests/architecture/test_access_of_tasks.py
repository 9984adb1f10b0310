"""The pages of a task and of its aftercare open to its companies, its operator and the agency, and to nobody else."""

import pytest
from test_access import NOTHING, OPENS, TAKES, filled, private_routes, sent_to

from caring import an_aftercare, asked
from gonggo.kernel.actor import Role
from personas import Persona, an_officer, an_owner

PARTS = ("delivery_id", "aftercare_id")
READ_BY_MINISTRY = {"agency/deliveries/<uuid:delivery_id>", "agency/aftercare/<uuid:aftercare_id>"}
"""What the ministry and the auditor read; they send to nothing."""


@pytest.mark.django_db(databases=["default", "door"])
def test_each_page_of_a_task_opens_to_its_own_people_and_is_not_there_for_others(ministry, member):
    on = an_aftercare()
    paper = on.of.row.papers.filter(report__isnull=False).get()
    known = {"delivery_id": on.of.id, "aftercare_id": on.id, "document_id": paper.document_id, "year": 1}
    known |= {"request_id": asked(on).id, "what": "plan", "move": "withdraw"}
    told = {name: str(value) for name, value in known.items()}
    another = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.of.of.on.visits)
    people: dict[str, Persona] = {"operator": on.operator, "agency": on.officer, "company": on.adopter}
    others = (another, member, an_owner())
    wrong, looked_at = {}, 0
    for address, _ in private_routes():
        desk = address.partition("/")[0]
        if desk not in people or not any(f":{part}>" in address for part in PARTS):
            continue
        looked_at += 1
        its_own = (people[desk].client.get(filled(address, told)).status_code, sent_to(people[desk], address, told))
        if not (its_own[0] in OPENS and its_own[1] in TAKES | {409}):
            wrong[f"its own {address}"] = its_own
        read = (ministry.client.get(filled(address, told)).status_code, sent_to(ministry, address, told))
        if read[1] not in NOTHING or read[0] not in (OPENS if address in READ_BY_MINISTRY else NOTHING):
            wrong[f"the ministry {address}"] = read
        for place, persona in enumerate(others):
            answers = {persona.client.get(filled(address, told)).status_code, sent_to(persona, address, told)}
            if answers - NOTHING:
                wrong[f"{place} {address}"] = answers

    assert looked_at == 15
    assert wrong == {}
