"""Changes of a concluded agreement: in time, approved or notified; the extension; the end before its time."""

from datetime import UTC, date, datetime

import pytest

from agreeing import CONCLUDED, Agreeing, a_concluded, an_agreement
from agreements.test_reviewing import refused
from gonggo.agreements import commands
from gonggo.agreements.models import Agreement, Change, Party
from gonggo.agreements.states import AgreementState, ChangeState
from gonggo.facts.models import Fact
from gonggo.facts.queries import current
from gonggo.journal.models import Entry
from gonggo.kernel.actor import Role
from gonggo.kernel.refusal import OutOfReach
from personas import Persona, an_officer

pytestmark = pytest.mark.django_db(databases=["default", "door"])

NOW = datetime(2024, 10, 1, 1, 0, tzinfo=UTC)


def asked(made: Agreeing, **changed) -> dict:
    said = {"item": "task", "before": "재고 화면", "after": "재고와 발주 화면", "reason": "현장 요구"}
    told = {"agreement_id": made.agreement_id, "cause_on": date(2024, 9, 25), "by": made.adopter.actor, "at": NOW}
    return said | told | changed


def longer(made: Agreeing, months: int = 2, **changed) -> dict:
    told = {"agreement_id": made.agreement_id, "cause_on": date(2024, 9, 25), "by": made.adopter.actor, "at": NOW}
    return {"months": months, "reason": "장비 입고가 늦어짐"} | told | changed


@pytest.mark.clause("2-period")
def test_a_term_is_extended_once_by_two_months_in_sum_and_a_third_month_is_refused():
    made = a_concluded()

    for months in (0, 3):
        found = refused("extension_too_long", made, commands.ask_extension, **longer(made, months))
        assert str(found.basis) == "2-period"
    change = commands.ask_extension(**longer(made, 1))
    assert (change.state, made.row.last_on) == (ChangeState.ASKED, date(2025, 2, 1))
    answer = {"change_id": change.id, "answer": "입고 일정 확인", "by": made.operator.actor, "at": NOW}
    commands.approve_change(**answer)

    assert (made.row.last_on, Change.objects.get().state) == (date(2025, 3, 1), ChangeState.APPROVED)
    refused("wrong_state", made, commands.approve_change, **answer)
    refused("extension_used", made, commands.ask_extension, **longer(made, 1))
    refused("extension_too_long", made, commands.ask_extension, **longer(made, 2))
    names = list(Entry.objects.filter(subject_id=made.agreement_id).order_by("id").values_list("name", flat=True))
    assert names[-3:] == ["agreement.change_asked", "agreement.extended", "agreement.changed"]


@pytest.mark.clause("2-period")
def test_an_extended_term_is_counted_from_its_first_day():
    made = a_concluded()
    made.row.__class__.objects.filter(id=made.agreement_id).update(
        begins_on=date(2024, 8, 31), last_on=date(2025, 2, 28)
    )
    change = commands.ask_extension(**longer(made, 2))

    commands.approve_change(change_id=change.id, answer="확인", by=made.operator.actor, at=NOW)

    assert made.row.last_on == date(2025, 4, 30)


def test_a_change_that_needs_approval_waits_for_its_answer_and_another_one_is_only_notified():
    made = a_concluded()

    change = commands.ask_change(**asked(made))
    notified = commands.ask_change(**asked(made, item="staff"))

    assert (change.state, change.due_on) == (ChangeState.ASKED, date(2024, 10, 16))
    assert notified.state == ChangeState.NOTIFIED
    refused("change_open_already", made, commands.ask_change, **asked(made))
    refuse = {"change_id": change.id, "at": NOW}
    refused("wrong_role", made, commands.refuse_change, answer="아니오", by=made.supplier.actor, **refuse)
    refused("agreement_reason_missing", made, commands.refuse_change, answer=" ", by=made.operator.actor, **refuse)
    commands.refuse_change(answer="과제 범위를 벗어남", by=made.operator.actor, **refuse)
    assert Change.objects.get(id=change.id).state == ChangeState.REFUSED


def test_a_change_is_asked_within_its_days_by_the_lead_and_not_near_the_end():
    made = a_concluded()

    refused("change_item_unknown", made, commands.ask_change, **asked(made, item="weather"))
    refused("change_text_missing", made, commands.ask_change, **asked(made, after=""))
    refused("agreement_reason_missing", made, commands.ask_change, **asked(made, reason=""))
    refused("change_cause_late", made, commands.ask_change, **asked(made, cause_on=date(2024, 9, 15)))
    refused("change_cause_late", made, commands.ask_change, **asked(made, cause_on=date(2024, 10, 2)))
    refused("lead_company_only", made, commands.ask_change, **asked(made, by=made.supplier.actor))
    refused("wrong_role", made, commands.ask_change, **asked(made, by=made.operator.actor))
    near = {"at": datetime(2025, 1, 2, 1, 0, tzinfo=UTC), "cause_on": date(2024, 12, 31)}
    refused("change_near_end", made, commands.ask_change, **asked(made, **near))
    last = {"at": datetime(2025, 1, 1, 1, 0, tzinfo=UTC), "cause_on": date(2024, 12, 17)}
    commands.ask_change(**asked(made, **last))
    commands.ask_change(**asked(made, item="staff", **near))  # what is only notified can be told until the end

    young = an_agreement(made.on)
    refused("wrong_state", young, commands.ask_change, **asked(young))


def event(made: Agreeing, whose: Persona, **changed) -> dict:
    said = {"item": "name", "before": "하나정밀", "after": "하나테크", "reason": "등기"}
    told = {"company_id": whose.company.id, "cause_on": date(2024, 9, 25), "by": whose.actor, "at": NOW}
    return said | told | changed


@pytest.mark.parametrize(
    ("item", "state"),
    [("name", ChangeState.NOTIFIED), ("closing", ChangeState.ASKED)],
)
def test_what_happens_in_a_companys_life_is_a_dated_fact_with_its_effect_on_what_runs(item, state):
    made = a_concluded()

    (change,) = commands.tell_event(**event(made, made.adopter, item=item))

    assert change.state == state
    if item == "name":
        assert current(made.adopter.company.ref, date(2024, 9, 25))["name"] == "하나테크"
        assert current(made.adopter.company.ref, date(2024, 9, 24))["name"] == "하나정밀"


def test_an_event_in_a_suppliers_life_reaches_every_agreement_that_binds_it_and_no_other():
    made = a_concluded()
    second, other = a_second_of(made), a_concluded(made.on)
    told = event(made, made.supplier, item="closing", before="계속", after="폐업")

    changes = commands.tell_event(**told)
    assert {one.agreement_id for one in changes} == {made.agreement_id, second.id}
    assert {(one.state, one.company_id) for one in changes} == {(ChangeState.ASKED, made.supplier.company.id)}
    assert [one.id for one in commands.tell_event(**told)] == [one.id for one in changes]
    assert other.row.changes.count() == 0
    assert Fact.objects.filter(subject_id=made.supplier.company.id, kind="closing").count() >= 1
    refused("change_open_already", made, commands.tell_event, **told | {"after": "다시 폐업"})


def a_second_of(made: Agreeing) -> Agreement:
    """Another agreement with the same supplier."""
    two = a_concluded(made.on)
    Party.objects.filter(agreement=two.row, role="supplier").update(company_id=made.supplier.company.id)
    return two.row


def test_an_event_is_told_by_the_company_itself_or_by_an_office_that_looks_after_it_however_late():
    made = a_concluded()
    late = event(made, made.supplier, cause_on=date(2024, 8, 2))

    with pytest.raises(OutOfReach):
        commands.tell_event(**late | {"by": made.adopter.actor})
    stranger = an_officer(Role.OPERATOR_OFFICER, kind="operator", name="남수행")
    with pytest.raises(OutOfReach):
        commands.tell_event(**late | {"by": stranger.actor})
    refused("wrong_role", made, commands.tell_event, **late | {"by": made.reviewer.actor})
    refused("change_cause_late", made, commands.tell_event, **late | {"cause_on": date(2024, 10, 2)})
    refused("change_item_unknown", made, commands.tell_event, **late | {"item": "task"})
    refused("change_item_unknown", made, commands.ask_change, **asked(made, item="name"))
    assert len(commands.tell_event(**late | {"by": made.operator.actor})) == 1
    assert current(made.supplier.company.ref, date(2024, 8, 2))["name"] == "하나테크"


def test_an_agreement_is_terminated_by_the_agency_alone_in_good_faith_or_not():
    made = a_concluded()
    end = {"agreement_id": made.agreement_id, "in_good_faith": False, "at": CONCLUDED}

    refused("wrong_role", made, commands.terminate, reason="폐업", by=made.operator.actor, **end)
    refused("agreement_reason_missing", made, commands.terminate, reason="", by=made.officer.actor, **end)
    commands.terminate(reason="허위 서류", by=made.officer.actor, **end)

    assert (made.row.state, made.row.in_good_faith) == (AgreementState.TERMINATED, False)
    refused("wrong_state", made, commands.terminate, reason="또", by=made.officer.actor, **end)
    refused("wrong_state", made, commands.ask_change, **asked(made))


def test_an_agreement_ends_once_and_a_change_of_it_is_answered_no_more():
    made = a_concluded()
    change = commands.ask_change(**asked(made))

    assert commands.end(agreement_id=made.agreement_id, at=NOW) is not None
    assert commands.end(agreement_id=made.agreement_id, at=NOW) is None

    refused(
        "wrong_state", made, commands.approve_change, change_id=change.id, answer="네", by=made.officer.actor, at=NOW
    )
    with pytest.raises(OutOfReach):
        commands.approve_change(change_id=made.agreement_id, answer="네", by=made.officer.actor, at=NOW)
