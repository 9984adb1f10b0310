"""Recoveries, proposed sanctions, later days and 진행현황 to the end in Chromium: no barrier, nothing too wide."""

from datetime import date

import pytest
from django.urls import reverse

import settling
from agreeing import an_agreement, in_papers
from browsing import chromium, house, looked_at, reader  # noqa: F401  # two are fixtures
from gonggo.kernel.actor import Role
from gonggo.settlement import commands
from personas import an_officer

pytestmark = pytest.mark.browser


def test_no_page_after_the_result_has_a_fault_of_accessibility(house, chromium):  # noqa: F811
    made = settling.confirmed(disallowed=55_000_000)
    officer = an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency")
    auditor = an_officer(Role.AUDITOR, kind="ministry", name="차감사")
    told = {"gain": 5_000_000, "surcharge": 0, "paid_on": date(2024, 8, 5), "reason": "거짓 세금계산서"}
    recovery = commands.propose_recovery(
        agreement_id=made.row.agreement_id, by=made.operator.actor, at=settling.CONFIRMED, **told
    )
    papers = in_papers(an_agreement())
    words = made.company.company.brn
    pages = (
        (officer, reverse("agency:recovery", args=[recovery.id])),
        (officer, reverse("agency:recoveries")),
        (officer, reverse("agency:settlement", args=[made.row.id])),
        (officer, f"{reverse('agency:propose_sanction')}?program={made.row.program}&words={words}"),
        (officer, reverse("agency:task_agreement", args=[papers.agreement_id])),
        (officer, reverse("agency:history", args=[made.row.application_id])),
        (made.company, reverse("company:application", args=[made.row.application_id])),
        (made.company, reverse("company:history", args=[made.row.application_id])),
        (auditor, reverse("agency:payments")),
        (auditor, reverse("agency:payments_of", args=[made.row.agreement_id])),
        (auditor, reverse("agency:settlement", args=[made.row.id])),
        (auditor, reverse("agency:recovery", args=[recovery.id])),
        (made.on.accountant, reverse("agency:payments_of", args=[made.row.agreement_id])),
        (made.company, reverse("company:payments", args=[made.row.agreement_id])),
    )
    found = {}
    for persona, address in pages:
        page = reader(chromium, house, persona)
        assert page.goto(address).status == 200
        found[address] = looked_at(page)

    assert found == dict.fromkeys(found, ([], 0, []))
