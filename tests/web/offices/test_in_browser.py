"""The offices' pages in Chromium: no axe violation, nothing wider than the window."""

import pytest

from browsing import looked_at, reader
from gonggo.applications import commands, screening
from gonggo.kernel.actor import Role
from offices import as_many_more, hold, received
from personas import an_officer, an_owner
from world import a_ready_application

pytestmark = pytest.mark.browser


def test_no_page_of_an_office_breaks_a_rule_of_accessibility_or_its_frame(house, chromium):
    case = received(a_ready_application())
    as_many_more(case, 3, track="advanced")
    held = f"applications/{case.id}/held/{hold(case)}"
    an_owner()
    people = {
        "agency": an_officer(Role.AGENCY_OFFICER, kind="agency"),
        "operator": an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key),
        "ministry": an_officer(Role.MINISTRY, kind="ministry"),
    }
    commands.screen_due(now=case.program.moment("application.closes"))
    open_verdict = next(row for row in screening.verdicts(case.again()) if row.answer == "unknown")
    one = f"applications/{case.id}"
    visits = {
        "agency": [
            "/agency/",
            "/agency/?words=없는말",
            f"/agency/{one}",
            "/agency/claims/",
            "/agency/access/",
            "/agency/held/",
            "/agency/eligibility/",
            f"/agency/{one}/eligibility",
        ],
        "operator": [
            "/operator/",
            f"/operator/{one}",
            f"/operator/{held}",
            f"/operator/{one}/eligibility/{open_verdict.id}",
        ],
        "ministry": ["/agency/"],
    }

    found = {}
    for who, places in visits.items():
        page = reader(chromium, house, people[who])
        for place in places:
            assert page.goto(place).status == 200
            found[f"{who} {place}"] = looked_at(page)

    assert found == dict.fromkeys(found, ([], 0, []))
