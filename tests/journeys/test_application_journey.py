"""From sign-up to a verified receipt, as an adopter and a supplier walk it in a browser; and what comes after 18:00."""

import json
import re

import pytest

from personas import a_brn

pytestmark = pytest.mark.browser

HUB = re.compile(r"/company/applications/[0-9a-f-]{36}$")


class Pair:
    """An adopter and a supplier on their way to one application."""

    def __init__(self, walk_in, folder, *, width: int, scripts: bool = True) -> None:
        self.scripts, self.folder = scripts, folder
        self.adopter = walk_in("adopter", width=width, scripts=scripts)
        self.supplier = walk_in("supplier", width=width, scripts=scripts)
        self.supplier_brn = a_brn()

    def both_sign_up(self) -> None:
        """The adopter claims its company and starts; the supplier comes by the link of its invitation."""
        adopter, supplier = self.adopter, self.supplier
        adopter.go("/company/")
        adopter.sign_up("서도입")
        adopter.claim(a_brn(), "나래정밀", "서도입")
        adopter.go("/company/")
        adopter.press(re.compile("과제신청 시작하기"))
        adopter.page.locator("input[name=what]").first.check()
        adopter.page.locator("input[name=operator]").first.check()
        adopter.press("과제신청 시작하기")
        assert HUB.search(adopter.page.url)
        self.hub = adopter.page.url
        adopter.page.locator("input[name=role][value=supplier]").check()
        adopter.fill("brn", self.supplier_brn)
        adopter.fill("email", supplier.email)
        adopter.press("참여 요청 보내기")

        link = re.search(r"http://localhost:\d+/\S+", supplier.mail("함께 신청하기를"))
        assert link is not None
        supplier.go(link[0])
        supplier.sign_up("오공급")
        supplier.go(link[0])
        supplier.press("기업 등록하기")
        supplier.claim(self.supplier_brn, "이음솔루션", "오공급")
        supplier.go(link[0])
        supplier.press("함께 신청하기")
        assert HUB.search(supplier.page.url)

    def both_fill(self) -> None:
        for walker in (self.adopter, self.supplier):
            walker.go(self.hub)
            walker.press(re.compile("작성 시작"))
            walker.fill_everything(scripts=self.scripts)
            walker.upload_everything(self.folder, scripts=self.scripts)
        self.adopter.go(self.hub)
        assert "6가지 중 6가지를 마쳤습니다" in self.adopter.text()

    def seal_and_consent(self) -> None:
        adopter = self.adopter
        adopter.go(f"{self.hub}/check")
        adopter.press("제출할 내용으로 확정하기")
        adopter.prove()
        for walker in (adopter, self.supplier):
            walker.go(f"{self.hub}/check")
            walker.page.locator("#id_agree").check()
            walker.press(re.compile("동의하기"))
            walker.prove()
        adopter.go(f"{self.hub}/check")

    def submit(self) -> str:
        """The number of the receipt."""
        page = self.adopter.page
        page.get_by_role("button", name=re.compile("판 제출하기")).click()
        page.wait_for_url("**/company/receipts/*")
        self.adopter.look()
        assert "접수되었습니다" in self.adopter.text()
        found = re.search(r"SS24-N-\d+-\d+", self.adopter.text())
        assert found is not None
        return found[0]

    @property
    def faults(self) -> list[str]:
        return self.adopter.faults + self.supplier.faults


@pytest.mark.clause("4-online", "3-consortium", "5-documents")
@pytest.mark.parametrize("width", [1280, 375])
def test_two_companies_apply_are_received_verify_withdraw_and_apply_again(demo, walk_in, tmp_path, width):
    pair = Pair(walk_in, tmp_path, width=width)
    pair.both_sign_up()
    pair.both_fill()
    pair.seal_and_consent()

    number = pair.submit()

    assert number.endswith("-1")
    assert_receipt_is_good(demo, pair.adopter, tmp_path / "receipt.json", number)
    assert "접수번호" in pair.supplier.mail("접수되었습니다")
    pair.adopter.press("신청 철회")
    pair.adopter.prove()
    pair.adopter.page.get_by_role("button", name=re.compile("신청 철회하기")).click()
    pair.adopter.page.wait_for_url("**/company/receipts/*")
    pair.adopter.look()
    assert "신청이 철회되었습니다" in pair.adopter.text()
    pair.adopter.press("다시 제출하러 가기")
    assert pair.submit().endswith("-3")
    pair.adopter.go(f"{pair.hub}/history")
    assert pair.faults == []


def assert_receipt_is_good(demo, walker, path, number: str) -> None:
    with walker.page.expect_download() as download:
        walker.page.get_by_role("link", name="접수증 파일 내려받기").click()
    download.value.save_as(path)
    assert json.loads(path.read_text(encoding="utf-8"))["core"]["number"] == number
    verified = demo.run("receipt", "verify", str(path), "--key", demo.receipt_key(path.parent))
    assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.mark.clause("4-online")
def test_without_scripts_one_fills_saves_checks_and_submits(walk_in, tmp_path):
    pair = Pair(walk_in, tmp_path, width=1280, scripts=False)
    pair.both_sign_up()
    pair.both_fill()
    pair.seal_and_consent()

    assert pair.submit().endswith("-1")


@pytest.mark.clause("4-window")
def test_a_submit_after_the_closing_instant_is_refused_calmly_and_what_was_written_stays(demo, walk_in, tmp_path):
    """The last of the journeys: it moves the clock of the demo past the deadline."""
    pair = Pair(walk_in, tmp_path, width=1280)
    pair.both_sign_up()
    pair.both_fill()
    pair.seal_and_consent()
    panel = walk_in("panel", width=1280)
    panel.page.goto(f"{demo.address}/demo/")
    panel.page.locator(
        "button[name=to][value*='2024-04-30T09:00'], button[name=to][value*='2024-04-30T18:00']"
    ).last.click()
    panel.page.wait_for_load_state()

    page = pair.adopter.page
    page.get_by_role("button", name=re.compile("판 제출하기")).click()
    page.wait_for_url("**/company/receipts/*")

    pair.adopter.look()
    said = pair.adopter.text()
    assert "접수하지 못했습니다" in said
    assert "이후에 제출되어 접수되지 않았습니다. 제출 시각" in said
    with page.expect_download() as download:
        page.get_by_role("link", name="미접수 확인서 내려받기").click()
    download.value.save_as(tmp_path / "refused.json")
    verified = demo.run("receipt", "verify", str(tmp_path / "refused.json"), "--key", demo.receipt_key(tmp_path))
    assert verified.returncode == 0, verified.stdout + verified.stderr
    pair.adopter.press("쓴 내용 보기")
    assert "task-title에 쓴 답입니다" in pair.adopter.text()
    assert pair.faults == []
