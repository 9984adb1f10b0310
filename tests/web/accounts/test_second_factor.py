"""Authenticator apps, recovery codes, who must have a second factor, and 본인 재인증."""

import time
from datetime import timedelta

import pytest
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, hotp_value
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory

from gonggo.kernel.actor import SYSTEM, Role
from gonggo.parties import commands, personal
from gonggo.web.accounts.step_up import step_up_at, stepped_up
from personas import NOW, PASSWORD, an_officer, an_owner

in_a_transaction = pytest.mark.django_db(databases=["default", "door"])
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def signed_in(client, email):
    return client.post("/accounts/login/", {"login": email, "password": PASSWORD})


def stepped_up_client(persona):
    client = Client()
    signed_in(client, persona.person.email)
    client.post("/accounts/again/", {"password": PASSWORD})
    return client


def an_officer_with_an_app():
    agency = commands.add_agency(key="office", kind="agency", name="전담기관", by=SYSTEM, at=NOW)
    person = commands.add_person(
        email="officer@example.kr",
        name="박세움",
        encoded=make_password(PASSWORD),
        totp_secret=SECRET,
        by=SYSTEM,
        at=NOW,
    )
    commands.grant_role(person_id=person.id, organisation=agency.ref, role=Role.AGENCY_OFFICER, by=SYSTEM, at=NOW)
    return person


@pytest.mark.usefixtures("committing")
def test_app_is_set_up_after_a_fresh_proof_and_its_secret_is_sealed():
    owner, client = an_owner(), Client()
    signed_in(client, owner.person.email)
    asked = client.get("/accounts/factors/app/")
    client.post("/accounts/again/", {"password": PASSWORD})
    page = client.get("/accounts/factors/app/")
    drawn = client.get("/accounts/factors/app/qr.svg")
    secret = client.session[SECRET_SESSION_KEY]
    done = client.post("/accounts/factors/app/", {"code": code(secret)})

    assert asked["Location"] == "/accounts/again/?next=%2Faccounts%2Ffactors%2Fapp%2F"
    assert "data:" not in page.content.decode()
    assert drawn["Content-Type"] == "image/svg+xml"
    assert "no-store" in drawn["Cache-Control"]
    assert done["Location"] == "/accounts/factors/recovery/"
    kept = Authenticator.objects.get(user=owner.person, type="totp").data["secret"]
    assert (kept.startswith("demo-personal-"), secret in kept) == (True, False)
    assert personal.opened(kept, of="mfa.secret") == secret
    assert len(client.get("/accounts/factors/recovery/").context["unused_codes"]) == 10
    assert "인증 앱을 등록했습니다" in mail.outbox[-1].subject


@in_a_transaction
def test_app_with_a_wrong_code_is_not_set_up(owner):
    client = stepped_up_client(owner)
    client.get("/accounts/factors/app/")
    page = client.post("/accounts/factors/app/", {"code": "000000"})
    assert "code" in page.context["form"].errors
    assert not Authenticator.objects.exists()


@in_a_transaction
def test_sign_in_with_an_app_asks_for_its_code_and_takes_each_code_once():
    person, client, again = an_officer_with_an_app(), Client(), Client()
    asked = signed_in(client, person.email)
    assert asked["Location"] == "/accounts/login/factor/"
    assert client.get("/accounts/").status_code == 302

    now = code(SECRET)
    assert client.post("/accounts/login/factor/", {"code": now})["Location"] == "/accounts/enter/"
    signed_in(again, person.email)
    assert again.post("/accounts/login/factor/", {"code": now}).status_code == 200


@in_a_transaction
def test_sign_in_with_a_recovery_code_works_once(owner):
    client = stepped_up_client(owner)
    client.get("/accounts/factors/app/")
    client.post("/accounts/factors/app/", {"code": code(client.session[SECRET_SESSION_KEY])})
    recovery = client.get("/accounts/factors/recovery/").context["unused_codes"][0]
    cache.clear()

    first, second = Client(), Client()
    signed_in(first, owner.person.email)
    assert first.post("/accounts/login/factor/", {"code": recovery}).status_code == 302
    signed_in(second, owner.person.email)
    assert second.post("/accounts/login/factor/", {"code": recovery}).status_code == 200


@pytest.mark.usefixtures("committing")
@pytest.mark.parametrize(
    ("role", "kind"),
    [(Role.OPERATOR_OFFICER, "operator"), (Role.AGENCY_LEAD, "agency"), (Role.MINISTRY, "ministry")],
)
def test_office_without_a_second_factor_is_sent_to_set_one_up_and_enters_then(role, kind):
    officer, client = an_officer(role, kind=kind), Client()
    signed_in(client, officer.person.email)
    assert client.get("/company/people/")["Location"] == "/accounts/factors/?next=%2Fcompany%2Fpeople%2F"
    assert client.get("/accounts/").status_code == 200

    client.post("/accounts/again/", {"password": PASSWORD})
    client.get("/accounts/factors/app/")
    client.post("/accounts/factors/app/", {"code": code(client.session[SECRET_SESSION_KEY])})
    assert client.get("/company/people/").status_code == 404  # no longer held up, and not a company's


@in_a_transaction
def test_office_with_a_second_factor_that_was_not_shown_is_asked_for_it():
    person, client = an_officer_with_an_app(), Client()
    client.force_login(person)
    session = client.session
    session["organisation"] = str(person.memberships.get().organisation)
    session.save()
    assert client.get("/company/people/")["Location"].startswith("/accounts/again/code/")


@in_a_transaction
def test_company_is_not_held_up_for_a_second_factor(owner):
    assert owner.client.get("/company/people/").status_code == 200


def request_with(records, person):
    request = RequestFactory().get("/")
    request.user = person
    request.session = {
        "account_authentication_methods": records,
        "account_authentication_methods_user": str(person.pk),
    }
    return request


@in_a_transaction
@pytest.mark.parametrize(("age", "enters"), [(0, True), (299, True), (301, False)])
def test_view_behind_a_step_up_is_entered_within_five_minutes_only(owner, age, enters):
    view = stepped_up(within=timedelta(minutes=5))(lambda _: HttpResponse("들어옴"))
    request = request_with([{"method": "password", "at": time.time() - age}], owner.person)
    if enters:
        assert view(request).content.decode() == "들어옴"
    else:
        with pytest.raises(ReauthenticationRequired):
            view(request)


@in_a_transaction
def test_step_up_of_another_person_or_of_none_does_not_count(owner, stranger):
    assert step_up_at(request_with([], owner.person)) is None
    request = request_with([{"method": "password", "at": time.time()}], owner.person)
    request.user = stranger.person
    assert step_up_at(request) is None


@in_a_transaction
def test_step_up_with_a_wrong_password_is_refused(owner):
    client = Client()
    signed_in(client, owner.person.email)
    page = client.post("/accounts/again/", {"password": "아닌 비밀번호입니다"})
    assert (page.status_code, "password" in page.context["form"].errors) == (200, True)
