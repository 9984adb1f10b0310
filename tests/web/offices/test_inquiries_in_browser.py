"""Questions in Chromium: asked by a company, answered by its operator, taken over by the agency, narrow and wide."""

import pytest

from browsing import chromium, house, looked_at, reader  # noqa: F401  # two are fixtures
from gonggo.inquiries.commands import ask
from gonggo.inquiries.models import Inquiry
from gonggo.kernel.actor import Role
from personas import NOW, an_officer
from world import a_draft

pytestmark = pytest.mark.browser


def test_a_question_goes_to_the_operator_and_the_agency_takes_another_over(house, chromium):  # noqa: F811
    case = a_draft()
    operator = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key)
    agency = an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency")
    other = ask(
        program=case.program, subject="consulting", question="방문은 언제 오시나요?", email="", language="ko",
        operator=case.program.operators[0].key, by=case.colleague.actor, at=NOW,
    )  # fmt: skip
    company, desk, office = (reader(chromium, house, who) for who in (case.adopter, operator, agency))
    found = {}

    company.goto("/faq/ask?subject=application")
    company.get_by_label("어느 과제신청에 관한 문의인가요?").select_option(str(case.id))
    company.get_by_label("궁금한 점").fill("현물은 어떻게 적나요?")
    found["asking"] = looked_at(company, "inquiry-asking")
    company.get_by_role("button", name="문의 보내기").click()
    company.get_by_text("문의를 받았습니다.").wait_for()
    inquiry = Inquiry.objects.exclude(pk=other.pk).get()

    desk.goto("/operator/inquiries/")
    found["list"] = looked_at(desk, "inquiry-list")
    desk.get_by_role("link", name="현물은 어떻게 적나요?").click()
    desk.get_by_label("답변").fill("현금이 나가지 않는 부담입니다.")
    found["one"] = looked_at(desk, "inquiry-operator")
    desk.get_by_role("button", name="답변 보내기").click()
    desk.get_by_text("답변을 메일로 보냅니다.").wait_for()
    company.goto("/faq/ask")
    found["answered"] = looked_at(company, "inquiry-answered")

    office.goto("/agency/inquiries/?state=theirs")
    found["theirs"] = looked_at(office, "inquiry-theirs")
    office.get_by_role("link", name="방문은 언제 오시나요?").click()
    found["take over"] = looked_at(office, "inquiry-taking")
    office.get_by_role("button", name="넘겨받아 답하기").click()
    office.get_by_text("이제 우리 기관이 답합니다.").wait_for()

    assert found == dict.fromkeys(found, ([], 0, []))
    assert {one.state for one in Inquiry.objects.filter(pk=inquiry.pk)} == {"answered"}
    assert Inquiry.objects.get(pk=other.pk).taken_over_by == agency.person.id
