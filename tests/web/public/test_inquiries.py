"""Asking online, and the answers that everybody finds."""

import pytest
from django.core.cache import cache
from django.test import Client

from gonggo.inquiries.models import Inquiry
from gonggo.kernel.actor import Role
from gonggo.web.public.views.inquiries import MOST_FROM_A_PLACE
from personas import an_officer, an_owner
from world import a_draft, the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])
TYPED = {"subject": "application", "question": "현물은 어떻게 적나요?", "email": "hong@example.kr"}


@pytest.fixture(autouse=True)
def _program() -> None:
    the_program()
    cache.clear()


def test_a_visitor_asks_and_an_officer_answers_publishes_and_everybody_finds_it():
    visitor, agency = Client(), an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency").client

    assert visitor.post("/faq/ask", TYPED)["Location"] == "/faq/ask?sent=1"
    inquiry = Inquiry.objects.get()
    assert "현물은 어떻게 적나요?" in agency.get("/agency/inquiries/").content.decode()
    agency.post(f"/agency/inquiries/{inquiry.id}/answer", {"answer": "인건비처럼 현금이 나가지 않는 부담입니다."})
    assert "인건비처럼 현금이" not in visitor.get("/faq/").content.decode()
    public = {"question": "현물은 무엇인가요?", "answer": "현금이 나가지 않는 부담입니다."}
    agency.post(f"/agency/inquiries/{inquiry.id}/publish", public)

    faq, found = (Client().get(address).content.decode() for address in ("/faq/", "/faq/?q=현물이 무엇"))
    assert "현금이 나가지 않는 부담입니다." in faq
    assert f"#q-{inquiry.id}" in found
    assert "hong@example.kr" not in faq + found
    agency.post(f"/agency/inquiries/{inquiry.id}/take-down")
    assert "현금이 나가지 않는 부담입니다." not in Client().get("/faq/").content.decode()


def test_the_page_of_asking_has_telephones_and_hours_and_chooses_the_subject_one_came_from():
    said = Client().get("/faq/ask?subject=system").content.decode()

    assert "044-300-0553" in said
    assert "접수 마감일 18:00까지" in said
    assert '<option value="system" selected>' in said


@pytest.mark.parametrize("wrong", [{"subject": "weather"}, {"question": ""}, {"email": "x"}, {"question": "가" * 2001}])
def test_bad_input_is_said_at_its_field_and_keeps_nothing(wrong):
    answer = Client().post("/faq/ask", TYPED | wrong)

    assert answer.status_code == 422
    assert "<title>오류:" in answer.content.decode()
    assert not Inquiry.objects.exists()


def test_flooding_from_one_place_is_refused_whatever_addresses_it_names():
    visitor = Client()
    for number in range(MOST_FROM_A_PLACE):
        assert visitor.post("/faq/ask", TYPED | {"email": f"p{number}@example.kr"}).status_code == 302

    answer = visitor.post("/faq/ask", TYPED | {"email": "last@example.kr"})

    assert answer.status_code == 422
    assert "한 시간에 20건까지" in answer.content.decode()
    assert Inquiry.objects.count() == MOST_FROM_A_PLACE


def test_who_is_signed_in_sees_what_they_asked_with_its_state():
    owner = an_owner()
    client = owner.client
    client.post("/faq/ask", {key: TYPED[key] for key in ("subject", "question")})

    said = client.get("/faq/ask").content.decode()

    assert "내가 한 문의" in said
    assert "답변 대기" in said
    assert Inquiry.objects.get().email == owner.person.email


def test_words_to_publish_with_something_personal_are_refused_at_their_field():
    agency = an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency").client
    Client().post("/faq/ask", TYPED)
    inquiry = Inquiry.objects.get()
    agency.post(f"/agency/inquiries/{inquiry.id}/answer", {"answer": "네"})

    wrong = {"question": "저는 hong@example.kr", "answer": "네"}
    answer = agency.post(f"/agency/inquiries/{inquiry.id}/publish", wrong)

    assert answer.status_code == 422
    assert "개인정보로 보이는 것" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_pages_cost_the_same_for_any_number(costs, count):
    agency = an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency").client
    for number in range(count):
        Client().post("/faq/ask", TYPED | {"email": f"p{number}@example.kr", "REMOTE_ADDR": f"10.0.0.{number}"})
        cache.clear()
    agency.get("/agency/inquiries/")

    with costs() as spent:
        agency.get("/agency/inquiries/")

    assert spent.count <= 12


def test_a_company_asks_about_its_application_and_its_operator_answers_on_its_own_desk():
    case = a_draft()
    operator = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key).client
    name, company = case.program.operators[0].name.ko, case.adopter.client
    said = company.get("/faq/ask").content.decode()
    assert f"{case.application.number} · {name}" in said

    sent = {key: TYPED[key] for key in ("subject", "question")} | {"application": str(case.id)}
    assert company.post("/faq/ask", sent).status_code == 302
    assert f"<dd>{name}" in company.get("/faq/ask").content.decode()
    inquiry = Inquiry.objects.get()

    assert "현물은 어떻게 적나요?" in operator.get("/operator/inquiries/").content.decode()
    page = operator.get(f"/operator/inquiries/{inquiry.id}").content.decode()
    assert case.application.number in page
    assert "아직 접수되지 않은 신청입니다." in page
    assert "자주 묻는 질문에 공개" not in page
    operator.post(f"/operator/inquiries/{inquiry.id}/answer", {"answer": "현금이 나가지 않는 부담입니다."})

    assert f"{name}, " in company.get("/faq/ask").content.decode()
    assert "현금이 나가지 않는" not in Client().get("/faq/").content.decode()


def test_a_visitor_chooses_the_operator_that_answers_and_is_not_asked_for_an_application():
    program = the_program()
    said = Client().get("/faq/ask").content.decode()
    assert 'name="application"' not in said

    Client().post("/faq/ask", TYPED | {"subject": "consulting", "operator": program.operators[1].key})
    Client().post("/faq/ask", TYPED | {"subject": "consulting", "operator": "nobody"})

    assert [one.operator for one in Inquiry.objects.all()] == [program.operators[1].key]


def test_the_agency_finds_the_operators_questions_apart_and_takes_one_over():
    agency = an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency").client
    Client().post("/faq/ask", TYPED | {"subject": "consulting", "operator": the_program().operators[0].key})
    inquiry = Inquiry.objects.get()

    assert "현물은 어떻게 적나요?" not in agency.get("/agency/inquiries/").content.decode()
    assert "현물은 어떻게 적나요?" in agency.get("/agency/inquiries/?state=theirs").content.decode()
    page = agency.get(f"/agency/inquiries/{inquiry.id}").content.decode()
    assert "넘겨받아 답하기" in page
    assert "답변 보내기" not in page
    agency.post(f"/agency/inquiries/{inquiry.id}/take-over")

    assert "답변 보내기" in agency.get(f"/agency/inquiries/{inquiry.id}").content.decode()
    assert "현물은 어떻게 적나요?" in agency.get("/agency/inquiries/").content.decode()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_operators_list_costs_the_same_for_any_number(costs, count):
    operator = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=the_program().operators[0].key).client
    for number in range(count):
        sent = {"subject": "consulting", "operator": the_program().operators[0].key, "email": f"p{number}@example.kr"}
        Client().post("/faq/ask", TYPED | sent)
        cache.clear()
    operator.get("/operator/inquiries/")

    with costs() as spent:
        said = operator.get("/operator/inquiries/").content.decode()

    assert said.count("현물은 어떻게 적나요?") == count
    assert spent.count <= 12
