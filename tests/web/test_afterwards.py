"""진행현황 to the end: what became of a selected application, on the company's pages and the offices'."""

import re

import pytest

from agreeing import an_agreement, in_papers
from caring import an_aftercare
from gonggo.agreements import commands
from gonggo.journal.commands import deliver
from gonggo.kernel.clock import machine_now
from personas import Persona

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def words(persona: Persona, address: str) -> str:
    answer = persona.client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_every_desk_reads_the_stages_up_to_the_last_use_report_with_what_is_over_and_what_is_now():
    made = an_aftercare()
    key = made.of.of.application.id
    for persona, desk in ((made.adopter, "company"), (made.supplier, "company"), (made.operator, "operator")):
        said = words(persona, f"/{desk}/applications/{key}/history")
        for what in ("과제추진점검 (마침)", "사업완료 점검 (마침)", "활용실적 5번 가운데 0번 보고"):
            assert what in said, (desk, what)
        assert "사업완료를 확정함" in said


def test_a_partner_reads_nothing_of_the_money_and_the_lead_does():
    made = an_aftercare()
    key = made.of.of.application.id

    assert "지급과 집행" in words(made.adopter, f"/company/applications/{key}")
    assert "지급과 집행" not in words(made.supplier, f"/company/applications/{key}").split("선정 뒤")[1][:80]


def test_the_hub_leads_to_each_page_of_what_became_of_it():
    made = an_aftercare()
    page = made.adopter.client.get(f"/company/applications/{made.of.of.application.id}").content.decode()

    agreement, delivery = made.of.of.agreement_id, made.of.id
    for address in (f"agreements/{agreement}", f"deliveries/{delivery}", f"aftercare/{made.id}"):
        assert f'href="/company/{address}"' in page


def test_before_the_agreement_it_is_the_present_stage_and_after_a_refusal_nothing_follows():
    made = in_papers(an_agreement())
    history = f"/company/applications/{made.application.id}/history"
    before = words(made.adopter, history)
    assert "협약 (지금)" in before
    assert "2차 지급" in before
    commands.refuse(agreement_id=made.agreement_id, reason="거짓 서류", by=made.officer.actor, at=made.row.opened_at)
    while deliver(now=machine_now()):
        pass

    after = words(made.adopter, history)
    assert "협약하지 않기로 함" in after
    assert "협약 (마침)" in after
    assert "2차 지급" not in after


def test_a_page_costs_at_most_twelve_selects_to_the_end(costs):
    made = an_aftercare()
    key = made.of.of.application.id
    for persona, desk in ((made.adopter, "company"), (made.operator, "operator")):
        client, address = persona.client, f"/{desk}/applications/{key}/history"
        client.get(address)
        with costs() as found:
            assert client.get(address).status_code == 200
        assert found.count <= 12, str(found)
    client, address = made.adopter.client, f"/company/applications/{key}"
    client.get(address)
    with costs() as found:
        assert client.get(address).status_code == 200
    assert found.count <= 8, str(found)  # six, the result, and what became of it
