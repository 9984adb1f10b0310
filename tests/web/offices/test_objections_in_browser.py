"""Letters and objections in Chromium: from the form to the answer, no axe violation, nothing wider than the window."""

from datetime import timedelta

import pypdf
import pytest
from django.conf import settings

from browsing import looked_at, reader
from gonggo.kernel.actor import Role
from gonggo.messages.letters import queries
from gonggo.objections.models import Objection
from objecting import followed, refused_by
from offices import received
from personas import an_officer
from world import a_ready_application

pytestmark = pytest.mark.browser


def test_a_company_objects_in_its_browser_and_reads_the_answer_of_somebody_else(house, chromium, monkeypatch):
    case = received(a_ready_application())
    officer = an_officer(Role.AGENCY_OFFICER, kind="agency", name="박거절")
    lead = an_officer(Role.AGENCY_LEAD, kind="agency", name="유다름")
    at = refused_by(officer, case)
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: at + timedelta(days=1))
    (letter,) = queries.letters(of=case.adopter.actor)
    found = {}

    def look(page, place: str) -> None:
        found[place] = looked_at(page)

    company = reader(chromium, house, case.adopter)
    for place in ("/company/letters/", f"/company/letters/{letter.id}", f"/company/applications/{case.id}/objection"):
        assert company.goto(place).status == 200
        look(company, place)
    company.get_by_label("부적합 통지서", exact=False).check()
    company.get_by_label("사실관계").check()
    company.get_by_label("이의신청 내용").fill("완납증명서를 냈습니다")
    company.get_by_role("button", name="이의신청하기").click()
    company.wait_for_url("**/company/objections/*")
    look(company, "filed")
    filed = Objection.objects.get()

    boss, excluded = reader(chromium, house, lead), reader(chromium, house, officer)
    excluded.goto(f"/agency/objections/{filed.id}")
    assert excluded.get_by_text("결정에 참여했으므로").is_visible()
    assert excluded.get_by_role("button", name="이대로 결정하기").count() == 0
    for place in ("/agency/objections/", "/agency/letters/", f"/agency/letters/{letter.id}"):
        assert boss.goto(place).status == 200
        look(boss, place)
    boss.goto(f"/agency/objections/{filed.id}")
    look(boss, "decision")
    boss.get_by_label("인용").check()
    boss.get_by_label("사유").fill("증명서를 다시 보았습니다")
    boss.get_by_role("button", name="이대로 결정하기").click()
    boss.get_by_text("결정의 사유").wait_for()
    followed()

    answer = queries.letters(of=case.adopter.actor)[0]
    company.goto(f"/company/letters/{answer.id}")
    look(company, "answer")
    with company.expect_download() as download:
        company.get_by_role("button", name="통지서 PDF 내려받기").click()
    text = pypdf.PdfReader(download.value.path()).pages[0].extract_text()
    assert ("인용" in text, "증명서를 다시 보았습니다" in text) == (True, True)
    assert found == {place: ([], 0, []) for place in found}
