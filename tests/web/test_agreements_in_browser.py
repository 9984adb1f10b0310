"""협약 in Chromium on every desk: no axe violation, nothing wider than the window."""

import pytest
from django.urls import reverse

from agreeing import an_agreement, as_concluded, in_papers, in_signing, laid_out
from browsing import NARROW, WIDE, chromium, house, opened, overflow, violations  # noqa: F401  # two are fixtures

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "375"])
def test_no_desk_shows_an_agreement_with_a_fault_of_accessibility(house, chromium, size):  # noqa: F811
    first = an_agreement()
    rows = [first, laid_out(an_agreement(first.on)), in_papers(an_agreement(first.on))]
    rows += [in_signing(an_agreement(first.on)), as_concluded(an_agreement(first.on))]
    found = {}
    for made in rows:
        for persona, name in (
            (made.adopter, "company:agreement"),
            (made.reviewer, "agency:task_agreement"),
            (made.operator, "operator:task_agreement"),
        ):
            page = opened(chromium, house, size=size, session=str(persona.client.cookies["sessionid"].value))
            assert page.goto(reverse(name, args=[made.agreement_id])).status == 200
            found[f"{name} {made.row.state}"] = (violations(page), overflow(page), page.complaints)
            look(page, f"{name.replace(':', '-')}-{made.row.state}-{size['width']}")

    assert found == dict.fromkeys(found, ([], 0, []))


def look(page, name):
    page.screenshot(path=f"/tmp/own-agreements/png/{name}.png", full_page=True)
