"""The company's own pages in Chromium: no axe violation, nothing wider than the window, no text lost at a sign-in."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from browsing import chromium, house, looked_at, reader  # noqa: F401  # fixtures
from gonggo.applications import commands
from gonggo.kernel.table import rows_of, written
from offices import hold
from personas import NOW, PASSWORD
from web.company.test_receipts import answered
from world import a_complete_draft, a_draft, a_joint_draft, a_ready_application, write

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


@pytest.mark.clause("2-new")
def test_a_line_of_the_budget_is_added_by_keyboard_summed_while_it_is_typed_and_saved_by_itself(house, chromium):  # noqa: F811
    case = a_draft()
    write(case, case.adopter, {"government": "50000000", "cash": "40000000", "in_kind": "20000000"})
    page = reader(chromium, house, case.adopter)
    sent = []

    def saves(route):
        sent.append(route.request.post_data_json["values"])
        route.fulfill(json={"saved_at": NOW.isoformat(), "revisions": {"budget": 2}})

    page.route("**/intake/draft", saves)
    page.goto(f"/company/applications/{case.id}/sections/money")
    page.focus("[data-add]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-entry]")).to_have_count(3)
    page.keyboard.press("ArrowDown")  # the new row's first cell has the focus: the line
    page.keyboard.press("Tab")
    page.keyboard.type("교육")
    page.locator("[data-entry='2'] [data-cell=government]").fill("20,000,000")

    expect(page.locator("[data-sum=government]")).to_have_text("70,000,000원")
    expect(page.locator("[data-sum-read=government]")).to_have_text("7,000만원")
    expect(page.locator("[data-entry='2'] [data-row-total]")).to_have_text("20,000,000원")
    expect(page.locator("[data-total]")).to_have_text("130,000,000원")
    expect(page.locator("[data-gauge=cap]")).to_contain_text("한도를 1,000만원 넘었습니다")
    expect(page.locator("[data-gauge=share]")).to_contain_text("50%를 넘었습니다")
    page.wait_for_timeout(3000)
    assert rows_of(sent[-1]["budget"])[1:] == [{"content": "교육", "government": "20000000", "line": "labour"}]
    page.locator("[data-entry='2'] [data-drop]").press("Enter")
    expect(page.locator("[data-sum=government]")).to_have_text("50,000,000원")
    assert looked_at(page) == ([], 0, [])


def test_tables_are_pages_like_any_other_at_either_width(house, chromium):  # noqa: F811
    case = a_complete_draft()
    page = reader(chromium, house, case.adopter)
    found = {}
    for place in ("sections/schedule", "sections/money", "check"):
        page.goto(f"/company/applications/{case.id}/{place}")
        found[place] = looked_at(page, f"tables-{place.rpartition('/')[2]}")

    assert found == dict.fromkeys(found, ([], 0, []))


@pytest.mark.clause("2-new", "3-joint")
def test_the_budgets_of_two_adopters_are_added_up_against_the_cap_while_one_types(house, chromium):  # noqa: F811
    case, second = a_joint_draft()
    page = reader(chromium, house, second)
    saved = {"saved_at": NOW.isoformat(), "revisions": {"budget": 2}}
    page.route("**/intake/draft", lambda route: route.fulfill(json=saved))
    page.goto(f"/company/applications/{case.id}/sections/money")
    cap, share = page.locator("[data-gauge=cap]"), page.locator("[data-gauge=share]")
    expect(cap).to_contain_text("한도까지 0원 남았습니다")
    expect(page.locator("[data-total]").first).to_have_text("125,000,000원")

    page.locator("[data-entry] [data-cell=government]").first.fill("26000000")

    expect(cap).to_contain_text("한도를 100만원 넘었습니다")
    expect(share).to_contain_text("48.41%")
    expect(page.locator("[data-total]").first).to_have_text("126,000,000원")
    assert looked_at(page, "joint-money") == ([], 0, [])
    page.goto(f"/company/applications/{case.id}/check")
    assert looked_at(page, "joint-check") == ([], 0, [])


def test_a_schedule_is_drawn_as_soon_as_it_is_saved(house, chromium):  # noqa: F811
    case = a_draft()
    page = reader(chromium, house, case.adopter)
    answer = {"saved_at": NOW.isoformat(), "revisions": {"plan-months": 1}}
    page.route("**/intake/draft", lambda route: route.fulfill(json=answer))
    page.goto(f"/company/applications/{case.id}/sections/schedule")
    expect(page.locator("#drawn-plan-schedule svg")).to_have_count(0)
    write(case, case.adopter, {"plan-schedule": written([{"work": "시험", "by": "both", "begins": "2", "ends": "5"}])})

    page.locator("[name=plan-months]").fill("5")

    expect(page.locator("#drawn-plan-schedule svg").first).to_contain_text("시험")
    assert page.locator("[name=plan-months]").input_value() == "5"
    assert looked_at(page) == ([], 0, [])


def test_two_who_write_see_each_other_and_nobody_is_sent_away_once_the_session_is_over(house, chromium):  # noqa: F811
    case = a_draft()
    place = f"/company/applications/{case.id}/sections/goal"
    first, second = reader(chromium, house, case.adopter), reader(chromium, house, case.colleague)
    first.goto(place)
    second.goto(place)
    expect(second.locator("#here")).to_contain_text(case.adopter.person.name)

    first.reload()

    expect(first.locator("#here")).to_contain_text(case.colleague.person.name)
    assert looked_at(first) == ([], 0, [])
    asks_again = f"htmx.ajax('GET', '{place}/present', '#here')"
    first.evaluate("window.before = document.querySelector('#here').firstChild")
    first.evaluate(asks_again)
    assert first.evaluate("document.querySelector('#here').firstChild === window.before")  # heard once
    Session.objects.all().delete()
    with first.expect_response("**/present") as asked:
        first.evaluate(asks_again)
    assert (asked.value.status, first.url.endswith(place)) == (204, True)
