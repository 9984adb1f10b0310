"""Online inquiries: asked under a subject, answered by mail, published without anything personal."""

from datetime import timedelta

import pytest

from gonggo.inquiries import commands, queries
from gonggo.inquiries.models import Inquiry
from gonggo.inquiries.rules import personal
from gonggo.journal.commands import deliver
from gonggo.journal.models import Entry
from gonggo.kernel.actor import SYSTEM, VISITOR, Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.messages.models import Mail
from personas import NOW, an_officer, an_owner
from world import the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def ask(by=VISITOR, **more):
    told = {
        "subject": "application",
        "question": "컨소시엄은 몇 곳까지 되나요? 제 번호는 010-1234-5678입니다.",
        "email": "hong@example.kr",
        "language": "ko",
        "at": NOW,
    }
    return commands.ask(program=the_program(), by=by, **(told | more))


def officer():
    return an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency")


def answered(by):
    return commands.answer(inquiry_id=ask().id, answer="세 곳까지입니다.", by=by.actor, at=NOW)


def test_ask_keeps_the_question_and_leaves_nothing_personal_in_the_journal():
    inquiry = ask()

    entry = Entry.objects.get(name="inquiry.asked")
    assert (inquiry.state, inquiry.email) == ("asked", "hong@example.kr")
    assert entry.data == {"about": "application"}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"subject": "weather"}, "inquiry_subject_unknown"),
        ({"question": "  "}, "inquiry_text_missing"),
        ({"question": "가" * 2001}, "inquiry_text_missing"),
        ({"email": ""}, "inquiry_address_missing"),
        ({"email": "no address"}, "inquiry_address_missing"),
    ],
)
def test_ask_of_what_cannot_be_answered_is_refused_and_keeps_nothing(more, code):
    with pytest.raises(Refused) as refused:
        ask(**more)

    assert refused.value.code == code
    assert not Inquiry.objects.exists()


def test_ask_more_often_than_an_hour_allows_is_refused_until_the_hour_is_over():
    for _ in range(commands.MOST_AN_HOUR):
        ask()

    with pytest.raises(Refused) as refused:
        ask(email="HONG@example.kr")

    assert refused.value.code == "inquiry_too_many"
    assert ask(email="kim@example.kr").state == "asked"
    assert ask(at=NOW + timedelta(hours=1)).state == "asked"


def test_answer_goes_by_mail_to_who_asked_and_again_where_it_is_corrected():
    by = officer()
    inquiry = answered(by)
    commands.answer(inquiry_id=inquiry.id, answer="네 곳까지입니다.", by=by.actor, at=NOW)

    deliver(now=machine_now(), limit=1000)

    mails = list(Mail.objects.filter(template="inquiry_answered"))
    assert {mail.to for mail in mails} == {"hong@example.kr"}
    assert len(mails) == 2
    assert all("네 곳까지입니다." in mail.body and "몇 곳까지" in mail.body for mail in mails)


def test_published_words_may_hold_nothing_personal():
    by = officer()
    inquiry = answered(by)

    for question, answer in (("제 번호는 010-1234-5678", "네"), ("몇 곳인가요?", "kim@example.kr로 물어보세요.")):
        with pytest.raises(Refused) as refused:
            commands.publish(inquiry_id=inquiry.id, question=question, answer=answer, by=by.actor, at=NOW)
        assert refused.value.code == "inquiry_personal"
    assert queries.published(inquiry.program) == []

    commands.publish(inquiry_id=inquiry.id, question="몇 곳까지 되나요?", answer="세 곳까지.", by=by.actor, at=NOW)
    assert [one.public_question for one in queries.published(inquiry.program)] == ["몇 곳까지 되나요?"]
    commands.take_down(inquiry_id=inquiry.id, by=by.actor, at=NOW)
    assert queries.published(inquiry.program) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("044-300-0553으로 물어보세요.", ""),
        ("01012345678", "01012345678"),
        ("900101-1234567", "900101-1234567"),
        ("123-45-67890", "123-45-67890"),
        ("a.b@c.kr", "a.b@c.kr"),
        ("2024-04-30 18:00", ""),
        ("60,000,000원", ""),
    ],
)
def test_what_looks_like_somebodys_own_is_seen(text, found):
    assert personal(text) == found


def test_what_nobody_answered_cannot_be_published():
    by = officer()
    inquiry = ask()

    with pytest.raises(Refused) as refused:
        commands.publish(inquiry_id=inquiry.id, question="가", answer="나", by=by.actor, at=NOW)

    assert refused.value.code == "wrong_state"


def test_who_asked_sees_their_own_and_nobody_else_does():
    owner, other = an_owner(), an_owner("남둘")
    inquiry = ask(by=owner.actor, email="")

    assert inquiry.email == owner.person.email
    assert [one.id for one in queries.mine(owner.actor)] == [inquiry.id]
    assert queries.mine(other.actor) == queries.mine(VISITOR) == []
    with pytest.raises(OutOfReach):
        queries.within_reach(inquiry.id, of=other.actor)
    with pytest.raises(OutOfReach):
        commands.open_inquiry(inquiry_id=inquiry.id, origin="", by=owner.actor, at=NOW)
    assert queries.within_reach(inquiry.id, of=SYSTEM) == inquiry


def test_a_person_of_a_company_answers_nothing():
    owner = an_owner()
    inquiry = ask(by=owner.actor)

    with pytest.raises(Refused) as refused:
        commands.answer(inquiry_id=inquiry.id, answer="네", by=owner.actor, at=NOW)

    assert refused.value.code == "wrong_role"
