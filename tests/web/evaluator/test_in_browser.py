"""The evaluator's desk in Chromium: from the pledge to the filed sheet by keyboard; no rule of accessibility broken."""

import pytest
from django.conf import settings

from browsing import looked_at, reader
from evaluations import MEETING, open_up, pledge
from gonggo.evaluation.definition import Stage
from gonggo.evaluation.models import Sheet
from sittings import a_sitting

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def at(monkeypatch):
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: MEETING)


def test_no_page_of_the_desk_breaks_a_rule_of_accessibility_or_its_frame(house, chromium):
    sitting = a_sitting(pledged=False, opened=False)
    page = reader(chromium, house, sitting.me)
    found = {}

    def look(*places: str) -> None:
        for place in places:
            assert page.goto(place).status == 200
            found[place] = looked_at(page)

    look("/evaluator/", "/evaluator/waiting/", sitting.panel_place, sitting.pledge_place)
    for seat in sitting.seats:
        pledge(sitting.on, seat)
    open_up(sitting.on, sitting.panel)
    look(sitting.panel_place, *(sitting.place(more) for more in ("", "/sheet", "/recuse")))

    assert found == {place: ([], 0, []) for place in found}


def test_an_evaluator_goes_from_the_pledge_to_the_filed_sheet_by_keyboard(house, chromium):
    sitting = a_sitting(pledged=False, opened=False)
    pledge(sitting.on, sitting.seats[1])
    page = reader(chromium, house, sitting.me)

    page.goto("/evaluator/")
    page.get_by_role("link", name="서약하기").press("Enter")
    for one in sitting.on.rules.declarations:
        page.get_by_label(one.says.ko).press("Space")
    page.get_by_role("button", name="서약하기").press("Enter")
    page.get_by_text("서약했습니다.").wait_for()
    open_up(sitting.on, sitting.panel)
    page.goto("/evaluator/")
    page.get_by_role("link", name="열람하고 평가하기").press("Enter")
    page.get_by_role("link", name="평가표 쓰기").press("Enter")
    for item in sitting.on.rules.stage(Stage.SITE).items:
        page.get_by_label(item.label.ko).press_sequentially("18")
    assert page.locator("[data-sum]").inner_text() == "72"
    page.get_by_label("평가의견").press_sequentially("현장이 준비되어 있음")
    page.get_by_role("button", name="평가표 제출").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="평가표 제출").press("Enter")
    page.get_by_text("제출한 평가표는 바꿀 수 없습니다.").wait_for()

    assert page.complaints == []
    assert sum(Sheet.objects.get().points.values()) == 72


def test_what_is_typed_is_saved_without_a_button_and_stands_there_again(house, chromium):
    sitting = a_sitting()
    page = reader(chromium, house, sitting.me)
    item = sitting.on.rules.stage(Stage.SITE).items[0]

    page.goto(sitting.place("/sheet"))
    page.get_by_label(item.label.ko).fill("99")
    page.get_by_text("저장 안 됨", exact=False).wait_for()
    page.get_by_label(item.label.ko).fill("19")
    page.get_by_text("저장됨 10:00").wait_for()
    page.goto(sitting.place("/sheet"))

    assert page.get_by_label(item.label.ko).input_value() == "19"
    assert "422" in "".join(page.complaints)
