"""The operator takes requests on or not, and names expert and day; who was there is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest

from consultings import (
    ASKED_AT,
    PARTS,
    SUNDAY,
    VISIT_DAY,
    VISIT_ON,
    accepted,
    again,
    an_expert,
    asked,
    assign,
    assigned,
)
from gonggo.consulting import commands, queries
from gonggo.consulting.definition import offer_of
from gonggo.consulting.models import Request, Visit
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.refusal import Refused
from gonggo.parties import commands as parties
from personas import NOW, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def refusal_of(act, *args, **kwargs) -> tuple[str, str]:
    """The code and the basis; nothing has changed."""
    before = (list(Request.objects.values()), list(Visit.objects.values()))
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    assert (list(Request.objects.values()), list(Visit.objects.values())) == before
    return refused.value.code, str(refused.value.basis or "")


def reassign(on, request, *, expert=None, day: date = VISIT_ON, at: datetime = ASKED_AT) -> Request:
    return commands.reassign(
        request_id=request.id,
        expert_id=(expert or on.expert).person.id,
        on=day,
        day_off_agreed=False,
        by=on.officer.actor,
        at=at,
    )


@pytest.mark.clause("A1-email")
def test_a_request_is_accepted_and_given_an_expert_and_a_day(on):
    request = assigned(on)

    shown = queries.request(request.id, of=on.company.actor)

    assert (shown.state, shown.expert_id, shown.visit_on) == ("assigned", on.expert.person.id, VISIT_ON)
    assert [fact.name for fact in timeline(queries.ref_of(request.id))] == [
        "consulting.asked",
        "consulting.accepted",
        "consulting.assigned",
    ]


def test_declining_keeps_the_reason_for_the_company(on):
    request = accepted(on)

    commands.decline(request_id=request.id, reason=" 전문가가 모자랍니다 ", by=on.officer.actor, at=ASKED_AT)

    assert (again(request).state, again(request).reason) == ("declined", "전문가가 모자랍니다")


@pytest.mark.parametrize("reason", ["  ", "가" * 501])
def test_declining_without_a_good_reason_is_refused(on, reason):
    request = asked(on)

    code, _ = refusal_of(commands.decline, request_id=request.id, reason=reason, by=on.officer.actor, at=ASKED_AT)

    assert code == "reason_missing"


def test_an_expert_or_a_company_does_not_run_a_request(on):
    request = assigned(on)

    for persona in (on.expert, on.company):
        code, _ = refusal_of(commands.decline, request_id=request.id, reason="이유", by=persona.actor, at=ASKED_AT)
        assert code == "wrong_role"


def test_what_was_not_accepted_gets_no_expert(on):
    assert refusal_of(assign, on, asked(on).id)[0] == "wrong_state"


def test_an_expert_goes_to_one_company_a_day(on):
    assigned(on)
    other = accepted(on, by=an_owner("박다른", company_name="다른정밀"))

    assert refusal_of(assign, on, other.id)[0] == "expert_taken"
    assert assign(on, other.id, day=VISIT_ON + timedelta(days=1)).state == "assigned"


def test_only_an_expert_of_the_operator_can_be_named(on):
    request = accepted(on)

    for persona in (on.officer, an_expert(on.program.operators[1].key)):
        assert refusal_of(assign, on, request.id, expert=persona)[0] == "expert_unknown"


def test_an_expert_whose_membership_ended_cannot_be_named(on):
    from gonggo.parties.queries import people_who

    request = accepted(on)
    (member,) = people_who({on.expert.actor.role}, on.expert.actor.organisation)
    parties.end_membership(membership_id=member.membership_id, by=SYSTEM, at=NOW)

    assert refusal_of(assign, on, request.id)[0] == "expert_unknown"


def test_a_visit_lies_on_a_business_day_unless_the_company_agreed(on):
    request = accepted(on)

    code, basis = refusal_of(assign, on, request.id, day=SUNDAY)

    assert (code, basis) == ("visit_on_a_day_off", str(offer_of(on.program).business_days[1]))
    assert assign(on, request.id, day=SUNDAY, agreed=True).state == "assigned"


def test_a_visit_lies_on_today_at_the_earliest(on):
    request = accepted(on)
    today = date(2024, 4, 11)
    at = datetime(2024, 4, 10, 15, 0, tzinfo=UTC)  # the first instant of 11 April in Seoul
    named = {"expert_id": on.expert.person.id, "day_off_agreed": False, "by": on.officer.actor, "at": at}

    code, _ = refusal_of(commands.assign, request_id=request.id, on=today - timedelta(days=1), **named)

    assert code == "visit_in_the_past"
    assert commands.assign(request_id=request.id, on=today, **named).state == "assigned"


def test_a_day_beyond_the_calendar_is_refused(on):
    assert refusal_of(assign, on, accepted(on).id, day=date(2199, 1, 2))[0] == "visit_too_far"


def test_another_expert_before_the_day_is_the_only_one_who_consulted(on):
    request, other = assigned(on), an_expert(on.operator, "정새로")

    reassign(on, request, expert=other)

    assert [one.person_id for one in queries.consulted(on.company.company.id)] == [other.person.id]
    assert queries.requests(on.expert.actor) == []
    assert timeline(queries.ref_of(request.id))[-1].data["former"] == str(on.expert.person.id)


def test_another_expert_after_the_day_leaves_both_as_those_who_consulted(on):
    """The first may have been there."""
    request, other = assigned(on), an_expert(on.operator, "정새로")

    reassign(on, request, expert=other, day=VISIT_ON + timedelta(days=1), at=VISIT_DAY)

    assert {one.person_id for one in queries.consulted(on.company.company.id)} == {
        on.expert.person.id,
        other.person.id,
    }


def test_another_day_of_the_same_expert_keeps_the_request_with_them(on):
    request = assigned(on)

    reassign(on, request, day=VISIT_ON + timedelta(days=1))

    assert queries.request(request.id, of=on.expert.actor).visit_on == VISIT_ON + timedelta(days=1)


@pytest.mark.clause("1-roles-operator")
def test_who_consulted_a_company_is_known_and_nobody_is_for_another(on):
    request = assigned(on)
    commands.file_report(request_id=request.id, parts=PARTS, by=on.expert.actor, at=VISIT_DAY)

    assert queries.consulted(on.company.company.id) == [queries.Consulted(on.expert.person.id, on.operator, VISIT_ON)]
    assert queries.consulted(an_owner().company.id) == []
