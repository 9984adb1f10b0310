"""An upheld objection does something: a refusal or a return is undone, who was ranked wrongly comes first."""

from datetime import timedelta

import pytest

from gonggo.applications import commands as applications
from gonggo.applications import queries, screening
from gonggo.applications.models import Reversal
from gonggo.applications.reactions import reopen
from gonggo.journal.models import Entry
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import Refused
from gonggo.messages.letters import queries as letters
from gonggo.messages.models import Mail
from gonggo.objections import commands
from gonggo.selection import commands as selection
from gonggo.selection.models import Round
from gonggo.selection.queries import result_of
from objecting import followed, refused_by
from offices import received
from personas import an_officer
from results import INSTANT, evaluated, published
from world import a_ready_application

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def answered(move: str, *, of, letter, program, by, at):
    """The company objects to what the letter tells; somebody answers; everybody who reacts has reacted."""
    filed = commands.file_objection(
        program=program, of_decision=letters.of_decision(letter), ground="facts", text="완납했습니다",
        by=of.actor, at=at,
    )  # fmt: skip
    commands.decide(objection_id=filed.id, move=move, answer="다시 보았습니다", by=by.actor, at=at)
    followed()
    return filed


def refused():
    """(case, who refused, somebody else of the agency, the moment of the refusal)."""
    case = received(a_ready_application())
    officer = an_officer(Role.AGENCY_OFFICER, kind="agency", name="박거절")
    other = an_officer(Role.AGENCY_LEAD, kind="agency", name="유다름")
    return case, officer, other, refused_by(officer, case)


def objected(move: str):
    case, officer, other, at = refused()
    [letter] = letters.letters(of=case.adopter.actor)
    filed = answered(move, of=case.adopter, letter=letter, program=case.program, by=other, at=at)
    return case, officer, other, at, filed


def test_an_upheld_objection_to_a_refusal_has_the_application_screened_again_and_its_grounds_hinder_no_more():
    case, _, other, at, filed = objected("uphold")

    assert (case.again().state, case.again().decided_at, case.again().reason) == ("received", None, "")
    reopened = next(one for one in timeline(queries.ref_of(case.id)) if one.name == "application.reopened")
    assert (reopened.data["objection"], reopened.basis) == (str(filed.id), "같은 계열 사업의 운영 기준")
    with pytest.raises(Refused, match="nothing_to_refuse_for"):
        applications.refuse(application_id=case.id, reason="다시", by=other.actor, at=at)
    applications.find_eligible(application_id=case.id, by=other.actor, at=at)
    assert case.again().state == "eligible"

    applications.screen_due(now=case.program.moment("evaluation.opens"))
    assert case.again().state == "eligible"


def test_what_was_refused_by_itself_at_the_opening_and_undone_is_not_refused_by_itself_again():
    case = received(a_ready_application())
    opens = case.program.moment("evaluation.opens")
    officer = an_officer(Role.AGENCY_OFFICER, kind="agency", name="박판단")
    other = an_officer(Role.AGENCY_LEAD, kind="agency", name="유다름")
    closes = case.program.moment("application.closes")
    applications.screen_due(now=closes)
    for row in screening.verdicts(case.again()):
        if row.answer == "unknown":
            applications.find_verdict(
                application_id=case.id, verdict_id=row.id, answer="not_met", reason="확인", by=officer.actor, at=closes
            )
    applications.screen_due(now=opens)
    followed()
    assert case.again().state == "refused"

    [letter] = letters.letters(of=case.adopter.actor)
    answered("uphold", of=case.adopter, letter=letter, program=case.program, by=other, at=opens)
    applications.screen_due(now=opens + timedelta(hours=1))

    assert case.again().state == "received"


def test_a_dismissed_objection_leaves_the_refusal_as_it_is():
    case, *_ = objected("dismiss")

    assert (case.again().state, Reversal.objects.count()) == ("refused", 0)


def test_the_letter_and_a_mail_say_what_follows_and_a_fact_delivered_twice_does_nothing_more():
    case, _, _, _, filed = objected("uphold")

    letter = letters.letters(of=case.adopter.actor)[0]
    follows = {label.ko: value.ko for label, value in letter.content.points}["이후"]
    assert follows == "부적합 결정을 취소하고 요건검토를 다시 합니다"
    told = set(Mail.objects.filter(template="application_reopened").values_list("to", flat=True))
    assert {case.adopter.person.email, case.supplier.person.email} <= told

    reopen(Entry.objects.get(name="objection.upheld", subject_id=filed.id))
    assert Reversal.objects.count() == Entry.objects.filter(name="application.reopened").count() == 1


def test_an_upheld_objection_to_a_return_lets_the_office_ask_again():
    case = received(a_ready_application())
    officer = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key)
    other = an_officer(Role.AGENCY_LEAD, kind="agency", name="유다름")
    at = case.program.moment("application.closes") + timedelta(days=2)
    asks = {
        "application_id": case.id,
        "company_id": case.adopter.company.id,
        "items": {"national-tax": "expired"},
        "reason": "기한이 지남",
        "by": officer.actor,
    }
    applications.ask_supplement(**asks, at=at)
    after = at + timedelta(days=9)
    applications.return_unanswered(now=after)
    followed()
    letter = next(one for one in letters.letters(of=case.adopter.actor) if one.kind == "return")

    answered("uphold", of=case.adopter, letter=letter, program=case.program, by=other, at=after)

    assert case.again().state == "received"
    applications.ask_supplement(**asks, at=after)
    assert case.again().state == "supplement"


def test_an_upheld_objection_to_a_result_comes_before_the_reserve_and_takes_nobodys_place():
    made = evaluated()
    published(made)
    followed()
    first, second, third = made.companies
    other = an_officer(Role.AGENCY_LEAD, kind="agency", key="agency", name="유다름")
    [letter] = letters.letters(of=third.actor)
    at = INSTANT + timedelta(days=1)

    answered("uphold", of=third, letter=letter, program=made.on.program, by=other, at=at)

    places = [
        result_of(one.id, of=who.actor).reserve_place
        for one, who in zip(made.applications, made.companies, strict=True)
    ]
    assert places == [None, 2, 1]
    cell = (made.applications[2].track, made.applications[2].type)
    promoting = {"round_id": Round.objects.get(state="published").id, "cell": cell, "by": other.actor, "at": at}
    with pytest.raises(Refused, match="no_free_place"):
        selection.promote(**promoting)
    selection.give_up(application_id=made.applications[0].id, reason="자금 사정", by=first.actor, at=at)
    assert selection.promote(**promoting).application_id == made.applications[2].id
    facts = [one.name for one in timeline(Ref(Kind.APPLICATION, made.applications[2].id))]
    assert facts[-2:] == ["selection.put_first", "selection.promoted"]
    assert result_of(made.applications[1].id, of=second.actor).reserve_place == 1


def test_who_is_selected_already_gains_nothing_by_an_upheld_objection():
    made = evaluated()
    published(made)
    followed()
    other = an_officer(Role.AGENCY_LEAD, kind="agency", key="agency", name="유다름")
    [letter] = letters.letters(of=made.companies[0].actor)

    answered("uphold", of=made.companies[0], letter=letter, program=made.on.program, by=other, at=INSTANT)

    assert not Entry.objects.filter(name="selection.put_first").exists()
