"""The check page: whose task each gap is, one proof for the sitting, consents, what changed, the way to submit."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from gonggo.applications import commands, queries, sealed
from gonggo.intake.capability import read
from personas import NOW, Persona
from world import a_complete_draft, a_draft, a_ready_application, consent, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])
CAPABILITY = re.compile(r'action="/intake/submit"[^>]*><input type="hidden" name="capability" value="([^"]+)"')


def check(consortium, more: str = "") -> str:
    return f"/company/applications/{consortium.id}/check{more}"


def a_while_ago(persona: Persona, **ago: int):
    """A browser whose person last proved who they are a while ago."""
    client = persona.client
    session = client.session
    records = session["account_authentication_methods"]
    at = (datetime.now(tz=UTC) - timedelta(**ago)).timestamp()
    session["account_authentication_methods"] = [{**record, "at": at} for record in records]
    session.save()
    return client


def part(text: str) -> str:
    found = re.search(r'name="part" value="([0-9a-f]{64})"', text)
    assert found is not None
    return found[1]


def problems(page) -> list[tuple[str, str]]:
    return [(problem.url, problem.whose) for problem in page.context["page"].problems]


@pytest.mark.clause("5-documents")
def test_gaps_lead_to_their_fields_and_a_partners_only_say_whose_they_are():
    consortium = a_draft()
    write(consortium, consortium.adopter, {"plan-months": ""})
    base = f"/company/applications/{consortium.id}"

    found = problems(consortium.adopter.client.get(check(consortium)))

    assert found[0] == (f"{base}/sections/schedule#id_plan-months", "하나정밀의 할 일")
    assert (f"{base}/papers#slot-plan", "하나정밀의 할 일") in found
    assert {url for url, whose in found if whose == "이음데이터의 할 일"} == {""}


def test_incomplete_draft_is_not_sealed_and_its_page_offers_the_first_gap_instead_of_a_button():
    consortium = a_draft()
    client = consortium.adopter.client

    said = client.get(check(consortium)).content.decode()
    answer = client.post(check(consortium, "/seal"))

    assert "첫째로 남은 일 하러 가기" in said
    assert "/intake/submit" not in said
    assert answer.status_code == 409
    assert sealed.open_revision(consortium.id) is None


def test_sealing_asks_for_a_fresh_proof_and_changes_nothing_before():
    consortium = a_complete_draft()

    answer = a_while_ago(consortium.adopter, minutes=6).post(check(consortium, "/seal"))

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/again/")
    assert sealed.open_revision(consortium.id) is None


def test_one_proof_covers_check_consent_and_submit():
    consortium = a_complete_draft()
    client = consortium.adopter.client
    client.post(check(consortium, "/seal"))
    consent(consortium, consortium.supplier)
    later = a_while_ago(consortium.adopter, minutes=40)

    later.post(
        check(consortium, "/consent"), {"agree": "1", "part": part(later.get(check(consortium)).content.decode())}
    )

    assert CAPABILITY.search(later.get(check(consortium)).content.decode())


def test_proof_that_is_too_old_shows_the_way_to_a_new_one_in_place_of_the_button():
    consortium = a_ready_application()

    said = a_while_ago(consortium.adopter, minutes=61).get(check(consortium)).content.decode()

    assert "본인 재인증하기" in said
    assert "/intake/submit" not in said


@pytest.mark.clause("3-consortium")
def test_submit_is_offered_when_every_company_has_consented_and_not_before(settings):
    consortium = a_complete_draft()
    adopter, supplier = consortium.adopter.client, consortium.supplier.client
    adopter.post(check(consortium, "/seal"))
    for client in (adopter, supplier):
        page = client.get(check(consortium)).content.decode()
        assert CAPABILITY.search(page) is None
        assert all(text.title.ko in page for text in sealed.texts_for(consortium.program, "adopter"))
        client.post(check(consortium, "/consent"), {"agree": "1", "part": part(page)})

    text = CAPABILITY.search(adopter.get(check(consortium)).content.decode())

    assert text is not None
    key = settings.GONGGO_CAPABILITY_KEY
    right = read(text[1].encode(), {key.id.encode(): key.secret})
    standing = sealed.open_revision(consortium.id)
    assert (right.act, right.subject_id, right.sealed_id) == ("submit", consortium.id.hex, standing.id.hex)


def test_consent_without_the_box_or_to_another_content_is_not_taken():
    consortium = a_complete_draft()
    client = consortium.adopter.client
    client.post(check(consortium, "/seal"))

    client.post(check(consortium, "/consent"), {"part": part(client.get(check(consortium)).content.decode())})
    answer = client.post(check(consortium, "/consent"), {"agree": "1", "part": "0" * 64})

    states = sealed.consent_states(consortium.application, sealed.open_revision(consortium.id))
    assert answer.status_code == 409
    assert "확인하는 사이에 내용이 바뀌어" in answer.content.decode()
    assert [state.stands for state in states] == [False, False]


def test_consent_that_an_edit_made_stale_is_shown_with_what_changed():
    consortium = a_ready_application()
    write(consortium, consortium.adopter, {"government": "40000000", "company-manager-phone": "031-000-0000"})
    commands.seal(application_id=consortium.id, by=consortium.adopter.actor, at=NOW)

    adopter = consortium.adopter.client.get(check(consortium)).content.decode()
    supplier = consortium.supplier.client.get(check(consortium)).content.decode()

    for said in (adopter, supplier):
        assert "다시 동의 필요" in said
        assert "동의한 뒤에 바뀐 것" in said
        assert "50,000,000원" in said
        assert "40,000,000원" in said
        assert "/intake/submit" not in said
    assert "031-000-0000" in adopter
    assert "031-000-0000" not in supplier  # it reads that the page about people changed, not what stands there


def test_edit_after_the_seal_asks_to_seal_again_and_leaves_the_sealed_one_submittable():
    consortium = a_ready_application()
    write(consortium, consortium.adopter, {"task-title": "고친 제목"})

    said = consortium.adopter.client.get(check(consortium)).content.decode()

    assert "1판을 확정한 뒤에 고친 내용이 있습니다" in said
    assert "고치기 전의 1판 그대로 제출하기" in said


def test_consent_taken_back_takes_the_submit_form_away():
    consortium = a_ready_application()

    consortium.supplier.client.post(check(consortium, "/consent/withdraw"))

    said = consortium.adopter.client.get(check(consortium)).content.decode()
    assert "/intake/submit" not in said
    assert "공급기업 이음데이터의 동의를 기다립니다" in said


def test_stranger_cannot_seal_or_consent(stranger):
    consortium = a_complete_draft()

    answers = [
        stranger.client.post(check(consortium, more), {"agree": "1"}).status_code for more in ("/seal", "/consent")
    ]

    assert answers == [404, 404]
    assert sealed.open_revision(consortium.id) is None


def test_history_tells_ones_own_papers_and_not_the_partners():
    consortium = a_ready_application()
    lines = consortium.adopter.client.get(f"/company/applications/{consortium.id}/history").context["lines"]

    told = [line.what for line in lines]
    assert told.count("최종 확인을 마쳤습니다 (1판)") == 1
    assert "동의했습니다: 이음데이터" in told
    assert len([what for what in told if what.startswith("서류를 올렸습니다")]) == len(
        queries.paper_rows(consortium.application, consortium.adopter.actor.company_id)
    )
