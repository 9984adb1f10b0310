"""From refusal to answer through the pages: letter read, objection filed, who took part refused, another decides."""

from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from django.conf import settings
from django.urls import reverse

from browsing import NARROW, WIDE, opened, overflow, violations
from gonggo.applications import commands as applications
from gonggo.applications import screening
from gonggo.journal.commands import deliver
from gonggo.journal.models import Access
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import machine_now
from gonggo.messages.letters import commands as letters
from gonggo.messages.letters import queries
from gonggo.objections.models import Objection
from personas import Persona, an_officer
from world import Consortium

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def followed() -> None:
    """Facts reach their readers, letters get their papers."""
    for _ in range(2):
        while deliver(now=machine_now() + timedelta(seconds=1)):
            pass
        letters.set_waiting()


@pytest.fixture
def officer(case: Consortium) -> Persona:
    return an_officer(Role.AGENCY_OFFICER, kind="agency", name="박거절")


@pytest.fixture
def lead(case: Consortium) -> Persona:
    return an_officer(Role.AGENCY_LEAD, kind="agency", name="유다름")


@pytest.fixture
def refused(case: Consortium, officer: Persona):
    """The application is refused by the officer, by the real commands; the moment of it."""
    at = case.program.moment("application.closes")
    applications.screen_due(now=at)
    for row in screening.verdicts(case.again()):
        if row.answer == "unknown":
            applications.find_verdict(
                application_id=case.id, verdict_id=row.id, answer="not_met", reason="확인함", by=officer.actor, at=at
            )
    later = at + timedelta(days=1)
    applications.refuse(application_id=case.id, reason="체납이 확정되었습니다", by=officer.actor, at=later)
    followed()
    return later


@pytest.fixture
def today(monkeypatch, refused):
    """The program's clock stands on the day after the refusal."""
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: refused + timedelta(days=1))


def test_a_company_objects_who_took_part_is_refused_another_decides_and_the_company_reads_the_letter(
    case, officer, lead, today
):
    company, boss = case.adopter.client, lead.client
    (letter,) = queries.letters(of=case.adopter.actor)
    listed = company.get(reverse("company:letters")).content.decode()
    assert letter.number in listed

    said = {"letter": str(letter.id), "ground": "facts", "text": "완납증명서를 냈습니다"}
    sent = company.post(reverse("company:object", args=[case.id]), said)
    objection = Objection.objects.get()
    assert sent["Location"] == reverse("company:objection", args=[objection.id])

    place, decide = (
        reverse("agency:objection", args=[objection.id]),
        reverse("agency:decide_objection", args=[objection.id]),
    )
    assert "참여했으므로" in officer.client.get(place).content.decode()
    told = {"move": "uphold", "answer": "증명서를 다시 보았습니다"}
    assert "참여한 사람은" in officer.client.post(decide, told).content.decode()
    assert Objection.objects.get().state == "filed"

    assert boss.post(decide, {"move": "uphold", "answer": " "}).status_code == 422
    assert boss.post(decide, told)["Location"] == place
    followed()

    answer = queries.letters(of=case.adopter.actor)[0]
    assert "증명서를 다시 보았습니다" in company.get(reverse("company:objection", args=[objection.id])).content.decode()
    assert "이의신청 결정 통지서" in company.get(reverse("company:letter", args=[answer.id])).content.decode()
    paper = company.post(reverse("company:letter_paper", args=[answer.id, "ko"]))
    text = pypdf.PdfReader(BytesIO(b"".join(paper.streaming_content))).pages[0].extract_text()
    assert "증명서를 다시 보았습니다" in text
    assert "유다름" in text
    assert Access.objects.filter(purpose="letter", person_id=case.adopter.person.id).count() == 1


def test_an_objection_that_says_nothing_is_answered_at_its_fields_and_nothing_is_filed(case, refused, today):
    page = case.adopter.client.post(reverse("company:object", args=[case.id]), {"text": ""})

    assert page.status_code == 422
    assert not Objection.objects.exists()


def test_a_partner_sees_neither_letter_nor_objection(case, refused, stranger):
    (letter,) = queries.letters(of=case.adopter.actor)

    for persona in (case.supplier, stranger):
        assert persona.client.get(reverse("company:letter", args=[letter.id])).status_code == 404
        assert persona.client.post(reverse("company:letter_paper", args=[letter.id, "ko"])).status_code == 404


def reader(chromium, house: str, size, persona: Persona):
    return opened(chromium, house, size=size, session=str(persona.client.cookies["sessionid"].value))


@pytest.mark.browser
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "375"])
def test_a_company_objects_in_its_browser_and_reads_the_answer_of_somebody_else(  # noqa: PLR0917  # fixtures
    house, chromium, size, case, officer, lead, refused, today
):
    (letter,) = queries.letters(of=case.adopter.actor)
    found = {}

    def looked_at(page, place: str) -> None:
        found[place] = (violations(page), overflow(page), page.complaints)

    company = reader(chromium, house, size, case.adopter)
    for place in ("/company/letters/", f"/company/letters/{letter.id}", f"/company/applications/{case.id}/objection"):
        assert company.goto(place).status == 200
        looked_at(company, place)
    company.get_by_label("부적합 통지서", exact=False).check()
    company.get_by_label("사실관계").check()
    company.get_by_label("이의신청 내용").fill("완납증명서를 냈습니다")
    company.get_by_role("button", name="이의신청하기").click()
    company.wait_for_url("**/company/objections/*")
    looked_at(company, "filed")
    filed = Objection.objects.get()

    boss, excluded = reader(chromium, house, size, lead), reader(chromium, house, size, officer)
    excluded.goto(f"/agency/objections/{filed.id}")
    assert excluded.get_by_text("결정에 참여했으므로").is_visible()
    assert excluded.get_by_role("button", name="이대로 결정하기").count() == 0
    for place in ("/agency/objections/", "/agency/letters/", f"/agency/letters/{letter.id}"):
        assert boss.goto(place).status == 200
        looked_at(boss, place)
    boss.goto(f"/agency/objections/{filed.id}")
    looked_at(boss, "decision")
    boss.get_by_label("인용").check()
    boss.get_by_label("사유").fill("증명서를 다시 보았습니다")
    boss.get_by_role("button", name="이대로 결정하기").click()
    boss.get_by_text("유다름").first.wait_for()
    followed()

    answer = queries.letters(of=case.adopter.actor)[0]
    company.goto(f"/company/letters/{answer.id}")
    looked_at(company, "answer")
    with company.expect_download() as download:
        company.get_by_role("button", name="통지서 PDF 내려받기").click()
    text = pypdf.PdfReader(download.value.path()).pages[0].extract_text()
    assert ("인용" in text, "증명서를 다시 보았습니다" in text) == (True, True)
    assert found == {place: ([], 0, []) for place in found}
