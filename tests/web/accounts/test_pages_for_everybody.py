"""Every page of accounts: no barrier that axe finds, nothing wider than a phone, no Korean left in English."""

import re

import pytest
from django.test import Client
from django.utils import translation
from playwright.sync_api import expect

from browsing import NARROW, chromium, house, looked_at, opened, overflow, violations  # noqa: F401  # fixtures
from gonggo.parties import commands
from personas import NOW, PASSWORD, a_colleague_of, an_owner

ENTRANCE = ["login/", "signup/", "signup/passkey/", "password/reset/", "inactive/", "password/reset/done/"]
INSIDE = [
    "accounts/",
    "accounts/organisations/",
    "accounts/company/",
    "accounts/company/contest/",
    "accounts/address/",
    "accounts/password/change/",
    "accounts/again/",
    "accounts/factors/",
    "accounts/factors/app/",
    "accounts/factors/passkeys/",
    "accounts/factors/passkeys/add/",
    "accounts/factors/recovery/new/",
    "accounts/devices/",
    "accounts/logout/",
    "company/people/",
]


def a_busy_company():
    owner = an_owner()
    a_colleague_of(owner)
    commands.invite_colleague(
        company_id=owner.company.id, email="a@example.kr", role="company_viewer", by=owner.actor, at=NOW
    )
    return owner


def a_session(owner) -> Client:
    client = owner.client
    client.post("/accounts/again/", {"password": PASSWORD})
    return client


@pytest.mark.browser
def test_every_page_has_no_barrier_and_fits(chromium, house):  # noqa: F811
    visitor = opened(chromium, house)
    member = opened(chromium, house, session=a_session(a_busy_company()).session.session_key)
    found = {}
    for page, paths in ((visitor, [f"accounts/{path}" for path in ENTRANCE]), (member, INSIDE)):
        for path in paths:
            answer = page.goto(f"/{path}")
            assert (path, answer.status, page.url.endswith(path)) == (path, 200, True)
            found[path] = looked_at(page)
    assert found == dict.fromkeys(found, ([], 0, []))


@pytest.mark.browser
def test_a_form_with_faults_has_no_barrier_and_its_summary_takes_focus(chromium, house):  # noqa: F811
    page = opened(chromium, house, size=NARROW)
    page.goto("/accounts/signup/")
    page.get_by_role("button", name="번호 받고 가입하기").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.title().startswith("오류:")
    assert (violations(page), overflow(page)) == ([], 0)


@pytest.mark.django_db(databases=["default", "door"])
def test_every_page_in_english_has_no_korean_but_names():
    owner = a_busy_company()
    member, visitor = a_session(owner), Client()
    names = ["하나정밀", "김하나", "이두리", "공고", "한국어"]
    left = {}
    for client, paths in ((visitor, [f"accounts/{path}" for path in ENTRANCE]), (member, INSIDE)):
        client.cookies["language"] = "en"
        for path in paths:
            page = client.get(f"/{path}").content.decode()
            main = page[page.index("<main") : page.index("</main>")]
            for name in names:
                main = main.replace(name, "")
            if korean := re.findall(r"[^<>\"]*[가-힣][^<>\"]*", main):
                left[path] = korean
    translation.activate("ko")
    assert left == {}
