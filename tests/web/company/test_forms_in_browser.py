"""Forms, previews, certificates and questions in Chromium: no axe violation, nothing wider than the window."""

import pytest

from browsing import chromium, house, looked_at, reader  # noqa: F401  # fixtures
from documents.test_forms import SHEET, VALUES
from gonggo.documents import forms
from gonggo.inquiries import commands as inquiries
from gonggo.inquiries.models import Inquiry
from gonggo.kernel.actor import Role
from personas import NOW, an_officer
from web.company.test_certificates import address, say
from web.company.test_forms import filled, page
from web.company.test_previews import put
from web.company.test_receipts import answered
from web.company.test_tables import posted
from web.company.test_tables_read_back import opened, table
from world import a_complete_draft, a_ready_application, write

pytestmark = pytest.mark.browser


def test_forms_previews_and_certificates_break_no_rule_of_accessibility_nor_their_frame(house, chromium, tmp_path):  # noqa: F811
    case = a_complete_draft()
    pages = put(case, forms.pdf(SHEET, VALUES))
    say(case, "national-tax", issued="2024-04-01", until="2024-04-29")
    file = tmp_path / "서식 1.hwpx"
    worked_on = opened(filled(case, **{"1.1 과제명": "서식의 이름", "6.6 구축 기간(개월)": "여섯"}))
    budget = table(worked_on, "budget")
    budget.insert_rows(1, 1)
    budget.set_cell_text(1, 4, "9,000,000")
    budget.set_cell_text(2, 3, "약 천만원")
    table(worked_on, "plan-schedule").set_cell_text(1, 3, "3개월째")
    file.write_bytes(worked_on.to_bytes())
    browser = reader(chromium, house, case.adopter)
    found = {}
    for place in (page(case), f"{pages}/1", address(case, "national-tax", "versions")):
        assert browser.goto(place).status == 200
        found[place] = looked_at(browser, place.split("/", 4)[-1])
    browser.goto(page(case))
    browser.set_input_files("[name=file]", str(file))
    browser.get_by_role("button", name="파일 읽어 보기").click()
    browser.get_by_role("heading", name="서식에서 가져오기").wait_for()
    found["read"] = looked_at(browser, "read")
    browser.get_by_label("지금 쓴 답을 서식의 답으로 바꾸기").first.check()
    browser.get_by_role("button", name="고른 답 저장하기").press("Enter")
    browser.get_by_text("서식에서 답 1개를 가져와 저장했습니다.").wait_for()

    assert found == dict.fromkeys(found, ([], 0, []))


def test_tables_of_a_receipt_and_of_earlier_answers_break_no_rule_of_accessibility_nor_their_frame(house, chromium):  # noqa: F811
    case = a_ready_application()
    receipt = answered(case, "submitted")
    write(case, case.adopter, {"government": "1000000"})
    browser = reader(chromium, house, case.adopter)
    found = {}
    versions = f"/company/applications/{case.id}/sections/money/budget/versions"
    money = f"/company/applications/{case.id}/sections/money"
    case.adopter.client.post(money, posted("budget", {"line": "labour", "cash": "1"}, **{"base.budget": "1"}))
    for name, place, tables in (("receipt", receipt, 1), ("rows-before", versions, 3), ("rows-beside", money, 2)):
        assert browser.goto(place).status == 200
        assert browser.get_by_role("table", name="사업비 내역").count() == tables
        found[name] = looked_at(browser, name)

    assert found == dict.fromkeys(found, ([], 0, []))


def test_asking_and_answering_break_no_rule_of_accessibility_nor_their_frame(house, chromium):  # noqa: F811
    case = a_complete_draft()
    asked = inquiries.ask(
        program=case.program, subject="application", question="현물은 어떻게 적나요?", email="",
        language="ko", by=case.adopter.actor, at=NOW,
    )  # fmt: skip
    officer = an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency")
    inquiries.answer(inquiry_id=asked.id, answer="현금이 나가지 않는 부담입니다.", by=officer.actor, at=NOW)
    inquiries.publish(inquiry_id=asked.id, question="현물은?", answer="현금이 아닌 부담", by=officer.actor, at=NOW)
    assert Inquiry.objects.count() == 1
    visits = (
        (case.adopter, "/faq/ask"),
        (case.adopter, "/faq/?q=현물"),
        (case.adopter, "/faq/"),
        (officer, "/agency/inquiries/?state=published"),
        (officer, f"/agency/inquiries/{asked.id}"),
    )

    found = {}
    for persona, place in visits:
        browser = reader(chromium, house, persona)
        assert browser.goto(place).status == 200
        found[place] = looked_at(browser, place.replace("/", "_"))

    assert found == dict.fromkeys(found, ([], 0, []))
