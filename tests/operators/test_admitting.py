"""An operator in a program: named by the notice, admitted, agreed with, suspended, ended; who may and what it opens."""

import io
from datetime import date, datetime, timedelta

import pytest

import consultings
from gonggo.applications import commands as applications
from gonggo.applications.looked_after import held_by, held_counts
from gonggo.consulting import commands as consulting
from gonggo.documents.commands import receive
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.operators import commands, queries
from gonggo.operators.models import Operator
from gonggo.operators.states import OperatorState
from gonggo.programs.definition import Program
from offices import received
from personas import NOW, Persona, an_officer
from world import PUBLISHED, a_pdf, a_ready_application, agree_with_operators, the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])
REASON = "공고에 실린 대로 선정함"


@pytest.fixture
def program(db: None) -> Program:
    return the_program()


@pytest.fixture
def lead(db: None) -> Persona:
    return an_officer(Role.AGENCY_LEAD, kind="agency")


@pytest.fixture
def named(program: Program) -> Operator:
    return commands.name_operators(program=program, by=SYSTEM, at=PUBLISHED)[0]


@pytest.fixture
def admitted(named: Operator, lead: Persona) -> Operator:
    return commands.admit(operator_id=named.id, reason=REASON, by=lead.actor, at=NOW)


def an_agreement(operator: Operator, by: Persona, **changed: object) -> dict[str, object]:
    paper = receive(io.BytesIO(a_pdf("협약서")), declared_name="협약서.pdf", size_limit=10**6, by=by.actor, at=NOW)
    said = {"number": "2024-01", "agreed_on": date(2024, 4, 1), "begins_on": date(2024, 4, 1)}
    return said | {"operator_id": operator.id, "last_on": date(2025, 3, 31), "document_id": paper.id} | changed


@pytest.fixture
def agreed(admitted: Operator, lead: Persona) -> Operator:
    return commands.agree(**an_agreement(admitted, lead), by=lead.actor, at=NOW)


def again(operator: Operator) -> Operator:
    return queries.within_reach(operator.id, of=SYSTEM)


def facts(operator: Operator) -> list[str]:
    return [line.name for line in timeline(operator.ref)]


@pytest.mark.clause("A1-operators")
def test_operators_of_the_notice_are_named_once_with_its_clause(program):
    first = commands.name_operators(program=program, by=SYSTEM, at=PUBLISHED)
    second = commands.name_operators(program=program, by=SYSTEM, at=NOW)

    assert ({one.operator for one in first}, second) == ({one.key for one in program.operators}, [])
    assert {one.state for one in first} == {OperatorState.NAMED}


def test_an_operator_goes_from_the_notice_to_its_end_and_each_step_is_on_record(agreed, lead):
    told = {"operator_id": agreed.id, "by": lead.actor, "at": NOW}
    steps = (commands.suspend, commands.resume, commands.end)
    states = [step(reason=REASON, **told).state for step in steps]

    assert states == ["suspended", "agreed", "ended"]
    assert facts(agreed) == [
        f"operator.{step}" for step in ("named", "admitted", "agreed", "suspended", "resumed", "ended")
    ]


@pytest.mark.parametrize("step", ["admit", "suspend", "resume"])
def test_a_step_out_of_its_order_or_taken_twice_is_refused_and_changes_nothing(admitted, lead, step):
    with pytest.raises(Refused) as no:
        getattr(commands, step)(operator_id=admitted.id, reason=REASON, by=lead.actor, at=NOW)

    assert (no.value.code, again(admitted).state) == ("wrong_state", "admitted")
    assert facts(admitted) == ["operator.named", "operator.admitted"]


def test_nobody_but_the_agencys_officers_and_leads_admits(named):
    inspector = an_officer(Role.INSPECTOR, kind="agency")
    with pytest.raises(Refused) as no:
        commands.admit(operator_id=named.id, reason=REASON, by=inspector.actor, at=NOW)
    own = an_officer(Role.OPERATOR_LEAD, kind="operator", key=named.operator)
    with pytest.raises(Refused) as own_no:
        commands.admit(operator_id=named.id, reason=REASON, by=own.actor, at=NOW)
    another = an_officer(Role.OPERATOR_LEAD, kind="operator")
    with pytest.raises(OutOfReach):
        commands.admit(operator_id=named.id, reason=REASON, by=another.actor, at=NOW)

    assert (no.value.code, own_no.value.code, again(named).state) == ("wrong_role", "wrong_role", "named")


def test_nobody_decides_over_an_operator_that_they_belong_to(named, lead):
    from gonggo.parties import commands as parties

    office = an_officer(Role.OPERATOR_LEAD, kind="operator", key=named.operator).actor.organisation
    parties.grant_role(person_id=lead.person.id, organisation=office, role=Role.OPERATOR_OFFICER, by=SYSTEM, at=NOW)
    with pytest.raises(Refused) as no:
        commands.admit(operator_id=named.id, reason=REASON, by=lead.actor, at=NOW)

    assert (no.value.code, again(named).state) == ("own_operator", "named")


@pytest.mark.parametrize("reason", ["  ", "가" * 501])
def test_admission_without_a_reason_is_refused(named, lead, reason):
    with pytest.raises(Refused) as no:
        commands.admit(operator_id=named.id, reason=reason, by=lead.actor, at=NOW)

    assert (no.value.code, again(named).state) == ("operator_reason_missing", "named")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"number": " "}, "agreement_number_wrong"),
        ({"agreed_on": date(2030, 1, 1)}, "agreement_days_wrong"),
        ({"last_on": date(2024, 3, 31)}, "agreement_days_wrong"),
        ({"document_id": "11111111-1111-4111-8111-111111111111"}, "agreement_paper_missing"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused_and_changes_nothing(admitted, lead, changed, code):
    with pytest.raises(Refused) as no:
        commands.agree(**an_agreement(admitted, lead, **changed), by=lead.actor, at=NOW)

    assert (no.value.code, again(admitted).state, again(admitted).number) == (code, "admitted", "")


def test_paper_of_somebody_elses_is_no_agreement(admitted, lead, owner):
    theirs = an_agreement(admitted, owner)
    with pytest.raises(Refused) as no:
        commands.agree(**theirs, by=lead.actor, at=NOW)

    assert no.value.code == "agreement_paper_missing"


@pytest.mark.parametrize(
    ("on", "may_work"),
    [
        (date(2024, 3, 31), False),
        (date(2024, 4, 1), True),
        (date(2025, 3, 31), True),
        (date(2025, 4, 1), False),
    ],
)
def test_an_operator_works_from_the_first_day_of_its_agreement_to_the_last(agreed, on, may_work):
    try:
        queries.check_agreed(agreed.program, agreed.operator, on=on)
        works = True
    except Refused as no:
        works = no.code != "operator_not_agreed"

    assert works == may_work


def test_operator_without_an_agreement_takes_no_consulting_on(program):
    on = consultings.desks(program)
    request = consultings.asked(on)
    Operator.objects.filter(operator=on.operator).update(state=OperatorState.ADMITTED)

    with pytest.raises(Refused) as no:
        consulting.accept(request_id=request.id, by=on.officer.actor, at=consultings.ASKED_AT)

    assert (no.value.code, consultings.again(request).state) == ("operator_not_agreed", "asked")


@pytest.mark.parametrize(("state", "chosen"), [("named", True), ("suspended", False), ("ended", False)])
def test_applicants_choose_whom_the_notice_names_unless_its_work_is_suspended_or_over(program, owner, state, chosen):
    agree_with_operators(program)
    key = program.operators[0].key
    Operator.objects.filter(operator=key).update(state=state)
    said = {"program_key": program.key, "track": "new", "type": program.types[0].key, "operator": key}
    if chosen:
        assert applications.start_application(**said, by=owner.actor, at=NOW).operator == key
        return
    with pytest.raises(Refused) as no:
        applications.start_application(**said, by=owner.actor, at=NOW)

    assert (no.value.code, no.value.field) == ("operator_closed", "operator")


def test_everything_an_operator_has_goes_to_another_with_one_reason_or_nothing_does(lead):
    case = received(a_ready_application())
    agree_with_operators(case.program)
    first, second, third = (one.key for one in case.program.operators[:3])
    Operator.objects.filter(operator=third).update(state=OperatorState.ENDED)
    told = {"program_key": case.program.key, "before": first, "by": lead.actor, "at": NOW + timedelta(days=1)}

    with pytest.raises(Refused) as closed:
        applications.reassign_all(operator=third, reason=REASON, **told)
    with pytest.raises(Refused) as silent:
        applications.reassign_all(operator=second, reason=" ", **told)
    assert (closed.value.code, silent.value.code) == ("operator_closed", "reassign_reason_missing")
    assert held_counts(case.program.key) == {first: 1}

    given = applications.reassign_all(operator=second, reason=REASON, **told)
    assert ([one.id for one in given], held_counts(case.program.key)) == ([case.id], {second: 1})
    with pytest.raises(Refused) as nothing:
        applications.reassign_all(operator=second, reason=REASON, **told)
    assert (nothing.value.code, list(held_by(case.program.key, first))) == ("nothing_to_reassign", [])


def test_only_the_agency_gives_everything_away(lead, owner, program):
    with pytest.raises(OutOfReach):
        applications.reassign_all(
            program_key=program.key,
            before=program.operators[0].key,
            operator=program.operators[1].key,
            reason=REASON,
            by=owner.actor,
            at=datetime(2024, 5, 1, tzinfo=NOW.tzinfo),
        )
