"""From the report of completion to a use report: company, operator and agency in Chromium, at both widths."""

from datetime import date

import pytest
from django.conf import settings

from browsing import looked_at, reader
from caring import FIGURES, an_aftercare, asked, consented, filed
from deliveries import CHECKED, REPORTED, a_delivery, at, confirmed, inspected, passed_on, planned
from world import a_pdf

pytestmark = pytest.mark.browser
LATER = date(2027, 1, 20)


def test_a_task_is_checked_reported_and_cared_for_without_a_violation(house, chromium, monkeypatch):
    clock, found = {"now": at(CHECKED)}, {}
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: clock["now"])
    on = a_delivery()
    planned(on)
    paper = {"name": "점검표.pdf", "mimeType": "application/pdf", "buffer": a_pdf("점검표")}
    company, operator, agency = (reader(chromium, house, who) for who in (on.adopter, on.operator, on.lead))

    def look(page, place: str) -> None:
        found[place] = looked_at(page)

    def looks(page, place: str) -> None:
        assert page.goto(place).status == 200
        look(page, place)

    looks(operator, "/operator/deliveries/")
    looks(operator, f"/operator/deliveries/{on.id}")
    operator.check("[name=found-outcome][value=continue]")
    operator.fill("[name=found-done_on]", str(CHECKED))
    operator.fill("[name=found-text]", "현장에서 함께 봄")
    operator.set_input_files("[name=found-papers]", paper)
    operator.get_by_role("button", name="점검 결과 남기기").click()
    operator.get_by_text("점검 결과를 남겼습니다").wait_for()

    clock["now"] = at(REPORTED)
    looks(company, "/company/deliveries/")
    looks(company, f"/company/deliveries/{on.id}")
    company.fill("[name=built]", "재고를 실시간으로 봄")
    company.fill("[name=in_use_on]", str(REPORTED))
    company.set_input_files("[name=papers]", [paper])
    company.get_by_role("button", name="완료보고하기").click()
    company.get_by_text("보고했습니다").wait_for()
    look(company, "reported")
    inspected(passed_on(on))
    looks(agency, "/agency/deliveries/")
    looks(agency, f"/agency/deliveries/{on.id}")
    confirmed(on)

    care = an_aftercare(on)
    consented(care)
    asked(care)
    filed(care)
    clock["now"] = at(LATER)
    for page, desk in ((company, "company"), (operator, "operator"), (agency, "agency")):
        looks(page, f"/{desk}/aftercare/")
        looks(page, f"/{desk}/aftercare/{care.id}")
    looks(agency, f"/agency/deliveries/{on.id}/history")
    looks(company, f"/company/aftercare/{care.id}/requests/{care.row.requests.get().id}")
    looks(company, f"/company/aftercare/{care.id}/reports/2")
    assert company.input_value("[name=users]") == str(FIGURES["users"])
    company.get_by_role("button", name="활용실적 보고하기").click()
    company.get_by_text("활용실적을 보고했습니다").wait_for()

    assert care.report(2).state == "submitted"
    assert found == dict.fromkeys(found, ([], 0, []))
