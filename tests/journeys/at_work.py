"""The work on the task, and the years in which its use is reported."""

import re
from datetime import timedelta
from pathlib import Path

from journeys.reading import paper, read_day
from walking import Desk, until

FIGURES = {"sales": "12000000", "users": "14", "orders": "320", "staff": "9", "cost-saved": "2400000", "incidents": "1"}


def check_progress(operator: Desk, adopter: Desk, folder: Path, number: str) -> None:
    """The operator plans a visit, not for a day that has passed, goes there and finds the task on its way."""
    until(operator.demo, "2024-10-02")
    operator.go("/operator/deliveries/")
    operator.shows("operator-deliveries")
    operator.press(number)
    operator.fill("plan-planned_on", "2024-06-01")
    operator.tries("이 날로 정하기", "점검일이")
    operator.fill("plan-planned_on", "2024-10-10")
    operator.press("이 날로 정하기")
    operator.says("점검 날을 정했습니다.")
    until(operator.demo, "2024-10-10", "16:00")
    operator.tick("found-outcome", "continue")
    operator.fill_all({"found-done_on": "2024-10-10", "found-text": "예약과 상담이 함께 열립니다."})
    operator.page.locator("main [name=found-papers]").set_input_files(paper(folder, "check"))
    operator.press("점검 결과 남기기")
    operator.says("점검 결과를 남겼습니다.")
    operator.shows("operator-delivery-checked")
    adopter.go("/company/deliveries/")
    adopter.press(number)
    adopter.shows("company-delivery-checked")


def complete(desks: dict[str, Desk], folder: Path, number: str) -> None:
    """Reported, passed on, inspected by one of the agency and confirmed by another."""
    adopter, operator, agency, lead = (desks[name] for name in ("adopter", "operator", "agency", "lead"))
    until(adopter.demo, "2024-12-20")
    adopter.go("/company/deliveries/")
    adopter.press(number)
    adopter.fill_all({"built": "예약과 상담을 한 화면에서 받습니다.", "in_use_on": "2024-12-10"})
    adopter.tries("완료보고하기", "파일을 하나 이상 골라 주세요.")
    adopter.page.locator("main [name=papers]").set_input_files(paper(folder, "completion"))
    adopter.press("완료보고하기")
    adopter.says("보고했습니다.")
    adopter.shows("company-delivery-reported")
    operator.go("/operator/deliveries/")
    operator.press(number)
    operator.press("점검하도록 넘기기")
    operator.says("점검하도록 넘겼습니다.")
    agency.go("/agency/deliveries/")
    agency.press(number)
    agency.tick("inspected-outcome", "complete")
    agency.fill_all({"inspected-inspected_on": "2024-12-20", "inspected-text": "쓰고 있음을 보았습니다."})
    agency.press("점검 결과 남기기")
    agency.says("점검 결과를 남겼습니다.")
    agency.shows("agency-delivery-inspected")
    here = agency.page.url
    agency.posts_by_hand(f"{here}/do/confirm")
    agency.says("점검한 사람은 그 결과를 확정할 수 없어")
    lead.go(here)
    lead.press("이 결과로 확정하기")
    lead.says("확정했습니다.")
    lead.shows("agency-delivery-completed")


def ask_for_maintenance(adopter: Desk, supplier: Desk, number: str) -> None:
    """Asked for by the adopter, answered and done by the supplier, confirmed by who asked."""
    adopter.go("/company/aftercare/")
    adopter.press(number)
    adopter.unfold("유지·보수 요청하기")
    adopter.tries("요청 보내기", "무엇이 안 되는지 적어 주세요.")
    adopter.shows("company-aftercare-refused")
    adopter.fill_all({"title": "예약 화면이 열리지 않음", "text": "오늘 아침부터 흰 화면만 보입니다."})
    adopter.press("요청 보내기")
    adopter.says("유지·보수를 요청했습니다.")
    here = adopter.page.url
    supplier.go(here)
    supplier.shows("supplier-request")
    supplier.fill("answer-text", "오늘 안에 고치겠습니다.")
    supplier.press("답변하기")
    supplier.fill("finish-text", "인증서를 새로 넣었습니다.")
    supplier.press("처리했다고 알리기")
    adopter.go(here)
    adopter.says("인증서를 새로 넣었습니다.")
    adopter.press("처리된 것을 확인하기")
    adopter.says("확인함")
    adopter.shows("company-request")


def report_the_use(desks: dict[str, Desk], number: str) -> None:
    """Year after year; the second comes late, after its reminder, and is on record as such."""
    adopter = desks["adopter"]
    until(adopter.demo, "2025-06-02")
    ask_for_maintenance(adopter, desks["supplier"], number)
    adopter.go("/company/aftercare/")
    adopter.press(number)
    here = adopter.page.url
    due = [
        read_day(row) for row in re.findall(r"\d{4}년 \d+월 \d+일", adopter.page.locator("table").first.inner_text())
    ]
    for year, last_on in enumerate(due[:5], 1):
        is_late = year == 2
        until(adopter.demo, (last_on - timedelta(days=7)).isoformat())
        if is_late:
            adopter.mail("2차 활용실적을")
            until(adopter.demo, (last_on + timedelta(days=20)).isoformat())
            adopter.until(here, "보고하지 않음")
            adopter.shows("company-aftercare-missed")
        adopter.go(f"{here}/reports/{year}")
        if year == 1:
            adopter.tries("활용실적 보고하기", "값을 적어 주세요.")
            adopter.fill_all(FIGURES)
        else:
            adopter.says("지난번에 보고한 값을 채워 두었습니다.")
            adopter.fill("orders", str(320 * year))
        if year <= 2:
            adopter.shows(f"company-report-{year}")
        adopter.press("활용실적 보고하기")
        adopter.says("활용실적을 보고했습니다.")
    adopter.says("늦게 보고함")
    adopter.shows("company-aftercare-last")
    adopter.mail("2차 활용실적이 보고되지 않았습니다")
    desks["agency"].go("/agency/aftercare/")
    desks["agency"].shows("agency-aftercares")
    desks["agency"].press(number)
    desks["agency"].shows("agency-aftercare")
