"""처리할 업무 in Chromium on every desk: no axe violation, nothing wider than the window."""

import pytest

from browsing import chromium, house, looked_at, reader  # noqa: F401  # two are fixtures
from gonggo.applications import commands
from gonggo.kernel.actor import Role
from gonggo.pool import commands as pool
from offices import hold, received
from personas import NOW, an_officer, an_owner
from world import a_ready_application, the_program

pytestmark = pytest.mark.browser


def test_no_desk_shows_what_waits_with_a_fault_of_accessibility(house, chromium):  # noqa: F811
    case = received(a_ready_application())
    hold(case)
    commands.screen_due(now=case.program.moment("application.closes"))
    draft = a_draft_of(case)
    people = {
        "/operator/waiting/": an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key),
        "/agency/waiting/": an_officer(Role.AGENCY_OFFICER, kind="agency"),
        "/company/waiting/": draft,
        "/company/": draft,
    }
    found = {}
    for place_, persona in people.items():
        page = reader(chromium, house, persona)
        assert page.goto(place_).status == 200
        found[place_] = looked_at(page)

    assert found == dict.fromkeys(found, ([], 0, []))


def a_draft_of(case):
    """A company with a registration begun and an invitation to answer."""
    guest = an_owner("최새로", company_name="새로정보")
    commands.start_application(
        program_key=case.program.key, track="new", type=case.program.types[0].key,
        operator=case.program.operators[0].key, by=guest.actor, at=NOW,
    )  # fmt: skip
    pool.start_registration(program_key=the_program().key, kind="new", by=guest.actor, at=NOW)
    return guest
