"""A settlement and a sanction in Chromium, on every desk that reads them, at both widths, without a violation."""

import pytest

import settling
from browsing import looked_at, reader
from gonggo.kernel.actor import Role
from personas import an_officer
from sanctioning import decided, noticed

pytestmark = pytest.mark.browser


def test_a_settlement_and_a_sanction_are_read_on_every_desk(house, chromium):
    made = settling.examined(settling.due(), disallowed=55_000_000)
    officer = an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency")
    bar = decided(noticed(made.on.on.on.program, made.company, officer), officer, made.confirmer)
    found = {}

    def look(page, place: str) -> None:
        found[place] = looked_at(page)

    for desk, persona in (("agency", made.confirmer), ("company", made.company), ("operator", made.operator)):
        page = reader(chromium, house, persona)
        places = [f"/{desk}/settlements/", f"/{desk}/settlements/{made.row.id}", f"/{desk}/sanctions/"]
        places += [f"/{desk}/sanctions/{bar.id}"] if desk != "operator" else [f"/{desk}/sanctions/new"]
        for place in places:
            assert page.goto(place).status == 200
            look(page, place)
        if desk == "agency":
            page.goto(f"/agency/settlements/{made.row.id}")
            page.get_by_role("button", name="이 금액으로 확정하기").click()
            page.get_by_text("처리했습니다").wait_for()
            look(page, "/agency/confirmed")

    assert {place: one for place, one in found.items() if one != ([], 0, [])} == {}
