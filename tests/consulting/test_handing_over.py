"""인계인수: what an expert has still to visit goes to another, all of it or nothing; what cannot go stays."""

from datetime import date, timedelta

import pytest

from consultings import ASKED_AT, PARTS, VISIT_DAY, VISIT_ON, Desks, an_expert, assigned, desks
from gonggo.consulting import commands, queries
from gonggo.consulting.models import Visit
from gonggo.journal.commands import deliver
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import Refused
from gonggo.messages.models import Mail
from gonggo.parties import commands as parties
from personas import Persona, an_officer, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])
REASON = "퇴사"


@pytest.fixture
def on(db: None) -> Desks:
    return desks()


@pytest.fixture
def other(on: Desks) -> Persona:
    return an_expert(on.operator, "정받음")


def hand_over(on: Desks, to: Persona, by: Persona | None = None, **changed: object) -> list[Visit]:
    said = {"expert_id": on.expert.person.id, "to_id": to.person.id, "reason": REASON, "at": ASKED_AT}
    return commands.hand_over(by=(by or on.expert).actor, **said | changed)


def standing(expert: Persona) -> list[date]:
    return list(Visit.objects.filter(expert_id=expert.person.id, ended_on=None).values_list("on", flat=True))


def test_an_expert_hands_every_visit_ahead_over_on_its_day_and_both_get_one_mail(on, other):
    request = assigned(on)
    commands.save_report(request_id=request.id, parts=PARTS, by=on.expert.actor, at=ASKED_AT)

    given = hand_over(on, other)
    while deliver(now=machine_now()):
        pass

    assert ([one.on for one in given], standing(on.expert), standing(other)) == ([VISIT_ON], [], [VISIT_ON])
    (draft,) = queries.reports(request.id, of=other.actor)
    assert draft.written.parts == PARTS
    told = Mail.objects.filter(template="visits_handed_over")
    assert {mail.to for mail in told} == {on.expert.person.email, other.person.email}
    assert all(REASON in mail.body for mail in told)
    (fact,) = timeline(Ref(Kind.PERSON, on.expert.person.id))[-1:]
    assert (fact.name, fact.data["to"], fact.data["count"], fact.data["reason"]) == (
        "visits.handed_over",
        str(other.person.id),
        1,
        REASON,
    )
    assert [line.name for line in timeline(queries.ref_of(request.id))][-1] == "consulting.handed_over"


def test_an_officer_of_the_operator_hands_over_too_and_who_received_files_the_report(on, other):
    request = assigned(on)
    hand_over(on, other, by=on.officer)

    commands.file_report(request_id=request.id, parts=PARTS, by=other.actor, at=VISIT_DAY)

    assert queries.within_reach(request.id, of=SYSTEM).state == "reported"


def test_a_visit_whose_day_has_come_stays_with_who_was_there(on, other):
    assigned(on)
    with pytest.raises(Refused) as no:
        hand_over(on, other, at=VISIT_DAY)

    assert (no.value.code, standing(on.expert), standing(other)) == ("nothing_to_hand_over", [VISIT_ON], [])
    assert len(hand_over(on, other, at=VISIT_DAY - timedelta(days=1))) == 1


def test_one_day_on_which_the_receiver_is_taken_leaves_every_visit_where_it_is(on, other):
    assigned(on)
    second = on.__class__(on.program, an_owner("이둘", company_name="둘정밀"), on.colleague, on.officer, on.expert)
    assigned(second, day=date(2024, 4, 18))
    third = on.__class__(on.program, an_owner("이셋", company_name="셋정밀"), on.colleague, on.officer, other)
    assigned(third, day=date(2024, 4, 18))

    with pytest.raises(Refused) as no:
        hand_over(on, other)

    assert (no.value.code, len(standing(on.expert)), standing(other)) == ("expert_taken", 2, [date(2024, 4, 18)])


def test_a_receiver_who_belongs_to_a_company_to_be_visited_is_refused(on, other):
    assigned(on)
    parties.grant_role(
        person_id=other.person.id, organisation=on.company.company.ref, role=Role.COMPANY_VIEWER, by=SYSTEM, at=ASKED_AT
    )
    with pytest.raises(Refused) as no:
        hand_over(on, other)

    assert (no.value.code, standing(on.expert), standing(other)) == ("receiver_in_conflict", [VISIT_ON], [])


def test_nobody_else_hands_over_and_nobody_of_elsewhere_receives(on, other):
    assigned(on)
    elsewhere = an_expert(on.program.operators[1].key, "먼전문")
    foreign = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.program.operators[1].key)
    refused = []
    for to, by in ((other, other), (other, on.company), (elsewhere, on.expert), (on.expert, on.expert)):
        with pytest.raises(Refused) as no:
            hand_over(on, to, by=by)
        refused.append(no.value.code)
    with pytest.raises(Refused) as far:
        hand_over(on, elsewhere, by=foreign)
    with pytest.raises(Refused) as silent:
        hand_over(on, other, reason=" ")

    assert refused == ["wrong_role", "wrong_role", "expert_unknown", "handed_over_to_self"]
    assert (far.value.code, silent.value.code) == ("nothing_to_hand_over", "reason_missing")
    assert standing(on.expert) == [VISIT_ON]


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_ahead_is_read_in_one_statement(on, django_assert_num_queries, count):
    for number in range(count):
        company = an_owner(f"이{number}", company_name=f"정밀{number}")
        one = on.__class__(on.program, company, on.colleague, on.officer, on.expert)
        assigned(one, day=VISIT_ON + timedelta(days=number))
    with django_assert_num_queries(1):
        found = queries.ahead_of(on.expert.person.id, agency_id=on.expert.actor.agency_id, on=ASKED_AT.date())
        assert [visit.request.state for visit in found] == ["assigned"] * count
