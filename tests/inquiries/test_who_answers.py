"""Who answers a question: the operator of the application it is about, who was chosen, or the agency."""

import pytest

from gonggo.applications import commands as applications
from gonggo.inquiries import commands, queries
from gonggo.inquiries.models import Inquiry
from gonggo.inquiries.queries import View
from gonggo.journal.commands import deliver
from gonggo.journal.models import Access, Entry
from gonggo.kernel.actor import VISITOR, Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.messages.models import Mail
from gonggo.operators.models import Operator
from gonggo.web.ui.waiting import waiting
from offices import received
from personas import NOW, an_officer, an_owner
from world import a_draft, a_ready_application, agree_with_operators, the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def of_operator(place=0, role=Role.OPERATOR_OFFICER):
    return an_officer(role, kind="operator", key=the_program().operators[place].key)


def of_agency(role=Role.AGENCY_OFFICER):
    return an_officer(role, kind="agency", key="agency")


def ask(by=VISITOR, **more):
    told = {
        "subject": "application",
        "question": "컨소시엄은 몇 곳까지 되나요?",
        "email": "hong@example.kr",
        "language": "ko",
        "at": NOW,
    }
    return commands.ask(program=the_program(), by=by, **(told | more))


def answer(inquiry, by, words="세 곳까지입니다."):
    return commands.answer(inquiry_id=inquiry.id, answer=words, by=by.actor, at=NOW)


def about(case, **more):
    return ask(by=case.adopter.actor, application_id=case.id, **more)


def seen_by(persona):
    return [one.id for one in queries.visible_to(persona.actor)]


def refusal_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def lines_of(persona):
    return {line.what: line.count for line in waiting(persona.actor, at=NOW) if line.what == "문의에 답하기"}


def test_a_question_about_an_application_is_for_the_operator_that_has_it_and_for_no_other():
    inquiry = about(a_draft())
    its_own, another, agency = of_operator(0), of_operator(1), of_agency()

    assert (seen_by(its_own), seen_by(another), seen_by(agency)) == ([inquiry.id], [], [inquiry.id])
    assert (lines_of(its_own), lines_of(another), lines_of(agency)) == ({"문의에 답하기": 1}, {}, {})
    with pytest.raises(OutOfReach):
        answer(inquiry, another)
    with pytest.raises(OutOfReach):
        commands.open_inquiry(inquiry_id=inquiry.id, origin="", by=another.actor, at=NOW)
    assert Inquiry.objects.get().state == "asked"


def test_an_answer_of_an_operator_goes_by_mail_and_says_whose_it_is():
    inquiry = about(a_draft())

    answer(inquiry, of_operator())
    deliver(now=machine_now(), limit=1000)

    kept = Inquiry.objects.get()
    assert (kept.state, kept.answered_operator) == ("answered", the_program().operators[0].key)
    mail = Mail.objects.get(template="inquiry_answered")
    assert f"답변({the_program().operators[0].name.ko})" in mail.body


def test_an_opening_by_an_operator_is_in_the_access_log():
    inquiry = about(a_draft())

    commands.open_inquiry(inquiry_id=inquiry.id, origin="10.0.0.1", by=of_operator().actor, at=NOW)

    assert Access.objects.filter(entry__subject_id=inquiry.id, purpose="inquiry").count() == 1


def test_a_question_under_a_subject_of_the_operators_is_for_the_one_chosen():
    second = the_program().operators[1].key

    chosen, unsaid = ask(subject="consulting", operator=second), ask(subject="consulting")
    elsewhere = ask(subject="application", operator=second)

    assert seen_by(of_operator(1)) == [chosen.id]
    assert lines_of(of_agency()) == {"문의에 답하기": 2}
    assert {one.id for one in queries.queue(of=of_agency().actor, view=View.OURS)} == {unsaid.id, elsewhere.id}
    assert [one.id for one in queries.queue(of=of_agency().actor, view=View.THEIRS)] == [chosen.id]


def test_an_operator_that_the_notice_does_not_have_or_that_is_closed_is_refused_and_nothing_is_kept():
    agree_with_operators(the_program())
    key = the_program().operators[1].key
    Operator.objects.filter(operator=key).update(state="suspended")

    assert refusal_of(lambda: ask(subject="consulting", operator="nobody")) == "inquiry_operator_unknown"
    assert refusal_of(lambda: ask(subject="consulting", operator=key)) == "operator_closed"
    assert not Inquiry.objects.exists()


def test_nobody_asks_about_an_application_of_others():
    case, stranger = a_draft(), an_owner("최낯선", company_name="먼나라")

    for by in (stranger.actor, VISITOR):
        code = refusal_of(lambda by=by: ask(by=by, application_id=case.id))
        assert code == "inquiry_application_unknown"
    assert not Inquiry.objects.exists()


def test_an_application_given_to_another_operator_takes_its_questions_along():
    case = received(a_ready_application())
    inquiry = about(case)
    second = case.program.operators[1].key

    applications.reassign(
        application_id=case.id, operator=second, reason="이해충돌", by=of_agency(Role.AGENCY_LEAD).actor, at=NOW
    )

    assert (seen_by(of_operator(0)), seen_by(of_operator(1))) == ([], [inquiry.id])


def test_the_agency_answers_an_operators_question_only_once_it_has_taken_it_over():
    inquiry, agency, operator = about(a_draft()), of_agency(), of_operator()

    assert refusal_of(lambda: answer(inquiry, agency)) == "inquiry_of_operator"
    assert Inquiry.objects.get().state == "asked"

    commands.take_over(inquiry_id=inquiry.id, by=agency.actor, at=NOW)
    answer(inquiry, agency)

    assert (seen_by(operator), Inquiry.objects.get().answered_operator) == ([], "")
    assert Entry.objects.get(name="inquiry.taken_over").data == {"before": the_program().operators[0].key}
    assert refusal_of(lambda: commands.take_over(inquiry_id=inquiry.id, by=agency.actor, at=NOW)) == "wrong_state"


def test_what_is_the_agencys_already_is_not_taken_over_and_an_operator_takes_over_nothing():
    ours, theirs, operator = ask(), about(a_draft()), of_operator()

    assert (
        refusal_of(lambda: commands.take_over(inquiry_id=ours.id, by=of_agency().actor, at=NOW)),
        refusal_of(lambda: commands.take_over(inquiry_id=theirs.id, by=operator.actor, at=NOW)),
    ) == ("inquiry_ours", "wrong_role")
    assert not Inquiry.objects.exclude(taken_over_at=None).exists()


def test_an_answer_of_an_operator_that_the_agency_words_anew_is_the_agencys():
    inquiry, agency, operator = about(a_draft()), of_agency(), of_operator()
    answer(inquiry, operator)

    answer(inquiry, agency, "네 곳까지입니다.")

    kept = Inquiry.objects.get()
    assert (kept.answer, kept.answered_operator, seen_by(operator)) == ("네 곳까지입니다.", "", [])


def test_only_the_agency_publishes_and_takes_down():
    inquiry, operator, agency = about(a_draft()), of_operator(), of_agency()
    answer(inquiry, operator)
    words = {"question": "몇 곳까지 되나요?", "answer": "세 곳까지입니다."}

    assert (
        refusal_of(lambda: commands.publish(inquiry_id=inquiry.id, **words, by=operator.actor, at=NOW)) == "wrong_role"
    )
    commands.publish(inquiry_id=inquiry.id, **words, by=agency.actor, at=NOW)
    assert refusal_of(lambda: commands.take_down(inquiry_id=inquiry.id, by=operator.actor, at=NOW)) == "wrong_role"

    assert [one.public_question for one in queries.published(inquiry.program)] == ["몇 곳까지 되나요?"]


def test_counts_tell_the_agencys_own_from_the_operators():
    case = a_draft()
    ask()
    about(case)
    answer(about(case), of_operator())

    assert queries.counts(of=of_agency().actor) == {
        View.ASKED: 2,
        View.OURS: 1,
        View.THEIRS: 1,
        View.ANSWERED: 1,
    }
    assert queries.counts(of=of_operator().actor) == {View.ASKED: 1, View.THEIRS: 1, View.ANSWERED: 1}
