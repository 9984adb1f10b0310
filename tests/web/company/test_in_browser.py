"""The company's own pages in Chromium: no axe violation, nothing wider than the window, no text lost at a sign-in."""

import pytest
from django.contrib.sessions.models import Session

from browsing import chromium, house, looked_at, reader  # noqa: F401  # fixtures
from gonggo.applications import commands
from offices import hold
from personas import NOW, PASSWORD
from web.company.test_receipts import answered
from world import a_ready_application

pytestmark = pytest.mark.browser


def test_no_page_of_a_company_breaks_a_rule_of_accessibility_or_its_frame(house, chromium):  # noqa: F811
    case = a_ready_application()
    hold(case)
    receipt = answered(case, "submitted")
    commands.leave_party(application_id=case.id, by=case.supplier.actor, at=NOW)
    visits = {
        "/company/facts/": case.adopter,
        "/company/receipts/": case.adopter,
        f"/company/applications/{case.id}/papers": case.adopter,
        f"/company/applications/{case.id}/eligibility": case.adopter,
        receipt: case.supplier,
    }

    found = {}
    for place, persona in visits.items():
        page = reader(chromium, house, persona)
        assert page.goto(place).status == 200
        found[place] = looked_at(page)

    assert found == dict.fromkeys(found, ([], 0, []))


def test_a_form_sent_after_the_session_ended_is_filled_again_and_says_that_it_is_not_saved(house, chromium):  # noqa: F811
    case = a_ready_application()
    page = reader(chromium, house, case.adopter)
    page.goto("/company/facts/")
    page.fill("[name=name]", "두나정밀")
    Session.objects.all().delete()

    page.get_by_role("button", name="바뀐 정보 저장하기").click()
    page.fill("[name=login]", case.adopter.person.email)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/company/facts/")

    assert page.input_value("[name=name]") == "두나정밀"
    assert page.get_by_text("저장 안 됨").is_visible()
    assert looked_at(page) == ([], 0, [])
