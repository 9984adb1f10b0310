"""An application that builds on the company's own earlier task, to its receipt, by keyboard in a browser."""

import os
import re

import pytest
from playwright.sync_api import expect

from browsing import listened, looked_at
from journeys.by_keyboard import ByKeyboard
from pairs import Pair

pytestmark = pytest.mark.browser
PROOF = os.environ.get("GONGGO_PROOF") == "1"
TITLE, YEAR = "예약을 한곳에 모으는 서비스", "2022"


@pytest.mark.proof
@pytest.mark.clause("2-advanced", "4-online")
@pytest.mark.parametrize("width", [375, 1280] if PROOF else [375])
def test_a_company_chooses_the_task_that_it_had_and_is_received_for_the_one_that_builds_on_it(
    demo, walk_in, tmp_path, width
):
    pair = Pair(walk_in, tmp_path, width=width, kind=ByKeyboard)
    adopter = pair.adopter
    pair.both_sign_up(what="advanced business-model")
    demo.happened("a_task_of_2022.py", pair.adopter_brn, TITLE)

    pair.both_fill(supplier_by_forms=not PROOF)
    what_it_never_had_is_not_taken(adopter, pair.hub)
    chooses_what_it_had(adopter)
    pair.seal_and_consent()

    adopter.submit()
    adopter.says("접수되었습니다")
    assert looked_at(listened(adopter.page), "advanced-done") == ([], 0, [])
    assert re.search(r"SS24-A-\d+-1\b", adopter.text())
    assert pair.faults == []


def what_it_never_had_is_not_taken(adopter: ByKeyboard, hub: str) -> None:
    """Sent past the page's own choices, it is found at the check, with its clause and the way back."""
    never = {"earlier-title": "남이 한 과제", "earlier-year": "2021"}
    assert adopter.send_by_hand(f"{hub}/sections/earlier-task", never)[0] == 422
    adopter.go(f"{hub}/check")
    adopter.says("기록에 있는 이전 과제 가운데 하나가 아닙니다")
    adopter.says(f"고른 과제의 해가 아닙니다. 기록에는 {YEAR}년입니다")
    adopter.press(re.compile("기록에 있는 이전 과제"))
    assert adopter.page.url.partition("#")[0] == f"{hub}/sections/earlier-task"
    assert looked_at(listened(adopter.page), "advanced-not-had") == ([], 0, [])


def chooses_what_it_had(adopter: ByKeyboard) -> None:
    """By Tab and the arrows, among its own tasks."""
    adopter.tick("earlier-title", TITLE)
    adopter.tick("earlier-year", YEAR)
    expect(adopter.page.locator("[data-saved]").first).to_contain_text("저장됨")
    assert looked_at(adopter.page, "advanced-chosen") == ([], 0, [])
    adopter.enter(adopter.page.locator("button[name=go][value=next]"))
    assert adopter.page.url.partition("#")[0].endswith("/sections/company")
