"""A settlement and a sanction in Chromium, on every desk that reads them, at both widths, without a violation."""

import os

import pytest

import settling
from browsing import NARROW, WIDE, opened, overflow, violations
from gonggo.kernel.actor import Role
from personas import Persona, an_officer
from sanctioning import decided, noticed

pytestmark = pytest.mark.browser


def reader(chromium, house: str, size, persona: Persona):
    return opened(chromium, house, size=size, session=str(persona.client.cookies["sessionid"].value))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "375"])
def test_a_settlement_and_a_sanction_are_read_on_every_desk(house, chromium, size):
    made = settling.examined(settling.due(), disallowed=55_000_000)
    officer = an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency")
    bar = decided(noticed(made.on.on.on.program, made.company, officer), officer, made.confirmer)
    found = {}

    def looked_at(page, place: str) -> None:
        found[place] = (violations(page), overflow(page), page.complaints)
        if folder := os.environ.get("PICTURES"):
            page.screenshot(
                path=f"{folder}/{place.strip('/').replace('/', '-')[:40]}-{size['width']}.png", full_page=True
            )

    for desk, persona in (("agency", made.confirmer), ("company", made.company), ("operator", made.operator)):
        page = reader(chromium, house, size, persona)
        places = [f"/{desk}/settlements/", f"/{desk}/settlements/{made.row.id}", f"/{desk}/sanctions/"]
        places += [f"/{desk}/sanctions/{bar.id}"] if desk != "operator" else [f"/{desk}/sanctions/new"]
        for place in places:
            assert page.goto(place).status == 200
            looked_at(page, place)
        if desk == "agency":
            page.goto(f"/agency/settlements/{made.row.id}")
            page.get_by_role("button", name="이 금액으로 확정하기").click()
            page.get_by_text("처리했습니다").wait_for()
            looked_at(page, "/agency/confirmed")

    assert {place: one for place, one in found.items() if one != ([], 0, [])} == {}
