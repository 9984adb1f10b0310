"""Nothing typed is lost: the network goes, the tab is killed, the session ends while one writes."""

import sqlite3
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect

from browsing import listened, looked_at
from journeys.by_keyboard import ByKeyboard
from journeys.walker import PATIENCE_MS, Walker
from pairs import start
from personas import a_brn

pytestmark = [pytest.mark.browser, pytest.mark.clause("4-online")]
FIELD = "#answers textarea"
SAID = "[data-saved]"


def says(page: Page, words: str) -> None:
    expect(page.locator(SAID).first).to_contain_text(words, timeout=PATIENCE_MS)


@pytest.fixture
def writer(demo, walk_in) -> ByKeyboard:
    """An adopter at the page on which it says why the solution is needed."""
    walker = walk_in("writer", width=375, kind=ByKeyboard)
    hub = start(walker, a_brn())
    walker.go(f"{hub}/sections/need")
    listened(walker.page)
    return walker


def types(walker: Walker, words: str) -> None:
    """At the end of what stands there."""
    walker.tab_to(walker.page.locator(FIELD))
    walker.page.keyboard.press("Control+End")
    walker.page.keyboard.insert_text(words)


def read_elsewhere(walk_in, writer: ByKeyboard, place: str) -> str:
    """What the same person finds on another device."""
    other = walk_in("elsewhere", width=1280, like=writer)
    other.page.goto(place)
    return other.page.locator(FIELD).input_value()


def comes_elsewhere(walk_in, writer: ByKeyboard, words: str) -> None:
    """The text is saved as soon as the page that shows it has had its pause; it says so, and says the truth."""
    other = walk_in("elsewhere", width=1280, like=writer)
    for _ in range(60):
        other.page.goto(writer.page.url)
        if other.page.locator(FIELD).input_value() == words:
            break
        other.page.wait_for_timeout(500)
    assert other.page.locator(FIELD).input_value() == words
    says(writer.page, "저장됨")


def test_without_a_network_the_text_stays_and_is_saved_when_it_is_back(walk_in, writer):
    types(writer, "처음 쓴 글")
    says(writer.page, "저장됨")
    writer.context.set_offline(True)

    types(writer, ", 끊긴 동안 쓴 글")
    says(writer.page, "저장 안 됨")
    assert looked_at(writer.page, "interrupted-offline")[:2] == ([], 0)
    assert read_elsewhere(walk_in, writer, writer.page.url) == "처음 쓴 글"
    writer.context.set_offline(False)

    assert writer.page.locator(FIELD).input_value() == "처음 쓴 글, 끊긴 동안 쓴 글"
    comes_elsewhere(walk_in, writer, "처음 쓴 글, 끊긴 동안 쓴 글")


def test_a_killed_tab_loses_nothing_on_this_device_and_elsewhere_only_what_was_not_yet_sent(walk_in, writer):
    place = writer.page.url
    types(writer, "오래 쓴 글")
    says(writer.page, "저장됨")
    types(writer, ", 방금 쓴 글")
    killed(writer)

    writer.page = listened(writer.context.new_page())
    writer.page.goto(f"{writer.demo.address}/")
    assert read_elsewhere(walk_in, writer, place) == "오래 쓴 글"

    writer.page.goto(place)
    assert writer.page.locator(FIELD).input_value() == "오래 쓴 글, 방금 쓴 글"
    comes_elsewhere(walk_in, writer, "오래 쓴 글, 방금 쓴 글")


def killed(walker: Walker) -> None:
    """The page's process ends at once: no farewell is heard, nothing more is sent."""
    with walker.page.expect_event("crash"), suppress(Error):
        walker.page.goto("chrome://crash")


def session_ends(walker: Walker) -> None:
    """The house forgets it, and the browser forgets its cookie, as when its time is up."""
    (session,) = (one["value"] for one in walker.context.cookies() if one["name"] == "sessionid")
    with sqlite3.connect(walker.demo.data / "house.sqlite3") as database:
        database.execute("DELETE FROM django_session WHERE session_key = ?", [session])
    walker.context.clear_cookies(name="sessionid")


def signs_in_again(walker: ByKeyboard) -> None:
    walker.look()
    walker.fill("login", walker.email)
    walker.fill("password", walker.password)
    walker.send_form("password")


def test_after_the_session_one_signs_in_is_back_on_the_page_and_the_text_is_there_and_saved(walk_in, writer):
    place = writer.page.url
    types(writer, "로그인 동안 쓴 글")
    says(writer.page, "저장됨")
    session_ends(writer)

    types(writer, ", 끝난 뒤에 쓴 글")
    says(writer.page, "다시 로그인한 뒤 같은 화면을 열어 주세요")
    assert looked_at(writer.page, "interrupted-session-over")[:2] == ([], 0)
    writer.enter(writer.page.locator(f"{SAID} a"))
    signs_in_again(writer)

    assert writer.page.url == place
    assert writer.page.locator(FIELD).input_value() == "로그인 동안 쓴 글, 끝난 뒤에 쓴 글"
    comes_elsewhere(walk_in, writer, "로그인 동안 쓴 글, 끝난 뒤에 쓴 글")
    assert writer.faults == []


def test_who_goes_on_by_the_button_after_the_session_finds_the_text_and_is_never_told_that_it_is_saved_before_it_is(
    walk_in, writer
):
    place = writer.page.url
    session_ends(writer)
    types(writer, "단추를 누르며 쓴 글")
    writer.enter(writer.page.locator("button[name=go][value=next]"))
    signs_in_again(writer)

    assert writer.page.url == place
    assert writer.page.locator(FIELD).input_value() == "단추를 누르며 쓴 글"
    comes_elsewhere(walk_in, writer, "단추를 누르며 쓴 글")
    writer.page.reload()
    assert "저장 안 됨" not in writer.text()
    assert looked_at(writer.page, "interrupted-back")[:2] == ([], 0)
    assert writer.faults == []
