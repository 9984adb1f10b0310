"""장애와 연장 in Chromium: the chart, two officers, and a company's open countdown that follows without a reload.

Nothing is wider than the window, and axe finds nothing.
"""

import pytest
from django.conf import settings

from browsing import looked_at, opened, reader
from gonggo.applications.commands import seal
from gonggo.journal.commands import deliver
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import Refused
from gonggo.programs.queries import program
from outing import in_april, in_may, seen
from personas import NOW, an_officer
from world import a_draft

pytestmark = pytest.mark.browser
PAGE = "/agency/outages/"


def test_two_officers_extend_and_the_countdown_of_an_open_page_follows(house, chromium, monkeypatch):
    case = a_draft()
    officer = an_officer(Role.AGENCY_OFFICER, kind="agency", name="박하나")
    lead = an_officer(Role.AGENCY_LEAD, kind="agency", name="최여섯")
    short, long = (in_april(30, 11, 5), in_april(30, 11, 9)), (in_april(30, 17, 30), in_april(30, 18, 10))
    seen(short, long, since=in_april(30, 10))
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: in_april(30, 18, 20))
    found = {}

    company = reader(chromium, house, case.adopter)
    now = {"microseconds": int(in_april(30, 18, 20).timestamp() * 1e6)}
    company.context.route("**/intake/clock", lambda route: route.fulfill(json=now))
    company.goto(f"/company/applications/{case.id}")
    company.get_by_text("마감되었습니다.").wait_for()
    assert company.locator("[data-moved]").first.is_hidden()
    public = opened(chromium, house)
    public.goto("/")
    first, second = reader(chromium, house, officer), reader(chromium, house, lead)
    first.goto(PAGE)
    found["rule"] = looked_at(first, "rule")
    first.get_by_label("연장하는 사유").fill("마감 전 30분 동안 접속이 되지 않음")
    first.get_by_role("button", name="연장 제안하기").click()
    first.get_by_text("확정은 다른 담당자가 합니다").wait_for()
    found["own proposal"] = looked_at(first, "own")
    second.goto(PAGE)
    second.get_by_label("결정의 사유").fill("점검 기록을 확인함")
    found["proposed"] = looked_at(second, "proposed")
    second.get_by_role("button", name="연장을 확정하고 공고하기").click()
    second.get_by_text("연장공고를 냈습니다").wait_for()
    found["past"] = looked_at(second, "past")
    deliver(now=machine_now(), limit=1000)
    assert program(case.program.key).window("application").closes == in_may(1, 18)

    company.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    company.get_by_text("이전 마감 4월 30일(화) 18:00").wait_for()
    assert company.locator("[data-closes]").first.text_content() == "5월 1일(수) 18:00"
    assert "시스템 장애(4월 30일 17:30" in company.locator("[data-moved]").first.text_content()
    assert company.get_by_role("link", name="화면 새로 열기").is_visible()
    found["countdown"] = looked_at(company, "countdown")
    public.reload()
    public.get_by_text("이전 마감 4월 30일(화) 18:00").first.wait_for()
    found["public"] = looked_at(public, "public")
    assert {place: one for place, one in found.items() if one != ([], 0, [])} == {}


def test_the_help_desk_reads_attempts(house, chromium):
    case = a_draft()
    with pytest.raises(Refused):
        seal(application_id=case.id, by=case.adopter.actor, at=NOW)
    page = reader(chromium, house, an_officer(Role.AGENCY_OFFICER, kind="agency"))
    page.goto("/agency/attempts/")
    page.get_by_label("과제신청 번호, 기업 이름, 사업자등록번호").fill(case.application.number)
    page.get_by_role("button", name="찾기").click()
    page.get_by_text("최종 확인에서 모자람").wait_for()

    assert looked_at(page, "attempts") == ([], 0, [])
