"""The public pages in Chromium: no axe violation, nothing wider than the window, no complaint of the page."""

import pytest

from browsing import NARROW, looked_at, opened
from public_addresses import PAGES, address
from world import the_program

pytestmark = pytest.mark.browser


def opened_at(page, where: str) -> tuple[list[str], int, list[str]]:
    page.complaints = []
    page.goto(where)
    return looked_at(page)


def test_no_public_page_breaks_a_rule_of_accessibility_or_its_frame(house, chromium):
    program = the_program()
    page = opened(chromium, house)

    found = {name: opened_at(page, address(name, program)) for name in PAGES if name != "version"}

    assert found == dict.fromkeys(found, ([], 0, []))


def test_the_address_of_a_clause_lands_on_its_row(house, chromium):
    program = the_program()
    page = opened(chromium, house, size=NARROW)

    page.goto(f"/programs/{program.key}#3(7)")

    assert page.evaluate("document.querySelector(':target').id") == "3(7)"
    assert page.locator(":target").bounding_box()["y"] < NARROW["height"]


def test_pages_can_be_read_and_searched_without_scripts(house, chromium):
    the_program()
    context = chromium.new_context(base_url=house, java_script_enabled=False, locale="ko-KR")
    page = context.new_page()

    page.goto("/search")
    page.get_by_label("찾는 말").fill("세금을 체납")
    page.get_by_role("button", name="찾기").click()

    page.wait_for_url("**/search?q=*")
    assert page.locator("ol.g-found li").count() >= 1
