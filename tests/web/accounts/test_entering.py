"""Signing up, in and out, as a browser does it."""

import re

import pytest
from django.core import mail
from django.test import Client

from gonggo.kernel.actor import SYSTEM, Role
from gonggo.parties import commands, queries
from personas import NOW, PASSWORD, a_colleague_of, a_member, a_person, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def code_of(message):
    """The code that stands alone on a line of the mail."""
    return re.search(r"^([0-9]{6})$", message.body, re.MULTILINE).group(1)


def signed_up(client, email="new@example.kr", **more):
    return client.post("/accounts/signup/", {"name": "새사람", "email": email, "password1": PASSWORD, **more})


def signed_in(client, email, password=PASSWORD, **more):
    return client.post("/accounts/login/", {"login": email, "password": password, **more})


def test_sign_up_sends_a_code_and_entering_it_signs_in():
    client = Client()

    asked = signed_up(client, "New@Example.KR")
    entered = client.post("/accounts/address/code/", {"code": code_of(mail.outbox[0])})

    person = queries.person_by_email("new@example.kr")
    assert (asked.status_code, asked["Location"]) == (302, "/accounts/address/code/")
    assert (entered.status_code, entered["Location"]) == (302, "/accounts/enter/")
    assert (person.name, person.language, person.emailaddress_set.get().verified) == ("새사람", "ko", True)
    assert person.joined_at is not None
    assert client.get("/accounts/enter/")["Location"] == "/accounts/company/"
    assert mail.outbox[0].to == ["new@example.kr"]
    assert "이메일 주소를 확인할 번호" in mail.outbox[0].subject


def test_sign_up_in_english_is_answered_in_english():
    client = Client(headers={"accept-language": "en"})
    signed_up(client)
    assert queries.person_by_email("new@example.kr").language == "en"
    assert "code" in mail.outbox[0].body.lower()
    assert not re.search("[가-힣]", mail.outbox[0].body.replace("공고", ""))


def test_sign_up_with_a_wrong_code_does_not_sign_in():
    client = Client()
    signed_up(client)
    page = client.post("/accounts/address/code/", {"code": "000000"})
    assert "번호가 맞지 않거나 시간이 지났습니다" in page.content.decode()
    assert client.get("/accounts/")["Location"].startswith("/accounts/login/")


def test_sign_up_with_a_short_password_says_so_at_its_field_and_makes_nobody():
    page = signed_up(Client(), password1="짧다")
    assert page.status_code == 200
    assert "password1" in page.context["form"].errors
    assert queries.person_by_email("new@example.kr") is None
    assert mail.outbox == []


def test_sign_up_with_a_taken_address_looks_the_same_and_tells_its_owner_by_mail():
    person = a_person()
    fresh, taken = signed_up(Client()), signed_up(Client(), person.email)
    assert (fresh.status_code, fresh["Location"]) == (taken.status_code, taken["Location"])
    assert mail.outbox[-1].to == [person.email]
    assert "이미 가입한 주소입니다" in mail.outbox[-1].subject
    assert "/accounts/password/reset/" in mail.outbox[-1].body


def test_code_is_sent_again_and_the_address_can_be_changed_before_it_is_proved():
    client = Client()
    signed_up(client, "typo@example.kr")
    client.post("/accounts/address/code/", {"action": "change", "email": "right@example.kr"})
    assert [message.to for message in mail.outbox] == [["typo@example.kr"], ["right@example.kr"]]
    client.post("/accounts/address/code/", {"code": code_of(mail.outbox[-1])})
    assert client.get("/accounts/").context["person"].email == "right@example.kr"


def test_sign_in_with_a_wrong_password_and_with_an_unknown_address_say_the_same():
    person = a_person()
    wrong = signed_in(Client(), person.email, "틀린 비밀번호입니다")
    unknown = signed_in(Client(), "nobody@example.kr")
    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert "맞지 않습니다" in wrong.content.decode()


def test_sign_in_to_one_organisation_acts_for_it_at_once(owner):
    client = Client()
    answer = signed_in(client, owner.person.email)
    assert answer["Location"] == "/accounts/enter/"
    assert client.get("/accounts/enter/")["Location"] == "/company/"
    assert client.session[queries.ORGANISATION] == str(owner.company.ref)


def test_sign_in_goes_on_to_the_page_asked_for_and_never_to_another_site(owner):
    asked = signed_in(Client(), owner.person.email, next="/company/people/")
    away = signed_in(Client(), owner.person.email, next="https://example.org/")
    assert (asked["Location"], away["Location"]) == ("/company/people/", "/accounts/enter/")


def test_sign_in_to_several_organisations_asks_which_and_keeps_the_page_asked_for(owner):
    other = an_owner(company_name="두리산업").company
    commands.grant_role(person_id=owner.person.id, organisation=other.ref, role=Role.COMPANY_VIEWER, by=SYSTEM, at=NOW)
    client = Client()

    asked = signed_in(client, owner.person.email, next="/company/people/")
    page = client.get(asked["Location"])
    chosen = client.post(asked["Location"], {"organisation": str(other.ref), "next": "/company/people/"})

    assert asked["Location"] == "/accounts/organisations/?next=%2Fcompany%2Fpeople%2F"
    assert {row.name for row in page.context["mine"]} == {"하나정밀", "두리산업"}
    assert chosen["Location"] == "/company/people/"
    assert client.session[queries.ORGANISATION] == str(other.ref)


def test_choosing_an_organisation_of_others_is_404(owner, stranger):
    answer = stranger.client.post("/accounts/organisations/", {"organisation": str(owner.company.ref)})
    assert answer.status_code == 404


def test_sign_in_brings_the_chosen_language_to_a_new_browser_and_leaves_one_chosen_there(owner):
    commands.correct_person(name="Kim", language="en", phone="", by=owner.actor, at=NOW)
    chosen = Client()
    chosen.cookies["language"] = "ko"
    assert signed_in(Client(), owner.person.email).cookies["language"].value == "en"
    assert "language" not in signed_in(chosen, owner.person.email).cookies


def test_sign_out_ends_the_session(owner):
    client = owner.client
    assert client.get("/accounts/logout/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/accounts/").status_code == 302


def test_forgotten_password_is_made_anew_with_a_code(owner):
    client = Client()
    client.post("/accounts/password/reset/", {"email": owner.person.email})
    client.post("/accounts/password/reset/code/", {"code": code_of(mail.outbox[0])})
    new = "가을 달빛 아래 산책"
    client.post("/accounts/password/reset/new/", {"password1": new, "password2": new})

    assert "next" not in signed_in(Client(), owner.person.email, new)["Location"]
    assert signed_in(Client(), owner.person.email).status_code == 200


def test_forgotten_password_of_an_unknown_address_looks_the_same(owner):
    known = Client().post("/accounts/password/reset/", {"email": owner.person.email})
    unknown = Client().post("/accounts/password/reset/", {"email": "nobody@example.kr"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_address_is_changed_only_when_the_new_one_is_proved(owner):
    client = owner.client
    client.post("/accounts/address/", {"action_add": "", "email": "moved@example.kr"})
    assert queries.person(owner.person.id).email == owner.person.email
    client.post("/accounts/address/code/", {"code": code_of(mail.outbox[-1])})
    assert queries.person(owner.person.id).email == "moved@example.kr"


def test_own_data_is_corrected_and_a_wrong_phone_is_refused_at_its_field(owner):
    client = owner.client
    wrong = client.post("/accounts/", {"name": "김하나", "language": "en", "phone": "12"})
    assert "전화번호의 자릿수" in wrong.context["form"].errors["phone"][0]

    saved = client.post("/accounts/", {"name": "김 하나", "language": "en", "phone": "010-1234-5678"})
    person = queries.person(owner.person.id)
    assert (saved.status_code, saved.cookies["language"].value) == (302, "en")
    assert (person.name, person.language, queries.phone_of(person)) == ("김 하나", "en", "01012345678")


def test_other_devices_are_signed_out(owner):
    here, there = Client(), Client()
    signed_in(here, owner.person.email)
    signed_in(there, owner.person.email)
    assert here.get("/accounts/devices/").context["session_count"] == 2
    here.post("/accounts/devices/")
    assert here.get("/accounts/").status_code == 200
    assert there.get("/accounts/").status_code == 302


@pytest.mark.parametrize("path", ["", "organisations/", "company/", "factors/", "devices/", "address/", "again/"])
def test_own_pages_send_a_visitor_to_the_login_and_back(path, db):
    answer = Client().get(f"/accounts/{path}")
    assert answer.status_code == 302
    assert answer["Location"] == f"/accounts/login/?next=/accounts/{path}"


@pytest.mark.parametrize("count", [1, 3])
def test_own_page_costs_the_same_for_any_number_of_organisations(count, django_assert_max_num_queries):
    person = a_person()
    for _ in range(count):
        a_company = an_owner().company
        commands.grant_role(
            person_id=person.id, organisation=a_company.ref, role=Role.COMPANY_VIEWER, by=SYSTEM, at=NOW
        )
    client = a_member(person).client
    with django_assert_max_num_queries(12):
        client.get("/accounts/")


@pytest.mark.parametrize("count", [1, 3])
def test_people_page_costs_at_most_twelve_statements_for_any_number(owner, count, django_assert_max_num_queries):
    for _ in range(count):
        a_colleague_of(owner)
    client = owner.client
    with django_assert_max_num_queries(12):
        client.get("/company/people/")
