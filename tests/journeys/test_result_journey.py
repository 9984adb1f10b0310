"""From registration in the pool to the published result, each step by its own person, as they walk it in a browser."""

import re

import pytest

from pairs import Pair

pytestmark = pytest.mark.browser


class Office:
    """One of the demo's people at their desk."""

    def __init__(self, walk_in, key: str) -> None:
        self.walker = walk_in(key, width=1280)
        self.walker.password = "gonggo-demo-2024"  # printed for everybody
        self.walker.sign_in_as(key)

    def __getattr__(self, name: str):
        return getattr(self.walker, name)


def clock(walker, words: str) -> None:
    """The panel moves the clock of the house to what it calls by these words."""
    walker.page.goto(f"{walker.demo.address}/demo/")
    with walker.page.expect_navigation():
        walker.page.get_by_role("button", name=re.compile(words)).click()


def register_in_the_pool(supplier, folder) -> None:
    supplier.go("/company/pool/start")
    supplier.tick("kind", "new")
    supplier.press("시작하기")
    hub = supplier.page.url
    supplier.go(f"{hub}/check")
    assert "아직 제출할 수 없습니다" in supplier.text()
    for page in ("company", "representative"):
        supplier.go(f"{hub}/pages/{page}")
        supplier.fill_what_is_empty()
        supplier.press("저장하고 다음으로")
    supplier.go(f"{hub}/pages/details")
    supplier.tick("fields", "platform", "logistics")
    supplier.tick("industries", "g")
    supplier.fill_what_is_empty()
    supplier.press("저장하고 다음으로")
    supplier.go(f"{hub}/solutions")
    supplier.fill("name", "이음 재고예측")
    supplier.tick("technologies", "ai", "cloud")
    supplier.fill("summary", "입고와 출고를 예측해 알맞은 재고를 알려 줍니다.")
    supplier.press("솔루션 더하기")
    supplier.go(f"{hub}/papers")
    supplier.upload_everything(folder)
    supplier.go(f"{hub}/check")
    supplier.page.locator("#id_agree").check()
    supplier.press("동의하고 제출할 내용으로 확정하기")
    supplier.prove()
    supplier.submit()
    assert "접수되었습니다" in supplier.text()


def approve(agency: Office, number: str) -> None:
    """The agency decides on the registration; without a decision nothing happens."""
    agency.go("/agency/pool/")
    agency.press(number)
    agency.press("이대로 결정하기")
    assert "무엇으로 결정할지 골라 주세요" in agency.text()
    agency.tick("move", "approve")
    agency.press("이대로 결정하기")
    assert "승인" in agency.text()


def find_eligible(agency: Office, number: str) -> None:
    """The agency decides what the facts leave open, and finds the application eligible."""
    agency.go("/agency/")
    agency.press(number)
    case = agency.page.url
    agency.until(f"{case}/eligibility", "에 알려진 확인사항으로 판단한 결과입니다")
    agency.go(case)
    agency.press("적합으로 정하기")
    assert "확인 필요가" in agency.text()
    agency.go(f"{case}/eligibility")
    agency.page.locator("details.g-more summary").click()
    agency.page.locator("main [name=every]").check()
    agency.tick("answer", "met")
    agency.press("판단하기")
    assert "사유를 적어 주세요" in agency.text()
    agency.fill("reason", "증명서와 조회 결과로 확인했습니다.")
    agency.press("판단하기")
    assert "가지를 판단했습니다" in agency.text()
    agency.go(case)
    agency.press("적합으로 정하기")
    assert "적합" in agency.text()
    print(agency.text())


@pytest.mark.clause("6-process", "7-selection")
def test_from_registration_to_the_published_result(demo, walk_in, tmp_path):
    pair = Pair(walk_in, tmp_path, width=1280)
    agency = Office(walk_in, "agency")
    pair.both_sign_up()
    register_in_the_pool(pair.supplier, tmp_path)
    approve(agency, f"SS24-P-{pair.supplier_brn}")
    pair.both_fill()
    pair.seal_and_consent()
    number = pair.submit().removesuffix("-1")
    assert "신청" in pair.adopter.text()

    clock(agency, "요건검토 첫날$")
    find_eligible(agency, number)
    assert agency.faults + pair.faults == []
