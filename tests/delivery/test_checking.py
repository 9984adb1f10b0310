"""과제추진점검: planned, done, corrected and done again, or a stop proposed on which the agency decides."""

import uuid
from datetime import date, timedelta

import pytest

from deliveries import BEGINS, CHECKED, CONCLUDED, LAST, Delivering, a_delivery, a_paper, at, concluded, found, planned
from gonggo.delivery import commands, queries
from gonggo.delivery.models import Check, CheckFinding, Delivery
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import commands as parties
from personas import an_officer

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def on(db: None) -> Delivering:
    return a_delivery()


def refused(act, *args, **told) -> str:
    with pytest.raises(Refused) as no:
        act(*args, **told)
    return no.value.code


def test_a_concluded_agreement_opens_its_task_once_with_the_day_by_which_completion_is_reported(on):
    again = commands.open_delivery(agreement_id=on.row.agreement_id, at=CONCLUDED + timedelta(days=1))

    assert (again.id, Delivery.objects.count(), on.facts()) == (on.id, 1, ["delivery.opened"])
    assert (on.row.begins_on, on.row.last_on, on.row.due_on, on.state) == (BEGINS, LAST, LAST, "underway")
    assert queries.completed(on.row.agreement_id) is None


@pytest.mark.clause("1-roles-operator")
def test_the_operator_plans_a_check_does_it_and_finds_the_task_on_course(on):
    check = planned(on)
    found(on, commands.find_on_course)

    whole = queries.whole(on.id, of=on.operator.actor)
    assert [(one.state, len(one.findings), len(one.findings[0].papers)) for one in whole.checks] == [("passed", 1, 1)]
    assert whole.checks[0].id == check.id
    assert on.facts() == ["delivery.opened", "delivery.check_planned", "delivery.check_passed"]


def test_what_is_to_be_corrected_is_due_in_a_month_and_looked_at_again(on):
    planned(on)
    asked = found(on, commands.ask_to_correct)
    due = asked.due_on
    again = found(on, commands.find_on_course, date(2024, 11, 12))

    assert (due, again.state, again.due_on, again.findings.count()) == (date(2024, 11, 15), "passed", None, 2)
    assert on.facts()[-2:] == ["delivery.correction_asked", "delivery.check_passed"]


def test_a_correction_cannot_be_asked_for_twice_in_one_check(on):
    planned(on)
    found(on, commands.ask_to_correct)

    assert refused(found, on, commands.ask_to_correct, date(2024, 11, 12)) == "wrong_state"
    assert (on.check.state, CheckFinding.objects.count()) == ("correction", 1)


@pytest.mark.clause("1-roles-agency")
@pytest.mark.parametrize("in_good_faith", [True, False])
def test_a_stop_is_only_proposed_and_the_agency_has_the_task_go_on_with_a_reason(on, in_good_faith):
    planned(on)
    stop = found(on, commands.propose_stop, in_good_faith=in_good_faith)
    outcome = stop.findings.get().outcome
    said = {"check_id": stop.id, "reason": "남은 일을 마칠 수 있음"}

    assert on.state == "underway"
    assert refused(commands.go_on, **said, by=on.operator.actor, at=at(CHECKED)) == "wrong_role"
    assert refused(commands.go_on, **said | {"reason": " "}, by=on.lead.actor, at=at(CHECKED)) == (
        "delivery_reason_missing"
    )
    decided = commands.go_on(**said, by=on.lead.actor, at=at(CHECKED))
    assert (outcome, decided.state) == ("stop-good-faith" if in_good_faith else "stop-bad-faith", "passed")
    assert refused(commands.go_on, **said, by=on.lead.actor, at=at(CHECKED)) == "wrong_state"


def test_a_task_whose_agreement_is_terminated_is_over_and_its_checks_with_it(on):
    planned(on)
    commands.end(agreement_id=on.row.agreement_id, at=at(CHECKED))
    commands.end(agreement_id=on.row.agreement_id, at=at(CHECKED))

    assert (on.state, on.row.due_on, on.check.state) == ("ended", None, "called_off")
    assert on.facts()[-2:] == ["delivery.check_called_off", "delivery.ended"]
    assert refused(planned, on) == "wrong_state"


def test_an_extended_agreement_moves_the_day_of_the_report(on):
    concluded(on.of, last_on=date(2025, 3, 31))
    commands.extend(agreement_id=on.row.agreement_id, at=at(CHECKED))
    commands.extend(agreement_id=on.row.agreement_id, at=at(CHECKED))

    assert (on.row.last_on, on.row.due_on) == (date(2025, 3, 31), date(2025, 3, 31))
    assert on.facts() == ["delivery.opened", "delivery.extended"]


def test_a_second_check_beside_an_open_one_is_refused_and_its_day_can_be_moved(on):
    first = planned(on)
    assert refused(planned, on) == "check_already_open"
    commands.replan(check_id=first.id, planned_on=CHECKED + timedelta(days=7), by=on.operator.actor, at=at(CHECKED))

    assert [one.planned_on for one in Check.objects.all()] == [CHECKED + timedelta(days=7)]


@pytest.mark.parametrize("day", [BEGINS + timedelta(days=29), LAST + timedelta(days=1)])
def test_a_check_is_planned_from_today_to_the_last_day_of_the_agreement_alone(on, day):
    assert (refused(planned, on, day), Check.objects.count()) == ("progress_day_wrong", 0)
    assert [planned(on, BEGINS + timedelta(days=30)).planned_on] == [BEGINS + timedelta(days=30)]


def test_a_finding_of_a_day_ahead_without_text_or_paper_is_refused_and_nothing_is_kept(on):
    planned(on)
    ahead = {"done_on": CHECKED + timedelta(days=1)}
    stranger = a_paper(on.adopter, at(CHECKED))

    assert refused(found, on, commands.find_on_course, **ahead) == "progress_day_wrong"
    assert refused(found, on, commands.find_on_course, text=" ") == "delivery_text_missing"
    assert refused(found, on, commands.find_on_course, papers=[]) == "delivery_paper_missing"
    assert refused(found, on, commands.find_on_course, papers=[stranger]) == "delivery_paper_missing"
    assert (on.check.state, CheckFinding.objects.count(), on.row.papers.count()) == ("planned", 0, 0)


def test_only_the_operator_that_looks_after_the_task_checks_it(on):
    told = {"delivery_id": on.id, "planned_on": CHECKED, "at": at(BEGINS)}
    other = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.of.on.visits)

    for by in (on.adopter, on.officer):
        assert refused(commands.plan_check, **told, by=by.actor) == "wrong_role"
    with pytest.raises(OutOfReach):
        commands.plan_check(**told, by=other.actor)
    with pytest.raises(OutOfReach):
        commands.plan_check(**told | {"delivery_id": uuid.uuid4()}, by=on.operator.actor)
    assert Check.objects.count() == 0


def test_an_officer_who_belongs_to_a_company_of_the_task_does_not_check_it(on):
    who = on.operator.person.id
    company = on.supplier.company.ref
    parties.grant_role(person_id=who, organisation=company, role=Role.COMPANY_VIEWER, by=SYSTEM, at=CONCLUDED)

    assert (refused(planned, on), Check.objects.count()) == ("of_own_company", 0)


def test_a_task_is_there_for_its_companies_its_operator_and_the_agency_and_for_no_other(on):
    from personas import an_owner

    for who in (on.adopter, on.supplier, on.operator, on.officer, on.inspector):
        assert queries.within_reach(on.id, of=who.actor).id == on.id
    for stranger in (an_owner(), an_officer(Role.OPERATOR_LEAD, kind="operator", key=on.of.on.visits)):
        with pytest.raises(OutOfReach):
            queries.within_reach(on.id, of=stranger.actor)
