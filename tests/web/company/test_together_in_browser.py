"""The pages of those who apply together, in Chromium at both widths."""

import pytest

from browsing import chromium, house, looked_at, reader  # noqa: F401  # fixtures
from gonggo.applications import commands
from gonggo.applications.models import Party
from personas import NOW, a_brn
from web.company.test_together import at, exchange_url, open_plan
from world import a_complete_draft, write

pytestmark = pytest.mark.browser


def test_pages_of_applying_together_break_no_rule_of_accessibility_at_either_width(house, chromium):  # noqa: F811
    consortium = a_complete_draft()
    open_plan(consortium)
    write(consortium, consortium.adopter, {"plan-goal": "고친 목표"})
    commands.name_person(
        application_id=consortium.id,
        name="한동욱",
        capacities=["staff"],
        contact="han@example.kr",
        by=consortium.adopter.actor,
        at=NOW,
    )
    visits = {
        "people": (consortium.adopter, at(consortium, "/people")),
        "together": (consortium.adopter, at(consortium, "/together")),
        "exchange": (consortium.adopter, exchange_url(consortium)),
        "versions": (consortium.adopter, at(consortium, "/sections/goal/plan-goal/versions")),
        "opened": (consortium.supplier, at(consortium, "/sections/goal")),
        "hub": (consortium.supplier, at(consortium)),
    }
    found = {}
    for name, (persona, path) in visits.items():
        page = reader(chromium, house, persona)
        assert page.goto(path).status == 200
        found[name] = looked_at(page, f"together-{name}")
    commands.exchange_party(
        application_id=consortium.id,
        party_id=Party.objects.get(company_id=consortium.supplier.company.id).id,
        brn=a_brn(),
        email="new@example.kr",
        reason="솔루션이 맞지 않음",
        by=consortium.adopter.actor,
        at=NOW,
    )
    page = reader(chromium, house, consortium.adopter)
    page.goto(at(consortium))
    found["trail"] = looked_at(page, "together-trail")

    assert found == dict.fromkeys(found, ([], 0, []))
