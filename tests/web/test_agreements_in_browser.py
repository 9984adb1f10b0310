"""협약 in Chromium on every desk: no axe violation, nothing wider than the window."""

import pytest
from django.urls import reverse

from agreeing import an_agreement, as_concluded, in_papers, in_signing, laid_out
from browsing import chromium, house, looked_at, reader  # noqa: F401  # two are fixtures

pytestmark = pytest.mark.browser


def test_no_desk_shows_an_agreement_with_a_fault_of_accessibility(house, chromium):  # noqa: F811
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
            page = reader(chromium, house, persona)
            assert page.goto(reverse(name, args=[made.agreement_id])).status == 200
            found[f"{name} {made.row.state}"] = looked_at(page)

    assert found == dict.fromkeys(found, ([], 0, []))
