"""Two adopters and two suppliers, from their invitations to one receipt each, by keyboard in a browser."""

import json
import os
import re

import pytest

from browsing import listened, looked_at
from journeys.by_keyboard import ByKeyboard
from journeys.together import Company, Together

pytestmark = pytest.mark.browser
PROOF = os.environ.get("GONGGO_PROOF") == "1"
WIDTHS = [(375,) * 4, (1280,) * 4] if PROOF else [(1280, 375, 375, 1280)]


@pytest.mark.proof
@pytest.mark.clause("3-consortium", "3-joint", "4-online", "5-documents")
@pytest.mark.parametrize("widths", WIDTHS, ids=str)
def test_two_adopters_and_two_suppliers_write_their_parts_consent_and_are_received_once(
    demo, walk_in, tmp_path, widths
):
    on = Together(walk_in, tmp_path, widths)
    on.start()
    for one in on.partners:
        on.invite(one)
    for one in on.partners:
        on.join(one)
    for one in on.companies:
        on.fill(one, by_keys=PROOF or one is on.companies[2])
    engineer = walk_in("engineer", width=375, kind=ByKeyboard)
    on.name_engineer(on.companies[2], engineer)
    for one in on.companies:
        sees_nothing_of_the_others(on, one)
    on.seal()
    for one in on.companies:
        assert "의 동의를 기다립니다" in text(on, on.lead, "/check") or one is on.lead
        on.consent(one)
    lead = on.lead.walker
    assert "의 동의를 기다립니다" in text(on, on.lead, "/check")  # of the engineer, for whom nobody can consent
    on.consent_at_link(engineer)
    lead.go(f"{on.hub}/check")
    shows(lead, "consortium-check")

    lead.submit()

    lead.says("접수되었습니다")
    shows(lead, "consortium-done")
    number = re.search(r"SS24-N-\d+-\d+", lead.text())
    assert number is not None
    assert number[0].endswith("-1")
    for one in on.companies:
        has_its_own_receipt(on, one, number[0], tmp_path)
    assert on.faults + engineer.faults == []


def shows(walker: ByKeyboard, place: str) -> None:
    """A page that counts is looked at in both widths."""
    assert looked_at(listened(walker.page), place) == ([], 0, [])


def text(on: Together, one: Company, place: str) -> str:
    one.walker.go(f"{on.hub}{place}")
    return one.walker.text()


def sees_nothing_of_the_others(on: Together, one: Company) -> None:
    """Neither the name of a file nor a text on any page, and nothing at the address of a file or of a page."""
    others = [other for other in on.companies if other is not one]
    seen = "".join(text(on, one, place) for place in ("", "/papers", "/people", "/check", "/history", "/forms"))
    told = [name for other in others for name in other.walker.handed_in if name in seen]
    told += [word for other in others for word in re.findall(rf"{other.name} \S+에 쓴 답", seen)]
    assert told == [], one.name
    assert all(name in seen for name in one.walker.handed_in)
    for other in others:
        other.walker.go(f"{on.hub}/papers")
        links = other.walker.page.locator("main a[href*='/files/']").all()
        files = [str(link.get_attribute("href")) for link in links]
        assert len(files) >= len(other.walker.handed_in)
        answers = {one.walker.context.request.get(f"{on.lead.walker.demo.address}{file}").status for file in files}
        assert answers == {404}
    others_page = "overview" if one.role == "supplier" else "solution"
    assert one.walker.context.request.get(f"{on.hub}/sections/{others_page}").status == 404


def has_its_own_receipt(on: Together, one: Company, number: str, folder) -> None:
    """The mail leads to a receipt that lists this company's papers, and of the others a digest each."""
    walker = one.walker
    assert number in walker.mail("접수되었습니다")
    walker.go("/company/receipts/")
    walker.press(re.compile(number))
    with walker.page.expect_download() as download:
        walker.tab_to(walker.named("접수증 파일 내려받기"))
        walker.page.keyboard.press("Enter")
    path = folder / f"{one.brn}.json"
    download.value.save_as(path)
    receipt = json.loads(path.read_text(encoding="utf-8"))
    assert receipt["core"]["number"] == number
    assert {paper["name"] for paper in receipt["own"]["papers"]} == set(walker.handed_in)
    assert len(receipt["core"]["parts"]) == 4
    verified = walker.demo.run("receipt", "verify", str(path), "--key", walker.demo.receipt_key(folder))
    assert verified.returncode == 0, verified.stdout + verified.stderr
