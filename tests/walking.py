"""People of the demo at their desks in Chromium, who read a page only once it is the one that they asked for."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.sessions.serializers import JSONSerializer
from django.core import signing
from playwright.sync_api import Locator, expect

from browsing import WIDE, listened, looked_at
from gonggo.kernel.clock import SEOUL, OffsetClock
from gonggo.wiring import keys

_PROOFS = "account_authentication_methods"
"""Where a session keeps how and when its person proved who they are."""
PATIENCE_MS = 60_000
_LEFT = "data-left"
"""Marks the page that is being left: a page without it, whose script has run, is the next one."""

_TWICE = """() => {
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    return ids.filter((id, place) => ids.indexOf(id) !== place);
}"""
"""Ids that stand more than once: a label would name the wrong field."""


class Office:
    """One of the demo's people at their desk."""

    def __init__(self, walk_in: Any, key: str) -> None:
        self.walker = walk_in(key, width=WIDE["width"])
        self.walker.email = f"{key}@demo.example.kr"
        self.walker.password = "gonggo-demo-2024"  # printed for everybody
        self.walker.sign_in_as(key)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.walker, name)


class Desk(Office):
    """The same, without haste: a press is over when the page stands that follows it."""

    def __init__(self, walk_in: Any, key: str) -> None:
        super().__init__(walk_in, key)
        listened(self.page)

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """What is done inside leads to another page, or to the same one drawn anew."""
        self.page.evaluate(f"document.documentElement.setAttribute('{_LEFT}', '')")
        yield
        self.page.locator(f"html.g-scripted:not([{_LEFT}])").wait_for(state="attached")
        self.page.wait_for_load_state()

    def go(self, path: str) -> None:
        self.walker.go(path)
        self.page.locator("html.g-scripted").wait_for(state="attached")

    def named(self, name: str | re.Pattern[str], *, within: str = "main") -> Locator:
        """The first button or link of exactly this name."""
        place = self.page.locator(within)
        kinds = [place.get_by_role(kind, name=name, exact=True) for kind in ("button", "link")]
        return kinds[0].or_(kinds[1]).first

    def press(self, name: str | re.Pattern[str], *, within: str = "main") -> None:
        with self.leaving():
            self.named(name, within=within).click()
        self.walker.look()

    def confirm(self, name: str, verb: str = "") -> None:
        """A button that asks once more, and the yes."""
        self.named(name).click()
        with self.leaving():
            self.page.get_by_role("dialog").get_by_role("button", name=verb or name, exact=True).click()
        self.walker.look()

    def unfold(self, words: str) -> None:
        """What stands folded under these words, if it is not open already."""
        fold = self.page.locator("main details", has=self.page.locator("summary", has_text=words)).first
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()

    def fill_all(self, told: dict[str, str]) -> None:
        for name, value in told.items():
            self.fill(name, value)

    def fill_in(self, act: str, told: dict[str, str]) -> None:
        """The fields of the form that does this."""
        form = self.page.locator(f"main form[action$='/do/{act}']")
        for name, value in told.items():
            form.locator(f"[name='{name}']").fill(value)

    def fill_last(self, name: str, value: str) -> None:
        """The last of several fields of that name."""
        self.page.locator(f"main [name='{name}']").last.fill(value)

    def acts_for(self, name: str) -> None:
        """From here on for that organisation, of those that this person belongs to."""
        self.go("/accounts/organisations/")
        with self.leaving():
            self.named(name).click()

    def looks_at(self, slot: str, is_accepted: str) -> None:
        """An office looks at an agreement's paper."""
        form = self.page.locator(f"main form[action$='/papers/{slot}']")
        form.locator(f"[name=is_accepted][value={is_accepted}]").check()
        if is_accepted == "no":
            form.locator("[name=reason]").fill("글자가 보이지 않습니다.")
        with self.leaving():
            form.locator("[type=submit]").click()
        self.says("처리했습니다.")

    def tries(self, name: str, says: str) -> None:
        """A press that the house refuses with these words."""
        self.press(name)
        self.says(says)

    def posts_by_hand(self, path: str) -> None:
        """What no button of the page offers is sent all the same, with the page's own token."""
        with self.leaving():
            self.page.evaluate(
                """(path) => {
                    const form = document.querySelector("main form[method=post]").cloneNode(true);
                    form.action = path;
                    form.noValidate = true;
                    document.body.append(form);
                    form.submit();
                }""",
                path,
            )

    def puts_into(self, slot: str, paper: Path, says: str) -> None:
        """A file into a slot of the open page, which says afterwards where it stands."""
        self.page.locator(f"#slot-{slot} input[type=file]").set_input_files(paper)
        expect(self.page.locator(f"#slot-{slot} [data-slot-state]")).to_contain_text(says, timeout=PATIENCE_MS)

    def proves(self) -> None:
        """본인 재인증, where the house asks for it; what was posted before is done then."""
        if "/accounts/again" not in self.page.url:
            return
        self.walker.look()
        name, proof = "password", self.walker.password
        if self.page.locator("main [name=code]").count():
            name = "code"
            proof = self.context.request.get(f"{self.demo.address}/demo/now").json()["code"]
        self.fill(name, proof)
        with self.leaving():
            self.page.locator("main form", has=self.page.locator(f"[name={name}]")).locator("[type=submit]").click()

    def grows_stale(self) -> None:
        """The last proof of who this is was given six minutes ago."""
        (session,) = (one["value"] for one in self.context.cookies() if one["name"] == "sessionid")
        secret = keys.load(Path(f"{self.demo.data}.keys"), "session").secret.hex()
        signed: dict[str, Any] = {"key": secret, "salt": "django.contrib.sessions.SessionStore"}
        with sqlite3.connect(self.demo.data / "house.sqlite3") as database:
            row = "django_session WHERE session_key = ?"
            (kept,) = database.execute(f"SELECT session_data FROM {row}", [session]).fetchone()  # ours
            told = signing.loads(kept, serializer=JSONSerializer, **signed)
            told[_PROOFS] = [proof | {"at": proof["at"] - 360} for proof in told[_PROOFS]]
            written = signing.dumps(told, compress=True, serializer=JSONSerializer, **signed)
            database.execute("UPDATE django_session SET session_data = ? WHERE session_key = ?", [written, session])

    def shows(self, place: str) -> None:
        """A page that counts is looked at in both widths; ``place`` is what its picture is called."""
        barriers, wider, _ = looked_at(self.page, place)
        self.faults.extend(f"{place}: {found}" for found in barriers)
        self.faults.extend(f"{place}: two of {one}" for one in self.page.evaluate(_TWICE))
        if wider > 0:
            self.faults.append(f"{place}: {wider} px wider than the window")


def until(demo: Any, day: str, at: str = "10:00") -> None:
    """The clock of the house goes to this day and hour in Seoul."""
    OffsetClock(demo.data / "clock.json").move_to(datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=SEOUL))
