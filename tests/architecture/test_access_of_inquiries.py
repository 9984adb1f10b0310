"""The pages of a question open to the operator that answers it and to the agency, and to nobody else."""

import pytest
from test_access import NOTHING, OPENS, TAKES, filled, private_routes, sent_to

from gonggo.inquiries.commands import ask
from gonggo.kernel.actor import Role
from personas import NOW, Persona, an_officer
from world import a_draft

PARTS = ("inquiry_id",)


@pytest.mark.django_db(databases=["default", "door"])
def test_each_page_of_a_question_opens_to_who_answers_it_and_is_not_there_for_others(ministry, stranger, member):
    case = a_draft()
    inquiry = ask(
        program=case.program, subject="application", question="몇 곳까지 되나요?", email="", language="ko",
        application_id=case.id, by=case.adopter.actor, at=NOW,
    )  # fmt: skip
    told = {"inquiry_id": str(inquiry.id)}
    its_own, another = (
        an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[place].key) for place in (0, 1)
    )
    reader = an_officer(Role.ACCOUNTANT, kind="agency", key="agency")
    people: dict[str, Persona] = {
        "operator": its_own,
        "agency": an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency"),
    }
    others = (another, ministry, stranger, member, case.adopter)
    wrong, looked_at = {}, 0
    for address, _ in private_routes():
        desk = address.partition("/")[0]
        if desk not in people or not any(f":{part}>" in address for part in PARTS):
            continue
        looked_at += 1
        read = people[desk].client.get(filled(address, told)).status_code
        written = sent_to(people[desk], address, told)
        if not (read in OPENS and written in TAKES | {409}):
            wrong[f"its own {address}"] = (read, written)
        for place, persona in enumerate(others):
            answers = {persona.client.get(filled(address, told)).status_code, sent_to(persona, address, told)}
            if answers - NOTHING:
                wrong[f"{place} {address}"] = answers
        if desk == "agency" and sent_to(reader, address, told) not in NOTHING:
            wrong[f"who only reads {address}"] = "writes"

    assert looked_at == 7
    assert wrong == {}
