"""From a request for consulting to its report in an application, as three desks walk it in a browser."""

from datetime import UTC, datetime

import pytest
from django.conf import settings

from browsing import looked_at, reader
from consultings import ASKED_AT, PARTS, VISIT_DAY, desks
from gonggo.applications.commands import start_application
from gonggo.consulting.models import Request
from personas import Persona

pytestmark = pytest.mark.browser
EVE_OF_THE_WINDOW = datetime(2024, 3, 31, 14, 59, tzinfo=UTC)


class Desk:
    """One person at their desk; every page that is looked at is checked for barriers and width."""

    def __init__(self, browser, house: str, persona: Persona) -> None:
        self.page = reader(browser, house, persona)
        self.faults: list[object] = []

    def go(self, path: str) -> None:
        assert self.page.goto(path).status == 200
        self.look()

    def look(self) -> None:
        barriers, wider, _ = looked_at(self.page)
        self.faults += [(self.page.url, barriers, wider)] if barriers or wider else []

    def press(self, name: str) -> None:
        main = self.page.locator("main")
        main.get_by_role("button", name=name, exact=True).or_(
            main.get_by_role("link", name=name, exact=True)
        ).first.click()
        self.page.wait_for_load_state()
        self.look()

    def fill(self, **words: str) -> None:
        for name, value in words.items():
            self.page.locator(f"main [name='{name}']").fill(value)

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f"main [name='{name}'][value='{value}']").check()

    @property
    def text(self) -> str:
        return str(self.page.locator("main").inner_text())


@pytest.mark.clause("A1-consulting", "A1-window", "A1-email")
def test_a_company_asks_is_visited_gets_its_report_and_attaches_it(house, chromium, monkeypatch):
    def clock(instant: datetime) -> None:
        monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: instant)

    on = desks()
    company, officer, expert = (Desk(chromium, house, persona) for persona in (on.company, on.officer, on.expert))

    clock(EVE_OF_THE_WINDOW)
    company.go("/company/consulting/")
    assert "지금은 신청을 받지 않습니다" in company.text

    clock(ASKED_AT)
    company.go("/company/consulting/")
    company.choose("role", "supplier")
    company.choose("operator", on.operator)
    company.fill(wishes="4월 17일", looks_at="재고를 종이로 셉니다.")
    company.press("사전진단 신청하기")
    assert "만 신청할 수 있어 신청하지 않았습니다" in company.text
    company.choose("role", "adopter")
    company.press("사전진단 신청하기")
    assert "담당 기관이 신청을 확인하고 있습니다" in company.text

    officer.go("/operator/consulting/")
    officer.press("하나정밀")
    officer.press("신청 수락")
    officer.page.locator("main select[name=expert]").select_option(str(on.expert.person.id))
    officer.fill(on="2024-04-21")
    officer.press("전문가와 방문일 정하기")
    assert "쉬는 날이어서 배정하지 않았습니다" in officer.text
    officer.fill(on="2024-04-17")
    officer.press("전문가와 방문일 정하기")
    assert "방문 예정" in officer.text

    expert.go("/operator/visits/")
    expert.press("하나정밀")
    expert.press("보고서 쓰기")
    expert.fill(**PARTS)
    expert.press("보고서 제출")
    assert "방문일(2024-04-17) 전이어서 보고서를 제출하지 않았습니다" in expert.text
    clock(VISIT_DAY)
    expert.press("보고서 제출")
    assert "보고서 1판 PDF" in expert.text

    application = start_application(
        program_key=on.program.key,
        track="new",
        type=on.program.types[0].key,
        operator=on.operator,
        by=on.company.actor,
        at=VISIT_DAY,
    )
    company.go(f"/company/consulting/{Request.objects.get().id}")
    assert PARTS["plan"] in company.text
    company.press(f"{application.number}에 첨부하러 가기")
    company.press("보고서 1판 첨부하기")
    assert "사전진단·컨설팅 보고서 1.pdf" in company.text
    assert [desk.faults for desk in (company, officer, expert)] == [[], [], []]
