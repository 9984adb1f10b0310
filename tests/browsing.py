"""Pages on a port of their own, read in a real browser."""

import asyncio
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from conftest import needs
from personas import NOW, Persona

CLOCK = {"now": NOW.isoformat(), "microseconds": int(NOW.timestamp() * 1_000_000)}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FACE = (Path(__file__).parent / "face.js").read_text(encoding="utf-8")
BARRIERS = (Path(__file__).parent / "barriers.js").read_text(encoding="utf-8")
CUT_OFF = (Path(__file__).parent / "cut_off.js").read_text(encoding="utf-8")
_found: dict[str, list[str]] = {}
_measured: list[str] = []
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 375, "height": 800}
TINY = {"width": 320, "height": 800}
"""A window of 1280 px at 400 %: nothing but a table may scroll sideways in it."""


@pytest.fixture
def house(committing: None) -> Iterator[str]:
    """The address of the pages, over the databases that the test writes to."""
    thread = LiveServerThread("localhost", lambda handler: handler, connections_override={}, port=0)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://localhost:{thread.port}"
    thread.terminate()


@dataclass(frozen=True)
class Resting:
    """A browser that lives on between the tests that wake it."""

    browser: Browser
    loop: asyncio.AbstractEventLoop

    @contextmanager
    def awake(self) -> Iterator[Browser]:
        """The browser for as long as it is needed; what was opened in it is closed afterwards.

        Only so long does its driver's loop count as running: Django keeps connections of their own beside a loop.
        """
        asyncio._set_running_loop(self.loop)
        yield self.browser
        for context in self.browser.contexts:
            context.close()
        asyncio._set_running_loop(None)


@pytest.fixture(scope="session")
def resting() -> Iterator[Resting]:
    """Debian's Chromium, started once; without its windows, which nobody sees, it needs less than half as much."""
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium") or needs("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        rests = Resting(browser, asyncio.get_running_loop())
        asyncio._set_running_loop(None)
        yield rests
        asyncio._set_running_loop(rests.loop)
        browser.close()


@pytest.fixture
def chromium(house: str, resting: Resting, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """Debian's Chromium.

    While its driver's loop runs, Django keeps connections of their own beside it. They are opened and closed within
    the life of the ``house``'s databases, or a test would write to those of the one before.
    """
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver has a loop of its own
    with resting.awake() as browser:
        assert not any(one.connection for one in connections.all(initialized_only=True)), (
            "a connection of the test before"
        )
        yield browser
        connections.close_all()


def listened(page: Page) -> Page:
    """The page; what it complains of in its console is kept in ``page.complaints``."""
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda line: page.complaints.append(_said(line)) if line.type == "error" else None)
    return page


def opened(
    browser: Browser, house: str, *, size: dict[str, int] = WIDE, language: str = "ko", session: str = ""
) -> Page:
    """A new page, listened to.

    The pages stand without a door here, so its clock is answered for it.
    """
    context = browser.new_context(base_url=house, viewport=size, locale=f"{language}-{language.upper()}")
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": house}])
    context.route("**/intake/clock", lambda route: route.fulfill(json=CLOCK))
    return listened(context.new_page())


def reader(browser: Browser, house: str, persona: Persona) -> Page:
    """A new page of somebody who is signed in."""
    return opened(browser, house, session=str(persona.client.cookies["sessionid"].value))


def _said(line: ConsoleMessage) -> str:
    """What the console says, with the address that it says it about."""
    return f"{line.text} {line.location['url']}".strip()


def violations(page: Page) -> list[str]:
    """What axe finds on the open page, as "rule: first places"; a face that it has seen is not new to it."""
    page.wait_for_load_state()  # a page half there has no style yet and no script has run
    face = hashlib.sha256(page.evaluate(FACE).encode()).hexdigest()
    if face not in _found:
        page.evaluate(Axe().axe_script)
        stood = page.evaluate("scrollY")
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")  # there the bar at the foot covers nothing
        answer = page.evaluate(BARRIERS, _measured)
        page.evaluate("(stood) => scrollTo(0, stood)", stood)
        _found[face] = answer["found"]
        _measured[:] = answer["measured"]
    return list(_found[face])


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def strained(page: Page) -> list[str]:
    """What does not fit at 320 px, and at 1280 px with text of twice the size: pages too wide, words cut off."""
    page.wait_for_load_state()
    stood, devtools = page.viewport_size, page.context.new_cdp_session(page)
    found = []
    for name, size, letters in (("320 px", TINY, 16), ("text of 200 %", WIDE, 32)):
        devtools.send("Page.setFontSizes", {"fontSizes": {"standard": letters, "fixed": letters}})
        page.set_viewport_size(size)
        found += [f"{name}: {one}" for one in page.evaluate(CUT_OFF)]
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    page.set_viewport_size(stood)
    devtools.detach()
    return found


def looked_at(page: Page, place: str = "") -> tuple[list[str], int, list[str]]:
    """(barriers, pixels wider than the window, complaints of the console) of the open page, at both widths.

    A picture of each is kept in the folder that GONGGO_TEST_PICTURES names, called by ``place`` or else the address.
    """
    barriers, wider, stood = [], 0, page.viewport_size
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        barriers += violations(page)
        wider = max(wider, overflow(page))
        if folder := os.environ.get("GONGGO_TEST_PICTURES"):
            name = place or re.sub(r"[^0-9a-z]+", "-", page.url.partition("//")[2].partition("/")[2])
            page.screenshot(path=f"{folder}/{name[:60]}-{size['width']}.png", full_page=True)
    barriers += strained(page)
    page.set_viewport_size(stood)
    return barriers, wider, page.complaints
