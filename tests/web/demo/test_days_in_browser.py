"""The demo in Chromium: it turns to the day that is chosen, and everybody there finds their work with one press."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import WIDE, Resting, listened, looked_at, resting  # noqa: F401  # one is a fixture
from demos import Demo, a_port, end, is_up, start, until
from gonggo.kernel.clock import OffsetClock

pytestmark = pytest.mark.browser
PATIENCE_MS = 240_000


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo that begins with the opening day."""
    one = start(tmp_path_factory.mktemp("days") / "demo", a_port(), "--day", "opening")
    try:
        until(lambda: is_up(one.url) or one.process.poll() is not None, seconds=600)
        assert one.process.poll() is None, one.output.read_text()
        yield one
    finally:
        if one.process.poll() is None:
            end(one)


@pytest.fixture
def chromium(resting: Resting) -> Iterator[Browser]:  # noqa: F811
    with resting.awake() as browser:
        yield browser


def at_the_panel(browser: Browser, demo: Demo) -> Page:
    context = browser.new_context(base_url=demo.url, viewport=WIDE, locale="ko-KR")
    page = listened(context.new_page())
    page.goto("/demo/")
    return page


def test_everybody_finds_their_work_with_one_press(demo: Demo, chromium: Browser) -> None:
    page = at_the_panel(chromium, demo)
    roles = page.locator(".demo-part h3").all_inner_texts()
    found = {"panel": looked_at(page)}
    for place, role in enumerate(roles):
        page.goto("/demo/")
        with page.expect_navigation() as arrived:
            page.locator(".demo-part").nth(place).get_by_role("button").first.click()
        assert arrived.value.status == 200, (role, page.url)
        found[role] = looked_at(page)

    assert {"도입기업", "공급기업", "수행기관 담당자", "컨설팅 전문가", "평가위원", "전담기관 담당자"} <= {*roles}
    assert found == dict.fromkeys(found, ([], 0, []))


def test_the_demo_turns_to_the_day_that_is_chosen_and_leaves_the_others_as_they_are(
    demo: Demo, chromium: Browser
) -> None:
    page = at_the_panel(chromium, demo)
    clock = OffsetClock(demo.data / "days" / "opening" / "clock.json")
    before = clock.offset()
    page.get_by_role("button", name="마감 전날").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("마감 전날|시연 도구"))
    on_the_way = looked_at(page)[:2]
    expect(page.locator(".demo-days strong")).to_have_text("마감 전날", timeout=PATIENCE_MS)
    people = page.get_by_role("button", name="서지훈").count()
    page.get_by_role("button", name="접수 첫날").click()
    expect(page.locator(".demo-days strong")).to_have_text("접수 첫날", timeout=PATIENCE_MS)

    assert on_the_way == ([], 0)
    assert people == 1
    assert clock.offset() == before
