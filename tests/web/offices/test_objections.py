"""From refusal to answer through the pages: letter read, objection filed, who took part refused, another decides."""

from datetime import datetime, timedelta
from io import BytesIO

import pypdf
import pytest
from django.conf import settings
from django.urls import reverse

from gonggo.journal.models import Access
from gonggo.kernel.actor import Role
from gonggo.messages.letters import queries
from gonggo.objections.models import Objection
from objecting import followed, refused_by
from personas import Persona, an_officer
from world import Consortium

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def officer(case: Consortium) -> Persona:
    return an_officer(Role.AGENCY_OFFICER, kind="agency", name="박거절")


@pytest.fixture
def lead(case: Consortium) -> Persona:
    return an_officer(Role.AGENCY_LEAD, kind="agency", name="유다름")


@pytest.fixture
def refused(case: Consortium, officer: Persona) -> datetime:
    """The moment at which the officer refused the application."""
    return refused_by(officer, case)


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
