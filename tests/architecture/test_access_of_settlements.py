"""The pages of a settlement, a recovery and a sanction open to their own people on each desk, and to nobody else."""

from datetime import date

import pytest
from test_access import NOTHING, OPENS, filled, private_routes, sent_to

import settling
from gonggo.kernel.actor import Role
from gonggo.settlement import commands
from personas import Persona, an_officer, an_owner
from sanctioning import NOTICED
from world import the_program

PARTS = ("settlement_id", "recovery_id", "sanction_id")
READ_BY_MINISTRY = {"agency/settlements/<uuid:settlement_id>", "agency/recoveries/<uuid:recovery_id>"}
"""What the ministry and the auditor read; they send to nothing."""


def known(made: settling.Settling, officer: Persona) -> dict[str, str]:
    """A confirmed settlement, a recovery and a sanction of the same company, both told to it."""
    gain = {"gain": 5_000_000, "surcharge": 0, "paid_on": date(2024, 8, 5), "reason": "거짓 세금계산서"}
    told = {"agreement_id": made.row.agreement_id, "by": made.operator.actor, "at": settling.CONFIRMED}
    recovery = commands.propose_recovery(**told, **gain)
    due = {"due_on": date(2025, 6, 2), "by": officer.actor, "at": settling.CONFIRMED}
    commands.order_recovery(recovery_id=recovery.id, **due)
    company, program = made.company, the_program()
    row = commands.propose_sanction(
        program=program,
        company_id=company.company.id,
        ground="not-returned",
        reason="반납하지 않음",
        by=made.operator.actor,
        at=NOTICED,
    )
    commands.give_notice(sanction_id=row.id, hear_until_on=date(2024, 4, 30), by=officer.actor, at=NOTICED)
    return {"settlement_id": str(made.row.id), "recovery_id": str(recovery.id), "sanction_id": str(row.id)}


@pytest.mark.django_db(databases=["default", "door"])
def test_each_page_opens_to_its_own_people_and_is_not_there_for_others(ministry, member):
    made, officer = settling.confirmed(), an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency")
    told = known(made, officer) | {"what": "nothing"}
    people = {"company": made.company, "operator": made.operator, "agency": officer}
    others = (
        an_owner("최낯선", company_name="먼나라"),
        an_officer(Role.OPERATOR_OFFICER, kind="operator"),
        member,
    )
    wrong, looked_at = {}, 0
    for address, _ in private_routes():
        desk = address.partition("/")[0]
        if desk not in people or not any(f":{part}>" in address for part in PARTS):
            continue
        looked_at += 1
        its_own = people[desk].client.get(filled(address, told)).status_code
        if its_own not in OPENS:
            wrong[f"its own {address}"] = its_own
        read = ministry.client.get(filled(address, told)).status_code
        written = sent_to(ministry, address, told)
        if written not in NOTHING or read not in (OPENS if address in READ_BY_MINISTRY else NOTHING):
            wrong[f"the ministry {address}"] = (read, written)
        for place, persona in enumerate(others):
            answers = {persona.client.get(filled(address, told)).status_code, sent_to(persona, address, told)}
            if answers - NOTHING:
                wrong[f"{place} {address}"] = answers

    assert looked_at == 18
    assert wrong == {}
