"""Nothing typed is lost when the session is over: it waits for its author alone and is never saved by itself."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from gonggo.applications import commands as commands_of_applications
from gonggo.applications import queries
from gonggo.intake import queries as door
from gonggo.parties import commands
from gonggo.parties.queries import members_of
from personas import NOW, PASSWORD
from world import a_draft, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])
TYPED = "세 시간 동안 쓴 <글>"
HOST = "http://testserver"


@pytest.fixture
def case():
    return a_draft()


def page(case) -> str:
    return f"/company/applications/{case.id}/sections/overview"


def overview(case):
    return next(s for s in case.program.sections_of("adopter", "new") if s.key == "overview")


def text_question(case) -> str:
    return overview(case).questions[0].key


def save(case, values: dict[str, str], at) -> None:
    """The adopter saves texts that began from nothing."""
    commands_of_applications.save_answers(
        application_id=case.id,
        section="overview",
        values=values,
        base=dict.fromkeys(values, 0),
        by=case.adopter.actor,
        at=at,
    )


def sign_in(client: Client, persona, to: str = ""):
    more = {"next": to} if to else {}
    return client.post("/accounts/login/", {"login": persona.person.email, "password": PASSWORD, **more})


def whose_session_is_over(persona) -> Client:
    """A browser in which they signed in once; the session has come to its end."""
    client = Client()
    client.get(sign_in(client, persona)["Location"])
    Session.objects.all().delete()
    return client


def send(client: Client, where: str, fields: dict[str, str]):
    return client.post(where, fields, headers={"referer": HOST + where})


def shown(answer) -> str:
    return answer.content.decode()


def saved(case) -> dict[str, str]:
    drafts = door.drafts(queries.ref_of(case.id)).get(case.adopter.actor.company_id, {})
    return {key: draft.value for key, draft in drafts.items()}


def test_text_sent_after_the_session_stands_on_the_same_page_after_signing_in_and_is_not_saved(case):
    client = whose_session_is_over(case.adopter)

    sent = send(client, page(case), {text_question(case): TYPED, "go": "next"})
    back = sign_in(client, case.adopter, page(case))
    answer = client.get(back["Location"])

    assert (sent["Location"], back["Location"]) == (f"/accounts/login/?next={page(case)}", page(case))
    assert "세 시간 동안 쓴 &lt;글&gt;" in shown(answer)
    assert "저장 안 됨" in shown(answer)
    assert saved(case) == {}


def test_the_text_stands_there_until_the_page_is_sent_and_then_no_more(case):
    client = whose_session_is_over(case.adopter)
    send(client, page(case), {text_question(case): TYPED})
    sign_in(client, case.adopter)
    twice = ["저장 안 됨" in shown(client.get(page(case))) for _ in range(2)]

    send(client, page(case), {text_question(case): TYPED + " 고침", f"base.{text_question(case)}": "0"})

    after = shown(client.get(page(case)))
    assert (twice, "저장 안 됨" in after, "고침" in after) == ([True, True], False, True)


def test_another_person_who_signs_in_on_that_browser_gets_nothing_and_it_is_gone(case):
    client = whose_session_is_over(case.adopter)
    send(client, page(case), {text_question(case): TYPED})

    sign_in(client, case.colleague)
    theirs = shown(client.get(page(case)))
    client.post("/accounts/logout/")
    sign_in(client, case.adopter)

    assert ("세 시간" in theirs, "저장 안 됨" in theirs) == (False, False)
    assert "세 시간" not in shown(client.get(page(case)))


def test_text_from_a_browser_that_nobody_is_known_to_have_signed_in_on_is_not_kept(case):
    client = Client()

    send(client, page(case), {text_question(case): TYPED})

    assert dict(client.session) == {}


def test_text_is_bound_to_who_was_signed_in_last_however_they_came_in(case):
    client = whose_session_is_over(case.adopter)
    client.force_login(case.colleague.person)
    client.get("/accounts/")
    Session.objects.all().delete()

    send(client, page(case), {text_question(case): TYPED})

    assert client.session["unsaved_text"]["person"] == str(case.colleague.person.id)


def test_a_forged_name_of_the_author_is_nobodys(case):
    client = Client()
    client.cookies[settings.GONGGO_AUTHOR_COOKIE] = str(case.adopter.person.id)

    send(client, page(case), {text_question(case): TYPED})

    assert dict(client.session) == {}


def test_a_right_taken_away_meanwhile_leaves_the_page_closed(case):
    client = whose_session_is_over(case.colleague)
    send(client, page(case), {text_question(case): TYPED})
    mine = next(one for one in members_of(case.adopter.company.ref) if one.person_id == case.colleague.person.id)
    commands.end_membership(membership_id=mine.membership_id, by=case.adopter.actor, at=NOW)

    sign_in(client, case.colleague)

    assert client.get(page(case)).status_code == 404


def test_a_colleagues_newer_text_is_not_written_over_by_what_was_set_aside(case):
    write(case, case.adopter)
    key = text_question(case)
    first = door.drafts(queries.ref_of(case.id))[case.adopter.actor.company_id][key].revision
    client = whose_session_is_over(case.adopter)
    send(client, page(case), {key: TYPED, f"base.{key}": str(first)})
    write(case, case.colleague, {key: "동료의 글"})
    sign_in(client, case.adopter)

    again = shown(client.get(page(case)))

    assert f'name="base.{key}" value="{first}"' in again
    assert "세 시간" in again


@pytest.mark.parametrize(
    "fields",
    [
        {"password": "벚꽃"},
        {"new_password1": "벚꽃"},
        {"csrfmiddlewaretoken": "x" * 64},
        {"code": "123456"},
        {"text": "가" * 22_000},
    ],
    ids=["password", "new password", "token", "second factor", "more than 64 KB"],
)
def test_secrets_and_what_is_too_long_are_not_kept(case, fields):
    client = whose_session_is_over(case.adopter)

    send(client, page(case), fields)

    assert dict(client.session) == {}


def test_text_up_to_64_kb_is_kept(case):
    client = whose_session_is_over(case.adopter)

    send(client, page(case), {"text": "x" * (64 * 1024 - 4)})

    assert len(client.session["unsaved_text"]["fields"]["text"]) == 64 * 1024 - 4


def test_a_form_of_another_page_is_filled_again_too(case):
    client = whose_session_is_over(case.adopter)
    people = reverse("people:people")
    client.post(reverse("people:invite"), {"email": "a@b.kr"}, headers={"referer": HOST + people})
    sign_in(client, case.adopter)

    answer = shown(client.get(people))

    assert re.search(r'name="email" value="a@b\.kr"', answer)
    assert "저장 안 됨" in answer


def test_an_ordinary_visit_after_signing_in_says_nothing_of_it(case):
    client = Client()
    sign_in(client, case.adopter)

    assert "저장 안 됨" not in shown(client.get(f"/company/applications/{case.id}"))


def test_a_text_that_was_saved_before_it_was_sent_is_shown_as_saved_and_nothing_waits_any_more(case):
    write(case, case.adopter, {text_question(case): TYPED})
    client = whose_session_is_over(case.adopter)
    send(client, page(case), {text_question(case): TYPED, f"base.{text_question(case)}": "1"})

    sign_in(client, case.adopter)
    answer = shown(client.get(page(case)))

    assert ("세 시간" in answer, "저장 안 됨" in answer, "저장됨" in answer) == (True, False, True)
    assert "unsaved_text" not in client.session


def test_who_has_gone_on_writing_is_not_shown_the_older_text_again(case):
    key = text_question(case)
    client = whose_session_is_over(case.adopter)
    send(client, page(case), {key: TYPED})
    sign_in(client, case.adopter)
    later = NOW + timedelta(hours=1)
    save(case, {key: TYPED + " 더"}, later)

    answer = shown(client.get(page(case)))

    assert ("세 시간 동안 쓴 &lt;글&gt; 더" in answer, "저장 안 됨" in answer) == (True, False)


def test_the_script_is_told_which_texts_on_the_page_are_nowhere_saved(case):
    key, other = (question.key for question in overview(case).questions[:2])
    write(case, case.adopter, {other: "저장한 답"})
    client = whose_session_is_over(case.adopter)
    send(client, page(case), {key: TYPED, other: "저장한 답"})
    sign_in(client, case.adopter)

    assert f'data-unsaved="[&quot;{key}&quot;]"' in shown(client.get(page(case)))
    client.post(page(case), {key: TYPED, "base.task-title": "1", "go": "stay"})
    assert 'data-unsaved="[]"' in shown(client.get(page(case)))
