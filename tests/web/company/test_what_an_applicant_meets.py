"""Small promises to who applies, of which no other test speaks: pages of few questions, going back and forward."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from browsing import chromium, house, reader  # noqa: F401  # two are fixtures
from offices import received
from world import a_draft, a_ready_application, the_program

MOST_QUESTIONS = 5


@pytest.mark.django_db(databases=["default", "door"])
def test_no_page_asks_more_than_five_questions_nor_hides_one_behind_a_tab_or_a_fold():
    case = a_draft()
    pages = {
        section.key: case.adopter.client.get(f"/company/applications/{case.id}/sections/{section.key}")
        for section in case.program.sections_of("adopter", "new")
    }

    assert {s.key: len(s.questions) for s in the_program().sections if len(s.questions) > MOST_QUESTIONS} == {}
    for key, answer in pages.items():
        form = re.search(r'(?s)<form[^>]*id="answers".*?</form>', answer.content.decode())
        assert form, key
        assert not re.search(r'role="tab|<details', form[0]), key


@pytest.mark.django_db(databases=["default", "door"])
@pytest.mark.parametrize(
    ("made", "says"),
    [
        (a_draft, "이 신청은 더 제출할 수 없습니다."),
        (lambda: received(a_ready_application()), "여기에 보이는 것은 마지막으로 저장한 것이고, 더 고칠 수 없습니다."),
    ],
)
def test_after_the_deadline_the_pages_that_are_written_say_what_a_change_is_worth(made, says, monkeypatch):
    case = made()
    addresses = [f"/company/applications/{case.id}/{place}" for place in ("sections/goal", "papers")]
    assert not [one for one in addresses if "접수가 마감되었습니다" in case.adopter.client.get(one).content.decode()]

    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: case.program.window("application").closes)

    for one in addresses:
        shown = case.adopter.client.get(one).content.decode()
        assert "접수가 마감되었습니다" in shown, one
        assert says in shown, one


@pytest.mark.browser
def test_back_and_forward_neither_lose_what_was_written_nor_send_it_again(house, chromium):  # noqa: F811
    case = a_draft()
    section = case.program.sections_of("adopter", "new")[0]
    page = reader(chromium, house, case.adopter)
    page.goto(f"/company/applications/{case.id}/sections/{section.key}")
    field = next(q.key for q in section.questions if q.kind in {"text", "longtext"})
    page.fill(f"[name='{field}']", "두고 온 글")
    posts = []
    page.on("request", lambda one: posts.append(one.url) if one.method == "POST" and "/company/" in one.url else None)

    with page.expect_navigation():
        page.evaluate("document.getElementById('answers').requestSubmit()")
    after = page.url
    page.go_back()
    expect(page.locator(f"[name='{field}']")).to_have_value("두고 온 글")
    page.go_forward()

    assert page.url == after
    assert len(posts) == 1
