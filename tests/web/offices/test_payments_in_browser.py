"""From the asking to the bank and the spending, in Chromium at both widths, on three desks, without a violation."""

import pytest
from django.conf import settings

import paying
from browsing import looked_at, reader
from gonggo.payments.models import Tranche
from paying import ACCOUNT, APPROVED, INVOICE, PREPARED, SENT, Paying, a_paying
from world import a_pdf

pytestmark = pytest.mark.browser


class Walk:
    """What each page complained of, by its place."""

    def __init__(self) -> None:
        self.found: dict[str, object] = {}

    def look(self, page, place: str) -> None:
        self.found[place] = looked_at(page)


def asked(page, on: Paying, walk: Walk) -> None:
    assert page.goto(f"/company/agreements/{on.agreement_id}/payments").status == 200
    walk.look(page, "company")
    for name, value in (("bank", "하나은행"), ("holder", "하나정밀"), ("account", "12")):
        page.fill(f"[name={name}]", value)
    page.get_by_role("button", name="1차 지급 신청하기").click()
    page.get_by_text("8~20자리").first.wait_for()
    page.complaints.clear()  # a 422 is what was wanted
    walk.look(page, "company refused")
    page.fill("[name=account]", ACCOUNT)
    page.get_by_role("button", name="1차 지급 신청하기").click()
    page.get_by_text("지급을 신청했습니다").wait_for()


def prepared(page, row: Tranche, walk: Walk) -> None:
    page.goto("/operator/payments/")
    walk.look(page, "operator list")
    page.goto(f"/operator/payments/{row.id}")
    walk.look(page, "operator")
    said = {"private_paid": "40000000", "guarantee_number": "SGI-1", "guarantee_won": "35000000"}
    said |= {"guarantee_last_on": "2025-02-01", "checked_on": "2024-08-05"}
    for name, value in said.items():
        page.fill(f"[name={name}]", value)
    for kind in ("business-halted", "tax-arrears", "local-tax-arrears"):
        page.check(f"[name={kind}][value=none]")
    page.get_by_role("button", name="준비하고 승인 요청하기").click()
    page.get_by_text("준비했습니다").wait_for()
    walk.look(page, "operator prepared")


def approved(page, row: Tranche, walk: Walk) -> None:
    page.goto(f"/agency/payments/{row.id}")
    walk.look(page, "agency")
    page.get_by_role("button", name="이대로 승인하기").click()
    page.get_by_role("button", name="승인하기", exact=True).click()
    page.get_by_text("승인했습니다").wait_for()


def spent(page, on: Paying, walk: Walk) -> None:
    page.goto(f"/company/agreements/{on.agreement_id}/payments")
    page.locator("summary", has_text="집행 등록하기").click()
    page.select_option("[name=spent-line]", index=0)
    said = {
        "amount": "10000000",
        "vat": "1000000",
        "supplier": "이음데이터",
        "spent_on": "2024-08-05",
        "invoice": INVOICE,
    }
    for name, value in said.items():
        page.fill(f"[name=spent-{name}]", value)
    page.check("[name=spent-evidence][value=e-tax-invoice]")
    paper = {"name": "증빙.pdf", "mimeType": "application/pdf", "buffer": a_pdf("세금계산서")}
    page.set_input_files("[name=spent-paper]", paper)
    page.get_by_role("button", name="집행 등록하기").click()
    page.get_by_text("집행을 등록했습니다").wait_for()
    walk.look(page, "company spent")


def test_money_goes_its_way_through_three_desks(house, chromium, monkeypatch):
    on, walk = a_paying(), Walk()
    company, operator, agency = (reader(chromium, house, one) for one in (on.company, on.operator, on.accountant))
    now = {"at": PREPARED}
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: now["at"])
    asked(company, on, walk)
    row = Tranche.objects.get()
    prepared(operator, row, walk)
    now["at"] = APPROVED
    approved(agency, row, walk)
    paying.carried(on)
    now["at"] = SENT
    spent(company, on, walk)
    for page, place in (
        (company, f"/company/payments/{row.id}"),
        (agency, f"/agency/payments/agreements/{on.agreement_id}"),
        (agency, "/agency/payments/"),
    ):
        assert page.goto(place).status == 200
        walk.look(page, place.replace(str(row.id), "one").replace(str(on.agreement_id), "of"))

    assert {place: said for place, said in walk.found.items() if said != ([], 0, [])} == {}
