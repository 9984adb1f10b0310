"""A person who walks without a mouse: Tab goes to what is next, Enter and Space press, arrows choose."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import FileChooser, Locator, expect

from journeys.walker import PASSWORD, PATIENCE_MS, Walker, a_paper, answer
from world import MONEY

FARTHEST = 300
"""So many times Tab is pressed before a place counts as out of reach."""
_LEFT = "data-left"
"""Marks the page that is being left: a page without it, whose script has run, is the next one."""
_OWN_WORDS = "에 쓴 답입니다"


@dataclass
class ByKeyboard(Walker):
    """Everything is reached and pressed by keys; what they do not reach is not done.

    ``voice`` stands in every text of the person's own, ``handed_in`` are the names of the files they chose, ``money``
    is what their company bears and asks for.
    """

    voice: str = ""
    handed_in: list[str] = field(default_factory=list)
    money: Mapping[str, str] = field(default_factory=lambda: MONEY)

    def tab_to(self, place: Locator) -> None:
        place = place.first
        place.wait_for(state="attached")
        for _ in range(FARTHEST):
            if place.evaluate("(one) => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: Tab never comes to {place}")

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """What is done inside leads to another page, or to the same one drawn anew."""
        self.page.evaluate(f"document.documentElement.setAttribute('{_LEFT}', '')")
        yield
        self.page.locator(f"html.g-scripted:not([{_LEFT}])").wait_for(state="attached")
        self.page.wait_for_load_state()

    def enter(self, place: Locator) -> None:
        """Tab to the place, Enter, and the page that follows."""
        self.tab_to(place)
        with self.leaving():
            self.page.keyboard.press("Enter")

    def press(self, name: str | re.Pattern[str]) -> None:
        self.enter(self.named(name))
        self.look()

    def fill(self, name: str, value: str) -> None:
        self.type_into(self.page.locator(f"main [name='{name}']"), value)

    def type_into(self, box: Locator, value: str) -> None:
        """The text replaces what stands in the box."""
        self.tab_to(box)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(value)

    def send_form(self, field_name: str) -> None:
        """Enter in the field sends its form."""
        self.enter(self.page.locator(f"main form [name={field_name}]"))

    def tick(self, name: str, *values: str) -> None:
        for value in values:
            self._tick(self.page.locator(f"main [name='{name}'][value='{value}']").first)

    def _tick(self, box: Locator) -> None:
        if box.get_attribute("type") == "radio":
            self._choose(box)
        elif not box.is_checked():
            self.tab_to(box)
            self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def _choose(self, wanted: Locator) -> None:
        """Tab comes to the chosen one of the group, or to its first; from there the arrows go on."""
        group = self.page.locator(f"main input[type=radio][name='{wanted.get_attribute('name')}']")
        chosen = group.and_(self.page.locator(":checked"))
        self.tab_to(chosen if chosen.count() else group)
        for _ in range(group.count()):
            if wanted.evaluate("(one) => one === document.activeElement"):
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")

    def sign_up(self, name: str) -> None:
        """As on the page; the code is read in the mailbox meanwhile."""
        self.enter(self.page.locator("main a[href*='/accounts/signup']"))
        self.look()
        for field_name, value in {"name": name, "email": self.email, "password1": PASSWORD}.items():
            self.fill(field_name, value)
        self.send_form("password1")
        code = re.search(r"\b\d{6}\b", self.mail(""))
        assert code is not None
        self.fill("code", code[0])
        self.look()
        self.send_form("code")

    def claim(self, brn: str, name: str, representative: str) -> None:
        self.look()
        told = {"brn": brn, "name": name, "representative": representative, "address": "경기도 안양시 시민대로 1"}
        for field_name, value in told.items():
            self.fill(field_name, value)
        self.send_form("address")
        self.look()

    def answer(self, name: str) -> str:
        said = self.money.get(name) or answer(name)
        return f"{self.voice} {said}" if said.endswith(_OWN_WORDS) else said

    def fill_section(self, *, waits: bool) -> None:
        """Every question of the open page in the order in which Tab comes to it."""
        form = self.page.locator("#answers")
        for box in form.locator("input:not([type=hidden]), textarea, select").all():
            self._answer(box)
        if waits:
            expect(self.page.locator("[data-saved]").first).to_contain_text("저장됨", timeout=PATIENCE_MS)
        self.enter(self.page.locator("button[name=go][value=next]"))

    def _answer(self, box: Locator) -> None:
        """One field, if it is still empty; the first of what can be chosen."""
        asked = box.get_attribute("data-cell") or box.get_attribute("name") or ""
        if box.get_attribute("type") == "radio":
            if not self.page.locator(f"main [name='{asked}']:checked").count():
                self._tick(box)
        elif box.evaluate("(one) => one.tagName") == "SELECT":
            self.tab_to(box)
            self.page.keyboard.press("ArrowDown")
        elif not box.input_value():
            self.type_into(box, self.answer(asked))

    def upload_everything(self, folder: Path, *, scripts: bool = True) -> None:
        """Enter at each slot opens the choice of a file."""
        assert scripts  # only with them Enter is all there is to do
        self.page.on("filechooser", _waits)
        for slot in [item.get_attribute("id") for item in self.page.locator("[data-slot]:has(input[type=file])").all()]:
            paper = a_paper(folder)
            self.tab_to(self.page.locator(f"#{slot} input[type=file]"))
            with self.page.expect_file_chooser() as chooser:
                self.page.keyboard.press("Enter")
            chooser.value.set_files(paper)
            self.handed_in.append(paper.name)
            expect(self.page.locator(f"#{slot} .g-st.ok")).to_contain_text("완료", timeout=PATIENCE_MS)
        self.page.remove_listener("filechooser", _waits)
        self.look()

    def press_at_the_door(self, name: str | re.Pattern[str]) -> None:
        self.tab_to(self.page.get_by_role("button", name=name))
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/company/receipts/*")
        self.look()

    def prove(self) -> None:
        if "/accounts/again" in self.page.url:
            self.look()
            self.fill("password", self.password)
            self.send_form("password")
            self.look()


def _waits(_: FileChooser) -> None:
    """As long as somebody listens, the browser hands over every choice of a file, also the first."""
