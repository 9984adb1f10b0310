"""From sign-up to a verified receipt, as an adopter and a supplier walk it in a browser; and what comes after 18:00."""

import json
import re
from collections.abc import Iterator

import pytest

from journeys.walker import entrance
from pairs import Pair

pytestmark = pytest.mark.browser


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
    pair.withdraw()
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


@pytest.fixture(scope="module")
def sealed(demo, browser_of_the_house, tmp_path_factory) -> Iterator[Pair]:
    """A pair that has filled, saved and checked everything without scripts, and may submit."""
    with entrance(demo, browser_of_the_house) as walk_in:
        pair = Pair(walk_in, tmp_path_factory.mktemp("papers"), width=1280, scripts=False)
        pair.both_sign_up()
        pair.both_fill()
        pair.seal_and_consent()
        yield pair


@pytest.mark.clause("4-online")
def test_without_scripts_one_fills_saves_checks_submits_and_withdraws(sealed):
    number = sealed.submit()
    sealed.withdraw()

    assert number.endswith("-1")


@pytest.mark.clause("4-window")
def test_a_submit_after_the_closing_instant_is_refused_calmly_and_what_was_written_stays(
    demo, sealed, walk_in, tmp_path
):
    """The last of the journeys: it moves the clock of the demo past the deadline."""
    adopter = walk_in("adopter", width=1280, like=sealed.adopter)
    adopter.go(f"{sealed.hub}/check")
    panel = walk_in("panel", width=1280)
    panel.page.goto(f"{demo.address}/demo/")
    panel.page.locator(
        "button[name=to][value*='2024-04-30T09:00'], button[name=to][value*='2024-04-30T18:00']"
    ).last.click()
    panel.page.wait_for_load_state()

    page = adopter.page
    page.get_by_role("button", name=re.compile("판 제출하기")).click()
    page.wait_for_url("**/company/receipts/*")

    adopter.look()
    said = adopter.text()
    assert "접수하지 못했습니다" in said
    assert "이후에 제출되어 접수되지 않았습니다. 제출 시각" in said
    with page.expect_download() as download:
        page.get_by_role("link", name="미접수 확인서 내려받기").click()
    download.value.save_as(tmp_path / "refused.json")
    verified = demo.run("receipt", "verify", str(tmp_path / "refused.json"), "--key", demo.receipt_key(tmp_path))
    assert verified.returncode == 0, verified.stdout + verified.stderr
    adopter.press("쓴 내용 보기")
    assert "task-title에 쓴 답입니다" in adopter.text()
    assert adopter.faults == []
