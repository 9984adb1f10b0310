"""The pages of consulting in Chromium: no axe violation, nothing wider than the window."""

import pytest

from browsing import looked_at, reader
from consultings import accepted, asked, assigned, desks, reported
from personas import an_owner

pytestmark = pytest.mark.browser


def test_no_page_of_consulting_breaks_a_rule_of_accessibility_or_its_frame(house, chromium):
    on = desks()
    mine = reported(on)
    waiting, taken = asked(on, by=an_owner()), accepted(on, by=an_owner())
    planned = assigned(on, by=an_owner(), day=mine.visits.get().on.replace(day=18))
    visits = [
        (on.company, ["/company/", "/company/consulting/", f"/company/consulting/{mine.id}"]),
        (an_owner(), ["/company/consulting/", "/consulting/"]),
        (on.officer, ["/operator/consulting/", "/operator/experts/"]),
        (on.officer, [f"/operator/consulting/{one.id}" for one in (mine, waiting, taken, planned)]),
        (on.expert, ["/operator/visits/"]),
        (on.expert, [f"/operator/consulting/{one.id}{way}" for one in (mine, planned) for way in ("", "/report")]),
    ]

    found = {}
    for persona, places in visits:
        page = reader(chromium, house, persona)
        for place in places:
            assert page.goto(place).status == 200
            found[place] = looked_at(page)

    assert found == {place: ([], 0, []) for place in found}
