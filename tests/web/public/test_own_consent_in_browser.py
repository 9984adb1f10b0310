"""A person without an account opens their link on a phone."""

import pytest

from browsing import NARROW, chromium, house, looked_at, opened  # noqa: F401  # fixtures
from gonggo.applications import commands, people
from personas import NOW
from web.public.test_own_consent import address, an_application_with_staff, person
from world import place

pytestmark = pytest.mark.browser


def test_person_consents_on_a_phone_and_sees_later_what_changed(house, chromium):  # noqa: F811
    case = an_application_with_staff()
    page = opened(chromium, house, size=NARROW)
    page.goto(address())
    seen = {"closed": looked_at(page, "own-consent-before")}
    page.get_by_role("button", name="인증번호 받기").click()
    page.get_by_label("인증번호 여섯 자리").fill(people.code_of(person()))
    seen["code"] = looked_at(page, "own-consent-code")
    page.get_by_role("button", name="확인하기").click()
    seen["part"] = looked_at(page, "own-consent-part")
    page.get_by_role("button", name="동의하기").click()
    page.get_by_text("동의하셨습니다").wait_for()
    seen["agreed"] = looked_at(page, "own-consent-agreed")
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)
    place(case, case.supplier, "careers", words="새 경력")
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)

    page.reload()

    assert page.get_by_role("button", name="바뀐 내용에 동의하기").is_visible()
    seen["changed"] = looked_at(page, "own-consent-changed")
    assert seen == dict.fromkeys(seen, ([], 0, []))
