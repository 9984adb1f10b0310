"""A person who walks through the demo in Chromium."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browsing import Resting, chromium, house, overflow, strained, violations  # noqa: F401  # fixtures
from journeys.running import Demo
from personas import a_brn
from world import MONEY, a_pdf

PASSWORD = "달빛이 드는 오래된 서점"
PATIENCE_MS = 60_000


def answer(name: str) -> str:
    """What a plausible company writes into the field of that name."""
    if name in MONEY:
        return MONEY[name]
    words = {
        "phone": "02-123-4567",
        "mobile": "010-2345-6789",
        "software": "7",
        "engineering": "3",
        "email": "manager@example.kr",
        "months": "6",
        "count": "4",
        "employees": "12",
        "share": "50",
        "begins": "2",
        "ends": "5",
    }
    return next((value for end, value in words.items() if name.endswith(end)), f"{name}에 쓴 답입니다")


_FORM = """
    const read = async (url) => new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
    const formOf = async (url) => (await read(url)).getElementById("answers");
"""
_ASKED = f"""async (url) => {{ {_FORM}
    const isAsked = (one) => one.name && !["hidden", "submit"].includes(one.type);
    const fields = [...(await formOf(url)).elements].filter(isAsked);
    const listed = (one) => [...one.options].map((each) => each.value).find(Boolean);
    const firstOf = (one) => one.type === "radio" ? one.value : one.options ? listed(one) : "";
    const firsts = fields.filter((one, place) => fields.findIndex((other) => other.name === one.name) === place);
    return firsts.map((one) => [one.name, one.dataset.cell ?? one.name, firstOf(one)]);
}}"""
_SEND = f"""async ([url, values]) => {{ {_FORM}
    const sent = new FormData(await formOf(url));
    for (const [name, value] of Object.entries(values)) sent.set(name, value);
    sent.set("go", "next");
    const answer = await fetch(url, {{ method: "POST", body: new URLSearchParams(sent) }});
    return [answer.status, answer.url];
}}"""


def a_paper(folder: Path) -> Path:
    """A small real PDF that no other call gives."""
    path = folder / f"{a_brn()}.pdf"
    path.write_bytes(a_pdf(path.name))
    return path


@dataclass
class Walker:
    """One person with a browser of their own. Every page that is looked at is checked for barriers and width."""

    demo: Demo
    context: BrowserContext
    page: Page
    email: str
    password: str = PASSWORD
    faults: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def look(self) -> None:
        """The open page has no barrier that axe finds, fits its window, says no error in its console."""
        name = re.sub(r"[0-9a-f-]{36}", "…", self.page.url.removeprefix(self.demo.address))
        if name in self.seen and not name.endswith(("/check", "/papers")):  # these change their face on the way
            return
        self.seen.add(name)
        self.faults += [f"{name}: {found}" for found in violations(self.page)]
        if (wider := overflow(self.page)) > 0:
            self.faults.append(f"{name}: {wider} px wider than the window")
        self.faults += [f"{name}: {found}" for found in strained(self.page)]

    def go(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else f"{self.demo.address}{path}")
        self.look()

    def press(self, name: str | re.Pattern[str]) -> None:
        """A button or link by its words; waits for the page that follows."""
        self.named(name).click()
        self.page.wait_for_load_state()
        self.look()

    def named(self, name: str | re.Pattern[str]) -> Locator:
        main = self.page.locator("main, .g-bar")
        return main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name)).first

    def fill(self, name: str, value: str) -> None:
        self.page.locator(f"main [name='{name}']").fill(value)

    def send_form(self, field_name: str) -> None:
        """The form that has this field is sent with its button."""
        form = self.page.locator("main form").filter(has=self.page.locator(f"[name={field_name}]"))
        form.locator("[type=submit]").first.click()
        self.page.wait_for_load_state()

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def says(self, words: str) -> None:
        """The page says these words, now or as soon as what was pressed is done."""
        expect(self.page.locator("main")).to_contain_text(words, timeout=PATIENCE_MS)
        self.look()

    def until(self, path: str, words: str) -> None:
        """The page, as soon as it says these words: the worker needs a moment for what comes by itself."""
        for _ in range(120):
            self.go(path)
            if words in self.text():
                return
            self.page.wait_for_timeout(500)
        raise AssertionError(f"{path} never says {words}")

    def mail(self, words: str) -> str:
        """The body of the newest mail to this person whose subject holds ``words``, as soon as it is there."""
        box = self.context.new_page()
        for _ in range(60):
            box.goto(f"{self.demo.address}/demo/mail/?to={self.email}")
            found = box.locator("main li a", has_text=words)
            if found.count():
                box.goto(f"{self.demo.address}{found.first.get_attribute('href')}")
                body = box.locator(".demo-mail").inner_text()
                box.close()
                return body
            box.wait_for_timeout(500)
        raise AssertionError(f"no mail to {self.email} about {words}")

    def sign_up(self, name: str) -> None:
        """From the page that asks to sign in: sign up, with the code from the mailbox."""
        self.page.locator("main a[href*='/accounts/signup']").first.click()
        self.page.wait_for_load_state()
        self.look()
        self.fill("name", name)
        self.fill("email", self.email)
        self.fill("password1", PASSWORD)
        self.send_form("email")
        code = re.search(r"\b\d{6}\b", self.mail(""))
        assert code is not None
        self.fill("code", code[0])
        self.look()
        self.page.locator("main form").filter(has=self.page.locator("[name=code]")).locator(
            "[type=submit]"
        ).first.click()
        self.page.wait_for_load_state()

    def claim(self, brn: str, name: str, representative: str) -> None:
        """The company is registered by its number."""
        self.look()
        for field_name, value in {
            "brn": brn,
            "name": name,
            "representative": representative,
            "address": "경기도 성남시 분당구 판교역로 1",
        }.items():
            self.fill(field_name, value)
        self.page.locator("main form").filter(has=self.page.locator("[name=brn]")).locator(
            "[type=submit]"
        ).first.click()
        self.page.wait_for_load_state()
        self.look()

    def fill_what_is_empty(self) -> None:
        """Every empty field of the open page in which one types."""
        for box in self.page.locator("main :is(input[type=text], input:not([type]), textarea)").all():
            if not box.input_value():
                box.fill(self.answer(box.get_attribute("name") or ""))

    def fill_section(self, *, waits: bool) -> None:
        """Every question of the open page gets an answer, and the page is left by its button."""
        form = self.page.locator("#answers")
        typed = ":is(input:not([type=hidden]):not([type=radio]), textarea):not([data-cell])"
        for box in form.locator(typed).all():
            name = box.get_attribute("name") or ""
            box.fill(self.answer(name))
        for cell in form.locator("[data-entry='0'] [data-cell]").all():
            if cell.get_attribute("data-kind") in {"choice", "paper"}:
                cell.select_option(index=1)
            else:
                cell.fill(self.answer(cell.get_attribute("data-cell") or ""))
        left = self.page.url
        if waits:
            expect(self.page.locator("[data-saved]").first).to_contain_text("저장됨", timeout=PATIENCE_MS)
        self.page.locator("button[name=go][value=next]").click()
        self.page.wait_for_url(lambda address: address != left)

    def fill_everything(self, *, scripts: bool = True) -> None:
        """All pages of questions from the first on; ends at the papers.

        With scripts the first is left when it was saved by itself, each other at once.
        """
        waits = scripts
        while "/sections/" in self.page.url:
            self.look()
            self.fill_section(waits=waits)
            waits = False
        self.look()

    def fill_by_forms(self) -> None:
        """The same pages sent as their forms, without being looked at: for a company that another test walks."""
        url = self.page.url
        while "/sections/" in url:
            asked = self.page.evaluate(_ASKED, url)
            values = {name: first or self.answer(key) for name, key, first in asked}
            status, url = self.send_by_hand(url, values)
            assert status == 200, url
        self.go(url)

    def send_by_hand(self, url: str, values: dict[str, str]) -> tuple[int, str]:
        """The form of a page of questions with these answers, whatever its fields allow: status and address after."""
        status, after = self.page.evaluate(_SEND, [url, values])
        return status, after

    def answer(self, name: str) -> str:
        return answer(name)

    def upload_everything(self, folder: Path, *, scripts: bool = True) -> None:
        """A file into each slot of the open page of papers."""
        for slot in [item.get_attribute("id") for item in self.page.locator("[data-slot]:has(input[type=file])").all()]:
            row = self.page.locator(f"#{slot}")
            row.locator("input[type=file]").set_input_files(a_paper(folder))
            if not scripts:
                row.locator("button[type=submit]").click()
            expect(self.page.locator(f"#{slot} .g-st.ok")).to_contain_text("완료", timeout=PATIENCE_MS)
        self.look()

    def sign_in_as(self, key: str) -> None:
        """As one of the demo's people, by their button on the panel."""
        self.page.goto(f"{self.demo.address}/demo/")
        self.page.locator(f"button[name=person][value={key}]").click()
        self.page.wait_for_load_state()

    def tick(self, name: str, *values: str) -> None:
        """Boxes or one of the choices of a field."""
        for value in values:
            self.page.locator(f"main [name='{name}'][value='{value}']").check()

    def submit(self) -> None:
        self.press_at_the_door(re.compile("제출하기"))

    def press_at_the_door(self, name: str | re.Pattern[str]) -> None:
        """The press of a button that goes to the door; ends at what the door answered."""
        self.page.get_by_role("button", name=name).click()
        self.page.wait_for_url("**/company/receipts/*")
        self.look()

    def prove(self) -> None:
        """본인 재인증, if the house asks for it."""
        if "/accounts/again" in self.page.url:
            self.look()
            self.page.locator("main [name=password]").fill(self.password)
            self.send_form("password")
            self.look()


@contextmanager
def entrance(demo: Demo, browser: Browser) -> Iterator[Callable[..., Walker]]:
    """Opens a browser for a new person: ``walk_in("이메일 앞부분", width=375, scripts=False)``.

    ``like`` is a walker as whom the new one is signed in, on another device; ``kind`` is how they walk.
    """
    opened: list[Walker] = []

    def one(
        key: str, *, width: int, scripts: bool = True, like: Walker | None = None, kind: type[Walker] = Walker
    ) -> Walker:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale="ko-KR",
            java_script_enabled=scripts,
            storage_state={"cookies": like.context.cookies(), "origins": []} if like else None,
        )
        context.set_default_timeout(PATIENCE_MS)
        walker = kind(demo, context, context.new_page(), f"{key}-{a_brn()}@example.kr")
        if not scripts:
            walker.look = lambda: None  # type: ignore[method-assign]  # axe is a script
        opened.append(walker)
        return walker

    yield one
    for walker in opened:
        walker.context.close()
