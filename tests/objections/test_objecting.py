"""A company objects once, in time or as a petition; somebody who had no part in the decision answers."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from gonggo.journal.queries import timeline
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.objections import commands, queries
from gonggo.objections.models import Objection, TookPart
from gonggo.parties.commands import grant_role
from objecting import FILED_AT, NOTIFIED_ON, TEXT, again, filed
from personas import NOW, a_colleague_of, an_officer, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])

LAST = datetime(2024, 5, 30, 14, 59, 59, 999_999, tzinfo=UTC)  # the end of 30 May in Seoul
FIRST_LATE = LAST + timedelta(microseconds=1)
ANSWERED_AT = datetime(2024, 6, 3, 1, 0, tzinfo=UTC)


def refusal_of(act, *args, **kwargs) -> str:
    """The code; nothing has changed."""
    before = (list(Objection.objects.values()), list(TookPart.objects.values()))
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    assert (list(Objection.objects.values()), list(TookPart.objects.values())) == before
    return refused.value.code


def facts_of(objection) -> list[str]:
    return [fact.name for fact in timeline(queries.ref_of(objection.id))]


def test_an_objection_is_kept_with_its_days_and_who_may_not_decide_it(on):
    objection = filed(on)

    assert (objection.state, str(objection.until_on), str(objection.due_on)) == ("filed", "2024-05-30", "2024-06-05")
    assert queries.who_took_part(objection) == {on.refuser.person.id}
    (fact,) = timeline(queries.ref_of(objection.id))
    assert (fact.name, fact.basis) == ("objection.filed", "같은 계열 사업의 운영 기준")
    assert TEXT not in str(fact.data)


@pytest.mark.parametrize(
    ("at", "state", "fact"),
    [(LAST, "filed", "objection.filed"), (FIRST_LATE, "petition", "objection.petition_taken")],
    ids=["the last instant", "the first late"],
)
def test_a_late_objection_is_taken_as_a_petition_and_not_thrown_away(on, at, state, fact):
    objection = filed(on, at=at)

    assert (objection.state, objection.text, facts_of(objection)) == (state, TEXT, [fact])


def test_a_decision_is_objected_to_once_also_after_a_withdrawal(on):
    objection = filed(on)
    commands.withdraw(objection_id=objection.id, by=on.colleague.actor, at=FILED_AT)

    assert again(objection).state == "withdrawn"
    assert refusal_of(filed, on, on.colleague) == "already_objected"
    assert filed(on, fact=uuid.uuid4()).state == "filed"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"ground": "money"}, "objection_ground_unknown"),
        ({"ground": ""}, "objection_ground_unknown"),
        ({"text": "  "}, "objection_text_missing"),
        ({"text": "가" * 4001}, "objection_text_missing"),
        ({"at": datetime(2024, 5, 19, 14, 59, tzinfo=UTC)}, "objection_before_notice"),
    ],
)
def test_an_objection_that_says_nothing_or_comes_before_the_notice_is_refused(on, changed, code):
    assert refusal_of(filed, on, **changed) == code


@pytest.mark.parametrize("role", [Role.COMPANY_VIEWER, Role.COMPANY_FINANCE])
def test_who_does_not_write_for_the_company_cannot_object(on, role):
    assert refusal_of(filed, on, a_colleague_of(on.company, role=role)) == "wrong_role"


@pytest.mark.parametrize("move", ["uphold", "dismiss"])
def test_who_took_part_in_the_decision_is_refused_and_another_decides_with_a_reason(on, move):
    objection = filed(on)
    act, told = (
        getattr(commands, move),
        {"objection_id": objection.id, "answer": "증명서를 확인했습니다", "at": ANSWERED_AT},
    )

    assert queries.offered(objection, on.refuser.actor) == []
    assert refusal_of(act, by=on.refuser.actor, **told) == "took_part_in_decision"
    assert refusal_of(act, by=on.other.actor, **told | {"answer": " "}) == "objection_answer_missing"
    act(by=on.other.actor, **told)

    found = again(objection)
    assert (found.decided_by, found.closed_at, found.answer) == (on.other.person.id, ANSWERED_AT, told["answer"])
    assert facts_of(objection)[1:] == [{"uphold": "objection.upheld", "dismiss": "objection.dismissed"}[move]]
    assert refusal_of(act, by=on.other.actor, **told) == "wrong_state"


def test_the_company_reads_the_answer_and_a_stranger_does_not_know_of_the_objection(on):
    objection = filed(on)
    commands.dismiss(objection_id=objection.id, answer="기한이 지난 증명서입니다", by=on.other.actor, at=ANSWERED_AT)

    assert queries.within_reach(objection.id, of=on.colleague.actor).answer == "기한이 지난 증명서입니다"
    strangers = [
        an_owner("최낯선", company_name="먼나라"),
        an_officer(Role.OPERATOR_OFFICER, kind="operator"),
        an_officer(Role.MINISTRY, kind="ministry"),
    ]
    for persona in strangers:
        assert queries.queue(of=persona.actor) == []
        with pytest.raises(OutOfReach):
            commands.dismiss(objection_id=objection.id, answer="x", by=persona.actor, at=ANSWERED_AT)


def test_an_officer_who_belongs_to_the_company_does_not_decide(on):
    objection = filed(on)
    grant_role(
        person_id=on.other.person.id, organisation=on.company.company.ref, role=Role.COMPANY_VIEWER, by=SYSTEM, at=NOW
    )

    told = {"objection_id": objection.id, "answer": "맞습니다", "by": on.other.actor, "at": ANSWERED_AT}
    assert refusal_of(commands.uphold, **told) == "objection_of_own_company"


def test_a_petition_is_answered_and_neither_upheld_nor_dismissed(on):
    objection = filed(on, at=FIRST_LATE)
    told = {
        "objection_id": objection.id,
        "answer": "기한이 지나 진정으로 살폈습니다",
        "by": on.other.actor,
        "at": ANSWERED_AT,
    }

    assert queries.offered(objection, on.other.actor) == ["answer_petition"]
    assert refusal_of(commands.uphold, **told) == "wrong_state"
    assert commands.answer_petition(**told).state == "answered"


def test_the_time_to_answer_is_extended_once_and_only_where_the_program_has_it(on):
    by_notice, disposition = filed(on), filed(on, fact=uuid.uuid4(), group="disposition")
    told = {"reason": "사실 확인이 더 필요합니다", "by": on.other.actor, "at": ANSWERED_AT}

    assert refusal_of(commands.extend, objection_id=by_notice.id, **told) == "objection_not_extendable"
    assert "extend" not in queries.offered(by_notice, on.other.actor)
    assert (str(disposition.due_on), str(disposition.until_on)) == ("2024-06-04", "2024-06-19")
    assert str(commands.extend(objection_id=disposition.id, **told).due_on) == "2024-06-14"
    assert refusal_of(commands.extend, objection_id=disposition.id, **told) == "objection_not_extendable"


def test_reading_an_objection_is_written_into_the_access_log(on):
    objection = filed(on)

    commands.open_objection(objection_id=objection.id, origin="127.0.0.1", by=on.other.actor, at=ANSWERED_AT)

    assert facts_of(objection)[-1] == "objection.opened"
    with pytest.raises(OutOfReach):
        commands.open_objection(objection_id=objection.id, origin="127.0.0.1", by=on.company.actor, at=ANSWERED_AT)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_queue_costs_one_statement_however_long_it_is(on, costs, count):
    for _ in range(count):
        filed(on, fact=uuid.uuid4(), subject=Ref(Kind.APPLICATION, uuid.uuid4()))

    with costs() as spent:
        assert len(queries.queue(of=on.other.actor)) == count

    assert spent.count == 1, str(spent)
    assert queries.counts(of=on.other.actor) == {"filed": count}
    assert queries.queue(of=on.other.actor)[0].until_on > NOTIFIED_ON
