"""The pool's pages in Chromium, at both widths: no axe violation, nothing wider than the window."""

import pytest

from browsing import chromium, house, looked_at, opened, reader  # noqa: F401  # fixtures
from personas import an_owner
from suppliers import an_officer_of_the_agency, approved, begun, complete, received, sealed

pytestmark = pytest.mark.browser


def test_no_page_of_the_pool_breaks_a_rule_of_accessibility_or_its_frame(house, chromium):  # noqa: F811
    empty, full = begun(name="새싹소프트"), complete()
    sealed(full)
    waiting, done = received(name="바람테크"), approved(name="나무소프트")
    officer = an_officer_of_the_agency()
    pages = ("", "/pages/kind", "/pages/representative", "/pages/details", "/solutions", "/papers", "/check")
    visits = [(f"/company/pool/{case.id}{page}", case.supplier) for case in (empty, full) for page in pages]
    visits += [("/company/pool/start", an_owner("나새로", company_name="처음기업")), ("/company/", full.supplier)]
    visits += [(f"/company/receipts/{waiting.again().receipt_id}", waiting.supplier)]
    visits += [
        ("/agency/pool/", officer),
        (f"/agency/pool/{waiting.id}", officer),
        (f"/agency/pool/{done.id}", officer),
    ]
    visits += [("/pool/", None), ("/guide/suppliers/", None), ("/guide/suppliers/?words=재고관리", None)]

    found = {}
    for place, persona in visits:
        page = reader(chromium, house, persona) if persona else opened(chromium, house)
        assert page.goto(place).status == 200, place
        found[place] = looked_at(page)

    assert found == dict.fromkeys(found, ([], 0, []))
