"""A supplement in Chromium: asked for by the operator, answered by the company, found eligible by the agency."""

from datetime import timedelta

import pytest
from django.conf import settings

from browsing import looked_at, reader
from gonggo.applications import commands, screening
from gonggo.kernel.actor import Role
from offices import received
from personas import an_officer
from world import a_pdf, a_ready_application

pytestmark = pytest.mark.browser


def test_a_supplement_is_asked_for_answered_and_the_application_found_eligible(house, chromium, monkeypatch):
    case = received(a_ready_application())
    operator = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key)
    agency = an_officer(Role.AGENCY_OFFICER, kind="agency")
    closes = case.program.moment("application.closes")
    commands.screen_due(now=closes)
    for row in screening.verdicts(case.again()):
        if row.answer == "unknown":
            commands.find_verdict(
                application_id=case.id, verdict_id=row.id, answer="met", reason="확인", by=agency.actor, at=closes
            )
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: closes + timedelta(days=2))
    found = {}

    def look(page, name: str) -> None:
        found[name] = looked_at(page)

    asking = reader(chromium, house, operator)
    asking.goto(f"/operator/applications/{case.id}")
    asking.get_by_role("link", name="하나정밀에 보완 요청하기").click()
    asking.locator("[name=item-national-tax]").select_option("expired")
    asking.get_by_label("보완을 요청하는 사유").fill("증명서의 기한이 지났습니다")
    look(asking, "asking")
    asking.get_by_role("button", name="까지 요청 보내기").click()
    asking.get_by_text("보완을 요청했습니다").wait_for()

    company = reader(chromium, house, case.adopter)
    company.goto("/company/waiting/")
    look(company, "waiting")
    company.get_by_role("link", name="과제신청 보완하기").click()
    company.get_by_text("증명서의 기한이 지났습니다").wait_for()
    look(company, "supplement")
    company.locator("input[type=file]").set_input_files(
        {"name": "tax.pdf", "mimeType": "application/pdf", "buffer": a_pdf("새 증명서")}
    )
    company.locator("[data-slot] .g-st.ok", has_text="완료").wait_for()
    company.get_by_role("button", name="보완 제출").click()
    company.get_by_text("보완을 제출했습니다").wait_for()

    boss = reader(chromium, house, agency)
    boss.goto("/agency/waiting/")
    with boss.expect_navigation():
        boss.get_by_role("link", name="제출된 보완 확인하기").click()
    look(boss, "list")
    boss.get_by_role("link", name=case.again().number).click()
    boss.get_by_role("button", name="적합으로 정하기").click()
    boss.get_by_text("적합으로 정했습니다").wait_for()
    look(boss, "found")
    boss.get_by_role("link", name="진행현황과 처리이력").click()
    boss.get_by_text("적합으로 정함").first.wait_for()
    look(boss, "history")
    company.goto(f"/company/applications/{case.id}/history")
    look(company, "its own")

    assert case.again().state == "eligible"
    assert found == {name: ([], 0, []) for name in found}
