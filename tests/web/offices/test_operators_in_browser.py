"""Admitted, agreed with, at work: the agency and an operator in Chromium, at both widths, without a violation."""

import pytest
from django.conf import settings

from browsing import looked_at, reader
from consultings import ASKED_AT, Desks, an_expert
from gonggo.consulting import commands as consulting
from gonggo.consulting.queries import within_reach
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.operators.commands import name_operators
from gonggo.operators.models import Operator
from personas import a_colleague_of, an_officer, an_owner
from world import PUBLISHED, a_pdf, the_program

pytestmark = pytest.mark.browser


def test_an_operator_is_admitted_and_agreed_with_and_then_takes_a_request_on(house, chromium, monkeypatch):
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: ASKED_AT)
    program = the_program()
    name_operators(program=program, by=SYSTEM, at=PUBLISHED)
    key = program.operators[0].key
    company, officer = an_owner(at=ASKED_AT), an_officer(Role.OPERATOR_OFFICER, kind="operator", key=key)
    on, lead = (
        Desks(program, company, a_colleague_of(company), officer, an_expert(key)),
        an_officer(Role.AGENCY_LEAD, kind="agency"),
    )
    asked = consulting.ask(
        program_key=program.key,
        operator=key,
        role="adopter",
        wishes="4월 17일",
        looks_at="재고 관리",
        by=company.actor,
        at=ASKED_AT,
    )
    row, found = Operator.objects.get(operator=key), {}

    def look(page, place: str) -> None:
        found[place] = looked_at(page)

    agency, own = reader(chromium, house, lead), reader(chromium, house, on.officer)
    for place in ("/agency/operators/", f"/agency/operators/{row.id}"):
        assert agency.goto(place).status == 200
        look(agency, place)
    agency.check("[name=move][value=admit]")
    agency.fill("[name=reason]", "공고에 실린 대로 선정함")
    with agency.expect_navigation():
        agency.get_by_role("button", name="이대로 결정하기").click()
    look(agency, "admitted")
    agency.fill("[name=number]", "2024-01")
    for name, day in (("agreed_on", "2024-04-01"), ("begins_on", "2024-04-01"), ("last_on", "2025-03-31")):
        agency.fill(f"[name={name}]", day)
    paper = {"name": "협약서.pdf", "mimeType": "application/pdf", "buffer": a_pdf("협약서")}
    agency.set_input_files("[name=paper]", paper)
    agency.get_by_role("button", name="협약 등록").click()
    agency.get_by_text("협약을 등록했습니다").wait_for()
    look(agency, "agreed")

    for place in ("/operator/agreements/", f"/operator/agreements/{row.id}", f"/operator/consulting/{asked.id}"):
        assert own.goto(place).status == 200
        look(own, place)
    own.get_by_role("button", name="수락").click()
    own.get_by_text("신청을 수락했습니다").wait_for()
    assert own.goto("/operator/experts/").status == 200
    with own.expect_navigation():
        own.get_by_role("link", name="방문 넘기기").click()
    look(own, "hand over")

    assert within_reach(asked.id, of=SYSTEM).state == "accepted"
    assert found == dict.fromkeys(found, ([], 0, []))
