"""The pages of payments open to who has a part in them, on each desk, and to nobody else of the same role."""

import pytest
from django.conf import settings
from test_access import NOTHING, OPENS, TAKES, filled, private_routes, sent_to

from gonggo.kernel.actor import Role
from paying import PREPARED, a_paying, prepared, spent
from personas import Persona, an_officer, an_owner

PARTS = ("tranche_id", "spending_id")
READ_BY_MINISTRY = {"agency/payments/<uuid:tranche_id>", "agency/payments/agreements/<uuid:agreement_id>"}
"""What the ministry and the auditor read; they send to nothing."""


@pytest.mark.django_db(databases=["default", "door"])
def test_each_page_of_a_payment_opens_to_its_own_people_and_is_not_there_for_others(ministry, member, monkeypatch):
    on = a_paying()
    told = {"tranche_id": str(prepared(on).id), "spending_id": str(spent(on).id), "agreement_id": str(on.agreement_id)}
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: PREPARED)
    people: dict[str, Persona] = {"company": on.company, "operator": on.operator, "agency": on.accountant}
    stranger = an_owner("최낯선", company_name="먼나라")
    others = (stranger, an_officer(Role.OPERATOR_OFFICER, kind="operator"), member)
    wrong, looked_at = {}, 0
    for address, _ in private_routes():
        desk = address.partition("/")[0]
        is_money = "agreement_id" in address and "payments" in address
        if desk not in people or not (is_money or any(f":{part}>" in address for part in PARTS)):
            continue
        looked_at += 1
        its_own = people[desk].client.get(filled(address, told))
        its_own.close()
        written = sent_to(people[desk], address, told)
        if its_own.status_code not in OPENS or written not in TAKES:
            wrong[f"its own {address}"] = (its_own.status_code, written)
        read = ministry.client.get(filled(address, told)).status_code
        acts = sent_to(ministry, address, told)
        if acts not in NOTHING or read not in (OPENS if address in READ_BY_MINISTRY else NOTHING):
            wrong[f"the ministry {address}"] = (read, acts)
        for place, persona in enumerate(others):
            answers = {persona.client.get(filled(address, told)).status_code, sent_to(persona, address, told)}
            if answers - NOTHING:
                wrong[f"{place} {address}"] = answers

    assert looked_at == 21
    assert wrong == {}
