"""협약 in Chromium on every desk: no axe violation, nothing wider than the window."""

import pytest
from django.urls import reverse

from agreeing import Agreeing, an_agreement, as_concluded, in_papers, in_signing, laid_out
from browsing import chromium, house, looked_at, reader  # noqa: F401  # two are fixtures
from gonggo.agreements import commands
from personas import NOW, an_owner

pytestmark = pytest.mark.browser


def with_events(made: Agreeing) -> Agreeing:
    """Its supplier has suspended its business, and its lead has merged into another company."""
    new = an_owner("한새롬", company_name="새롬소프트", at=NOW)
    says = {
        "before": "계속",
        "after": "새롬소프트",
        "reason": "등기부와 신고에 따름",
        "cause_on": NOW.date(),
        "at": NOW,
    }
    commands.tell_event(company_id=made.supplier.company.id, item="suspension", by=made.supplier.actor, **says)
    told = {"company_id": made.adopter.company.id, "by": made.adopter.actor}
    commands.tell_event(item="merger", successor_id=new.company.id, **told, **says)
    return made


def test_no_desk_shows_an_agreement_with_a_fault_of_accessibility(house, chromium):  # noqa: F811
    first = an_agreement()
    rows = [first, laid_out(an_agreement(first.on)), in_papers(an_agreement(first.on))]
    rows += [in_signing(an_agreement(first.on)), with_events(as_concluded(an_agreement(first.on)))]
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
