"""사업완료 점검: reported, looked at, passed on, inspected by one of the agency, confirmed by another."""

from datetime import date, timedelta

import pytest

from deliveries import (
    BEGINS,
    CHECKED,
    CONFIRMED,
    INSPECTED,
    LAST,
    REPORTED,
    Delivering,
    a_completed,
    a_delivery,
    a_passed_on,
    at,
    built,
    checked,
    confirmed,
    found,
    inspected,
    passed_on,
    planned,
    reported,
)
from gonggo.delivery import commands, queries
from gonggo.delivery.models import Inspection, Report
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import commands as parties
from gonggo.parties.queries import agency_by_key
from personas import an_officer, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def on(db: None) -> Delivering:
    return a_delivery()


def refused(act, *args, **told) -> str:
    with pytest.raises(Refused) as no:
        act(*args, **told)
    return no.value.code


@pytest.mark.clause("1-roles-agency")
def test_completion_is_reported_looked_at_inspected_by_one_and_confirmed_by_another_of_the_agency(db):
    on = a_completed()

    inspection = Inspection.objects.get()
    assert (on.state, on.row.completed_on, on.row.due_on) == ("completed", CONFIRMED, None)
    assert queries.completed(on.row.agreement_id) == CONFIRMED
    assert (inspection.inspector_id, inspection.confirmed_by) == (on.inspector.person.id, on.lead.person.id)
    assert on.facts()[-4:] == [f"delivery.{one}" for one in ("reported", "passed_on", "inspected", "completed")]


@pytest.mark.clause("1-roles-agency", "1-roles-operator")
def test_no_operator_and_no_company_inspects_or_confirms(db):
    on = a_passed_on()
    told = {"outcome": "complete", "inspected_on": INSPECTED, "text": "봄", "at": at(INSPECTED)}
    for who in (on.operator, on.adopter, on.supplier):
        assert refused(commands.inspect, delivery_id=on.id, **told, by=who.actor) == "wrong_role"
    inspected(on)
    for who in (on.operator, on.adopter, on.inspector):
        assert refused(commands.confirm_completion, delivery_id=on.id, by=who.actor, at=at(CONFIRMED)) == "wrong_role"

    assert (on.state, Inspection.objects.get().confirmed_by) == ("inspected", None)


@pytest.mark.clause("1-roles-agency")
def test_a_person_of_the_agency_who_works_for_the_operator_too_does_not_sign(db):
    on = a_passed_on()
    office = agency_by_key(on.of.application.operator)
    for who in (on.inspector, on.lead):
        told = {"person_id": who.person.id, "organisation": office.ref, "role": Role.OPERATOR_OFFICER}
        parties.grant_role(**told, by=SYSTEM, at=at(BEGINS))
    assert refused(inspected, on) == "operator_signs"
    on.inspector = an_officer(Role.INSPECTOR, kind="agency", key="agency")
    inspected(on)

    assert refused(confirmed, on) == "operator_signs"
    assert (on.state, on.row.completed_on) == ("inspected", None)


@pytest.mark.clause("1-roles-agency")
def test_who_inspected_neither_confirms_nor_sets_aside(db):
    on = a_passed_on()
    on.inspector = on.lead
    inspected(on)
    told = {"delivery_id": on.id, "by": on.lead.actor, "at": at(CONFIRMED)}

    assert refused(commands.confirm_completion, **told) == "inspector_confirms"
    assert refused(commands.set_inspection_aside, **told, reason="다시") == "inspector_confirms"
    assert (on.state, Inspection.objects.get().confirmed_by) == ("inspected", None)


def test_a_confirmation_of_another_outcome_or_a_second_one_is_refused_and_changes_nothing(db):
    on = inspected(a_passed_on())
    told = {"delivery_id": on.id, "by": on.lead.actor, "at": at(CONFIRMED)}
    for command in (commands.confirm_supplement, commands.confirm_incompletion):
        assert refused(command, **told) == "inspection_says_otherwise"
    assert on.state == "inspected"
    confirmed(on)

    assert refused(commands.confirm_completion, **told) == "wrong_state"
    assert on.row.completed_on == CONFIRMED


def test_an_inspection_that_is_not_confirmed_is_made_again_and_both_stay_on_record(db):
    on = inspected(a_passed_on(), "incomplete")
    told = {"delivery_id": on.id, "by": on.lead.actor, "at": at(CONFIRMED)}
    assert refused(commands.set_inspection_aside, **told, reason="") == "delivery_reason_missing"
    commands.set_inspection_aside(**told, reason="쓰고 있는 곳을 보지 않았음")
    confirmed(inspected(on, day=CONFIRMED))

    outcomes = list(Inspection.objects.order_by("filed_at").values_list("outcome", "set_aside_for"))
    assert outcomes == [("incomplete", "쓰고 있는 곳을 보지 않았음"), ("complete", "")]
    assert on.state == "completed"


def test_a_supplement_is_due_in_a_month_looked_at_in_fourteen_days_and_asked_for_once(db):
    on = confirmed(inspected(a_passed_on(), "supplement"))
    assert (on.state, on.row.due_on) == ("supplement", date(2025, 3, 4))  # 3 March is a day off for Independence Day
    answered = date(2025, 2, 28)
    commands.answer_supplement(delivery_id=on.id, said=built(on, answered), by=on.adopter.actor, at=at(answered))

    assert (on.state, on.row.due_on) == ("passed_on", date(2025, 3, 14))
    assert refused(inspected, on, "supplement", answered) == "supplement_again"
    assert confirmed(inspected(on, day=answered), answered).state == "completed"
    assert list(Report.objects.order_by("filed_at").values_list("is_supplement", flat=True)) == [False, True]


def test_an_incomplete_task_has_no_day_of_completion(db):
    on = confirmed(inspected(a_passed_on(), "incomplete"))

    assert (on.state, on.row.completed_on, queries.completed(on.row.agreement_id)) == ("incomplete", None, None)
    assert on.facts()[-1] == "delivery.found_incomplete"


@pytest.mark.clause("1-roles-operator")
def test_a_report_is_not_passed_on_before_the_progress_check_and_its_corrections(on):
    reported(on)
    assert refused(passed_on, on) == "progress_check_missing"
    planned_on = REPORTED + timedelta(days=1)
    commands.plan_check(delivery_id=on.id, planned_on=planned_on, by=on.operator.actor, at=at(REPORTED))
    found(on, commands.ask_to_correct, planned_on)

    assert (refused(passed_on, on, planned_on), on.state) == ("progress_check_missing", "reported")
    found(on, commands.find_on_course, planned_on + timedelta(days=1))
    assert passed_on(on, planned_on + timedelta(days=1)).state == "passed_on"


def test_a_report_with_an_open_correction_beside_a_check_that_passed_is_not_passed_on(on):
    reported(checked(on))
    commands.plan_check(delivery_id=on.id, planned_on=REPORTED, by=on.operator.actor, at=at(REPORTED))
    found(on, commands.ask_to_correct, REPORTED)

    assert (refused(passed_on, on), on.state) == ("correction_open", "reported")


def test_a_report_that_is_sent_back_is_made_again(on):
    reported(checked(on))
    assert on.row.due_on == date(2025, 1, 31)  # five business days, New Year (27 to 30 January) left out
    told = {"delivery_id": on.id, "by": on.operator.actor, "at": at(REPORTED)}
    assert refused(commands.send_back, **told, reason=" ") == "delivery_reason_missing"
    commands.send_back(**told, reason="시험 결과가 빠졌음")
    state, due = on.state, on.row.due_on
    reported(on, REPORTED + timedelta(days=1))

    assert (state, due, on.state) == ("underway", LAST, "reported")
    assert sorted(Report.objects.values_list("sent_back_for", flat=True)) == ["", "시험 결과가 빠졌음"]


@pytest.mark.clause("1-roles-supplier", "1-roles-adopter")
def test_the_lead_adopter_reports_and_the_supplier_does_not(on):
    told = {"delivery_id": on.id, "said": built(on), "at": at(REPORTED)}
    assert refused(commands.report_completion, **told, by=on.supplier.actor) == "lead_company_only"
    assert refused(commands.report_completion, **told, by=on.operator.actor) == "wrong_role"
    with pytest.raises(OutOfReach):
        commands.report_completion(**told, by=an_owner().actor)

    assert (on.state, Report.objects.count()) == ("underway", 0)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"built": " "}, "delivery_text_missing"),
        ({"built": "가" * 4001}, "delivery_text_missing"),
        ({"differences": "가" * 4001}, "delivery_text_missing"),
        ({"papers": ()}, "delivery_paper_missing"),
        ({"in_use_on": REPORTED + timedelta(days=1)}, "in_use_day_wrong"),
        ({"in_use_on": BEGINS - timedelta(days=1)}, "in_use_day_wrong"),
    ],
)
def test_a_report_that_says_nothing_or_has_no_paper_is_refused_and_nothing_is_kept(on, changed, code):
    told = {"delivery_id": on.id, "said": built(on, **changed), "by": on.adopter.actor, "at": at(REPORTED)}

    assert refused(commands.report_completion, **told) == code
    assert (on.state, Report.objects.count(), on.row.papers.count()) == ("underway", 0, 0)


def test_a_report_before_the_first_day_of_the_agreement_is_refused_and_one_on_it_is_taken(on):
    early = BEGINS - timedelta(days=1)
    told = {"delivery_id": on.id, "by": on.adopter.actor}
    assert (
        refused(commands.report_completion, said=built(on, early), **told, at=at(early, 23)) == "completion_too_early"
    )

    assert commands.report_completion(said=built(on, BEGINS), **told, at=at(BEGINS, 0)).state == "reported"


def test_nothing_is_reported_while_a_stop_is_proposed(on):
    planned(on)
    found(on, commands.propose_stop, in_good_faith=True)

    assert (refused(reported, on), on.state) == ("stop_undecided", "underway")


def test_a_second_report_and_an_answer_to_no_supplement_are_refused(on):
    reported(on)
    told = {"delivery_id": on.id, "said": built(on), "by": on.adopter.actor, "at": at(REPORTED)}

    assert [refused(one, **told) for one in (commands.report_completion, commands.answer_supplement)] == [
        "wrong_state"
    ] * 2
    assert Report.objects.count() == 1


@pytest.mark.parametrize("day", [REPORTED - timedelta(days=1), INSPECTED + timedelta(days=1)])
def test_an_inspection_is_of_a_day_between_the_report_and_today(db, day):
    on = a_passed_on()
    told = {"outcome": "complete", "inspected_on": day, "text": "봄", "by": on.inspector.actor, "at": at(INSPECTED)}

    assert refused(commands.inspect, delivery_id=on.id, **told) == "inspection_day_wrong"
    assert refused(commands.inspect, delivery_id=on.id, **told | {"outcome": "passed"}) == "inspection_outcome_unknown"
    assert (on.state, Inspection.objects.count()) == ("passed_on", 0)


def test_a_completed_task_stays_complete_when_its_agreement_is_terminated_later(db):
    on = a_completed()
    commands.end(agreement_id=on.row.agreement_id, at=at(CONFIRMED + timedelta(days=1)))

    assert (on.state, on.row.completed_on, CHECKED < CONFIRMED) == ("completed", CONFIRMED, True)
