"""Passkeys in a real browser with a virtual authenticator: sign up, out and in again, and prove oneself."""

import re
from collections.abc import Iterator

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from browsing import WIDE, chromium, house, opened  # noqa: F401  # fixtures
from gonggo.parties import queries
from personas import PASSWORD, an_owner

CHIP = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(chromium, house) -> Iterator[Page]:  # noqa: F811
    """A browser whose device has a passkey chip that always says yes; any complaint of the page fails the test."""
    page = opened(chromium, house, size=WIDE)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": CHIP})
    yield page
    assert page.complaints == []


@pytest.mark.browser
def test_sign_up_with_a_passkey_and_in_again_without_a_password(page):
    page.goto("/accounts/signup/passkey/")
    page.get_by_label("이름").fill("한패스")
    page.get_by_label("이메일 주소").fill("pass@example.kr")
    page.get_by_role("button", name="번호 받고 패스키 만들기").click()
    page.wait_for_url("**/accounts/address/code/")
    page.get_by_label("인증번호").fill(re.search(r"^([0-9]{6})$", mail.outbox[-1].body, re.MULTILINE).group(1))
    page.get_by_role("button", name="번호로 계속하기").click()
    page.get_by_label("패스키 이름").fill("내 노트북")
    page.get_by_role("button", name="이 기기에 패스키 만들기").click()
    page.wait_for_url("**/accounts/company/")

    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="로그아웃").click()
    page.goto("/accounts/login/?next=/accounts/devices/")
    page.get_by_role("button", name="패스키로 로그인").click()
    page.wait_for_url("**/accounts/devices/")

    person = queries.person_by_email("pass@example.kr")
    assert (person.name, person.has_usable_password()) == ("한패스", False)


@pytest.mark.browser
def test_passkey_is_added_to_an_account_after_proving_oneself_and_serves_as_proof(page):
    owner = an_owner()
    page.goto("/accounts/login/?next=/accounts/factors/passkeys/add/")
    page.get_by_label("이메일 주소").fill(owner.person.email)
    page.get_by_label("비밀번호").fill(PASSWORD)
    page.get_by_role("button", name="로그인", exact=True).click()
    page.wait_for_url("**/accounts/again/**")
    page.get_by_label("비밀번호").fill(PASSWORD)
    page.get_by_role("button", name="비밀번호로 재인증").click()
    page.get_by_label("패스키 이름").fill("회사 열쇠")
    page.get_by_role("button", name="이 기기에 패스키 만들기").click()
    expect(page.get_by_role("heading", name="복구 코드")).to_be_visible()

    page.goto("/accounts/again/passkey/?next=/accounts/factors/passkeys/")
    page.get_by_role("button", name="패스키로 재인증").click()
    page.wait_for_url("**/accounts/factors/passkeys/")
    expect(page.get_by_role("link", name="회사 열쇠 지우기")).to_be_visible()


@pytest.mark.django_db(databases=["default", "door"])
def test_passkey_of_another_person_is_404(owner, stranger):
    from allauth.mfa.models import Authenticator

    key = Authenticator.objects.create(user=owner.person, type="webauthn", data={"name": "열쇠", "credential": {}})
    client = stranger.client
    client.post("/accounts/again/", {"password": PASSWORD})
    assert client.get(f"/accounts/factors/passkeys/{key.pk}/").status_code == 404
    assert client.post(f"/accounts/factors/passkeys/{key.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()
