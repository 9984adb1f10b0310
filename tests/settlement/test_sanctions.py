"""A bar from programs: told before, heard, decided by two, in the register while it holds, stayed and undone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonggo.eligibility.definition import Candidate, Judged
from gonggo.eligibility.queries import reached
from gonggo.facts.commands import state_fact
from gonggo.facts.definition import FactKind, Source
from gonggo.facts.models import Fact
from gonggo.facts.queries import following
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import commands as parties
from gonggo.programs.calendar import korean_business_days
from gonggo.programs.checking import checked
from gonggo.programs.commands import publish
from gonggo.settlement import commands
from gonggo.settlement.sanctions import queries
from gonggo.settlement.sanctions.definition import Span, Stay, rules_of, spans
from gonggo.settlement.states import SanctionState
from personas import an_officer
from program_folders import a_copy, spoil
from sanctioning import COMMITTEE, DECIDED, DRAWN, HEAR_UNTIL, NOTICED, PROPOSED, REASON, decided, drawn, noticed
from sanctioning import proposed as propose
from world import PUBLISHED

pytestmark = pytest.mark.django_db(databases=["default", "door"])
DAY = timedelta(days=1)
END = date(2025, 4, 22)


def again(row):
    return queries.within_reach(row.id, of=SYSTEM)


def code(command, **told) -> str:
    with pytest.raises(Refused) as no:
        command(**told)
    return no.value.code


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, 0, tzinfo=UTC)


def test_a_sanction_goes_from_its_proposal_to_the_register_and_each_step_is_on_record(program, barred, officer, lead):
    row = noticed(program, barred, officer)
    commands.be_heard(sanction_id=row.id, opinion="갚을 것입니다", by=barred.actor, at=NOTICED + DAY)
    done = decided(row, officer, lead, persons=("나대표",))

    assert (done.state, done.first_on, done.until_on, done.kind) == ("decided", COMMITTEE, END, "agreement")
    assert [one.name for one in timeline(done.ref)] == [
        f"sanction.{step}" for step in ("proposed", "noticed", "heard", "drawn_up", "decided")
    ]
    assert [(one.subject.kind, one.kind, one.value, one.since_on, one.until_on) for one in following(done.ref)] == [
        (kind, "participation-bar", "barred", COMMITTEE, END) for kind in (Kind.COMPANY, Kind.REPRESENTATIVE)
    ]


@pytest.fixture
def second_program(tmp_path):
    """Another program of the same kind, in which the company has done nothing wrong."""
    made = a_copy(tmp_path / "other")
    spoil(made, "program.toml", 'key = "smart-service-2024"', 'key = "another-2024"')
    spoil(made, "program.toml", 'number_prefix = "SS24"', 'number_prefix = "AN24"')
    return publish(checked(made), by=SYSTEM, at=PUBLISHED)


def answers(program, company, on: date) -> dict[str, str]:
    """What condition (10) answers on a day before the closing, of the company ("") and of its representatives."""
    one = Candidate(Ref(Kind.APPLICATION, company.company.id), "new", (Judged(company.company.id, "adopter"),), {})
    found = reached(program, [one], at=at(on))
    return {row.person: row.judgement.answer.value for row in found if row.condition.key == "(10)"}


@pytest.mark.clause("3(10)")
def test_a_company_under_a_decided_sanction_is_excluded_in_another_program_from_its_day_until_a_stay(
    program, second_program, barred, officer, lead
):
    row = decided(noticed(program, barred, officer), officer, lead)
    before, held = answers(second_program, barred, COMMITTEE - DAY), answers(second_program, barred, COMMITTEE + DAY)
    commands.stay_sanction(
        sanction_id=row.id, order="서울행정법원 2024아1", on=COMMITTEE + 3 * DAY, by=officer.actor,
        at=at(COMMITTEE + 3 * DAY),
    )  # fmt: skip
    stayed = answers(second_program, barred, COMMITTEE + 3 * DAY)
    commands.resume_sanction(sanction_id=row.id, on=COMMITTEE + 5 * DAY, by=officer.actor, at=at(COMMITTEE + 5 * DAY))

    assert (before[""], held[""], stayed[""]) == ("unknown", "not_met", "unknown")
    assert answers(second_program, barred, COMMITTEE + 5 * DAY)[""] == "not_met"
    assert answers(program, barred, COMMITTEE + 5 * DAY)[""] == "not_met"
    assert held["나대표"] == "unknown"  # it was decided of the company alone
    assert following(again(row).ref)[-1].until_on == END + 2 * DAY == again(row).until_on


@pytest.mark.clause("3(10)")
def test_a_sanction_decided_of_the_representative_too_is_a_hit_for_the_person(
    second_program, program, barred, officer, lead
):
    decided(noticed(program, barred, officer), officer, lead, persons=("나대표",))

    assert answers(second_program, barred, COMMITTEE + DAY) == {"": "not_met", "나대표": "not_met"}


@pytest.mark.clause("3(10)")
def test_a_sanction_that_is_over_on_the_as_of_day_excludes_nobody(program, second_program, barred, officer, lead):
    noticed_at = datetime(2024, 3, 1, 3, 0, tzinfo=UTC)
    row = commands.propose_sanction(
        program=program, company_id=barred.company.id, ground="misuse", reason=REASON, by=officer.actor, at=noticed_at
    )
    told = {"sanction_id": row.id, "by": officer.actor}
    commands.give_notice(hear_until_on=date(2024, 3, 11), at=noticed_at, **told)
    made = commands.draw_up_sanction(
        decided_on=date(2024, 3, 25), months=1, persons=(), reason=REASON, at=at(date(2024, 3, 25)), **told
    )
    commands.decide_sanction(sanction_id=row.id, digest=made.digest, by=lead.actor, at=at(date(2024, 3, 26)))

    assert [answers(second_program, barred, day)[""] for day in (date(2024, 4, 24), date(2024, 4, 25))] == [
        "not_met",
        "unknown",
    ]
    assert (commands.end_due(now=at(date(2024, 4, 24))), again(row).state) == (0, "decided")
    assert (commands.end_due(now=at(date(2024, 4, 25))), again(row).state) == (1, "ended")
    assert commands.end_due(now=at(date(2024, 4, 26))) == 0


def test_what_others_state_of_the_register_neither_ends_a_sanction_nor_is_ended_by_it(
    program, second_program, barred, officer, lead
):
    stated = {"subject": barred.company.ref, "kind": "participation-bar", "by": officer.actor, "at": DECIDED}
    state_fact(value="none", since_on=COMMITTEE - 9 * DAY, source=Source.OFFICER, **stated)
    row = decided(noticed(program, barred, officer), officer, lead)
    state_fact(value="none", since_on=COMMITTEE + DAY, source=Source.OFFICER, **stated)

    assert [answers(second_program, barred, COMMITTEE + days * DAY)[""] for days in (-1, 1, 2, 9)] == [
        "unknown", "not_met", "not_met", "not_met",
    ]  # fmt: skip  # on the day before nothing was known yet
    assert following(row.ref)[0].until_on == END


def test_a_sanction_undone_from_its_start_was_never_in_the_register(program, second_program, barred, officer, lead):
    row = decided(noticed(program, barred, officer), officer, lead)
    commands.lift_sanction(sanction_id=row.id, reason="착오", from_start=True, by=officer.actor, at=at(COMMITTEE + DAY))

    assert (again(row).state, following(row.ref)) == ("lifted", [])
    assert answers(second_program, barred, COMMITTEE + DAY)[""] == "unknown"


def test_a_sanction_lifted_later_has_held_until_then(program, barred, officer, lead):
    row = decided(noticed(program, barred, officer), officer, lead)
    day = COMMITTEE + 30 * DAY
    commands.lift_sanction(sanction_id=row.id, reason="반납을 마침", from_start=False, by=officer.actor, at=at(day))

    assert [(one.since_on, one.until_on) for one in following(row.ref)] == [(COMMITTEE, day)]


def test_prior_notice_gives_ten_days_or_more_and_a_day_off_moves_them_on(program, barred, officer):
    row = propose(program, barred, officer)
    told = {"sanction_id": row.id, "by": officer.actor, "at": NOTICED}

    assert code(commands.give_notice, hear_until_on=HEAR_UNTIL - DAY, **told) == "hearing_too_short"
    assert (again(row).state, again(row).noticed_at) == ("proposed", None)
    assert commands.give_notice(hear_until_on=HEAR_UNTIL, **told).state == "noticed"
    # 10 April was a day of election, the 13th is a Saturday
    least = [
        rules_of(program).least_hearing(day, korean_business_days()) for day in (date(2024, 3, 31), date(2024, 4, 3))
    ]
    assert least == [date(2024, 4, 11), date(2024, 4, 15)]


def test_an_opinion_is_heard_up_to_the_last_day_and_only_once(program, barred, officer, stranger):
    row = noticed(program, barred, officer)
    told = {"sanction_id": row.id, "opinion": "사정이 있습니다"}
    last = datetime(2024, 4, 12, 14, 59, 59, tzinfo=UTC)  # the last second of the day in Seoul

    with pytest.raises(OutOfReach):
        commands.be_heard(by=stranger.actor, at=NOTICED, **told)
    assert code(commands.be_heard, by=barred.actor, at=last + timedelta(seconds=1), **told) == "hearing_over"
    assert code(commands.be_heard, by=officer.actor, at=last, **told) == "wrong_role"
    assert (
        code(commands.be_heard, sanction_id=row.id, opinion=" ", by=barred.actor, at=last) == "hearing_opinion_missing"
    )
    assert again(row).state == "noticed"
    assert commands.be_heard(by=barred.actor, at=last, **told).state == "heard"
    assert code(commands.be_heard, by=barred.actor, at=last, **told) == "wrong_state"


def test_nothing_is_drawn_up_before_the_company_could_be_heard(program, barred, officer):
    row = propose(program, barred, officer)
    told = {"sanction_id": row.id, "months": 6, "persons": (), "reason": REASON, "by": officer.actor}
    assert code(commands.draw_up_sanction, decided_on=COMMITTEE, at=DRAWN, **told) == "wrong_state"
    commands.give_notice(sanction_id=row.id, hear_until_on=HEAR_UNTIL, by=officer.actor, at=NOTICED)

    early = {"decided_on": HEAR_UNTIL, "at": at(HEAR_UNTIL)}
    assert code(commands.draw_up_sanction, **early, **told) == "hearing_open"
    assert code(commands.draw_up_sanction, decided_on=HEAR_UNTIL, at=DRAWN, **told) == "decision_day_wrong"
    assert code(commands.draw_up_sanction, decided_on=COMMITTEE + DAY, at=DRAWN, **told) == "decision_day_wrong"
    assert again(row).state == "noticed"
    assert commands.draw_up_sanction(decided_on=HEAR_UNTIL + DAY, at=DRAWN, **told).state == "drawn"


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"months": 0}, "sanction_too_long"),
        ({"months": 37}, "sanction_too_long"),
        ({"persons": ("남의대표",)}, "sanction_person_unknown"),
        ({"reason": " "}, "sanction_reason_missing"),
        ({"reason": "가" * 501}, "sanction_reason_missing"),
    ],
)
def test_a_decision_beyond_the_programs_limits_is_refused_and_changes_nothing(
    program, barred, officer, changed, refused
):
    row = noticed(program, barred, officer)
    told = {"sanction_id": row.id, "decided_on": COMMITTEE, "months": 36, "persons": (), "reason": REASON}

    assert code(commands.draw_up_sanction, **told | changed, by=officer.actor, at=DRAWN) == refused
    assert (again(row).state, again(row).first_on) == ("noticed", None)


def test_the_decision_is_another_persons_and_of_what_was_on_the_page(program, barred, officer, lead):
    row = noticed(program, barred, officer)
    seen = drawn(row, officer).digest
    told = {"sanction_id": row.id, "at": DECIDED}
    assert code(commands.decide_sanction, digest=seen, by=officer.actor, **told) == "sanction_second_person"
    changed = drawn(row, officer, months=24).digest

    assert code(commands.decide_sanction, digest=seen, by=lead.actor, **told) == "sanction_changed"
    assert (again(row).state, Fact.objects.filter(kind="participation-bar").count()) == ("drawn", 0)
    assert commands.decide_sanction(digest=changed, by=lead.actor, **told).until_on == date(2026, 4, 22)
    assert code(commands.decide_sanction, digest=changed, by=lead.actor, **told) == "wrong_state"
    assert len(following(row.ref)) == 1


def test_nobody_but_the_agencys_officers_decides_and_none_over_a_company_of_their_own(program, barred, officer, lead):
    operator = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=program.operators[0].key)
    inspector = an_officer(Role.INSPECTOR, kind="agency")
    row = propose(program, barred, operator)
    notice = {"sanction_id": row.id, "hear_until_on": HEAR_UNTIL, "at": NOTICED}
    parties.grant_role(
        person_id=lead.person.id, organisation=barred.company.ref, role=Role.COMPANY_VIEWER, by=SYSTEM, at=PROPOSED
    )  # fmt: skip

    assert code(commands.give_notice, by=operator.actor, **notice) == "wrong_role"
    assert code(commands.give_notice, by=inspector.actor, **notice) == "wrong_role"
    assert code(commands.give_notice, by=lead.actor, **notice) == "sanction_of_own_company"
    assert (again(row).state, row.operator) == ("proposed", program.operators[0].key)
    assert code(commands.drop_sanction, sanction_id=row.id, reason=" ", by=officer.actor, at=NOTICED) == (
        "sanction_reason_missing"
    )


def test_a_company_knows_nothing_of_a_proposal_and_other_operators_of_no_sanction(program, barred, officer, stranger):
    other = an_officer(Role.OPERATOR_LEAD, kind="operator", key=program.operators[1].key)
    row = propose(program, barred, officer)
    hidden = [queries.sanctions(of=one.actor) for one in (barred, stranger, other)]
    commands.give_notice(sanction_id=row.id, hear_until_on=HEAR_UNTIL, by=officer.actor, at=NOTICED)

    assert hidden == [[], [], []]
    assert [one.id for one in queries.sanctions(of=barred.actor)] == [row.id]
    assert queries.sanctions(of=stranger.actor) == queries.sanctions(of=other.actor) == []


@pytest.mark.parametrize("reason", ["", "가" * 501])
def test_a_proposal_without_ground_or_reason_or_by_a_company_is_refused(program, barred, officer, reason):
    told = {"program": program, "company_id": barred.company.id, "at": PROPOSED}
    asked = commands.propose_sanction

    assert code(asked, ground="misuse", reason=reason, by=officer.actor, **told) == "sanction_reason_missing"
    assert code(asked, ground="weather", reason=REASON, by=officer.actor, **told) == "sanction_ground_unknown"
    assert code(asked, ground="misuse", reason=REASON, by=barred.actor, **told) == "wrong_role"
    assert queries.sanctions(of=SYSTEM) == []


@pytest.mark.parametrize("days", [-1, 9])
def test_a_stay_on_a_day_that_cannot_be_is_refused(program, barred, officer, lead, days):
    row = decided(noticed(program, barred, officer), officer, lead)
    told = {"sanction_id": row.id, "on": COMMITTEE + days * DAY, "by": officer.actor, "at": at(COMMITTEE + 8 * DAY)}

    assert code(commands.stay_sanction, order="2024아1", **told) == "stay_day_wrong"
    assert (again(row).state, following(row.ref)[0].until_on) == ("decided", END)
    assert code(commands.resume_sanction, **told) == "wrong_state"


def test_a_dropped_sanction_is_over_for_good(program, barred, officer):
    row = noticed(program, barred, officer)
    commands.drop_sanction(sanction_id=row.id, reason="사실과 다름", by=officer.actor, at=NOTICED)

    assert again(row).state == SanctionState.DROPPED
    assert code(commands.give_notice, sanction_id=row.id, hear_until_on=HEAR_UNTIL, by=officer.actor, at=NOTICED) == (
        "wrong_state"
    )


def test_a_disposition_is_told_apart_from_a_measure_under_the_agreement(program, barred, officer):
    kinds = {propose(program, barred, officer, ground=ground).kind for ground in ("misuse", "unlawful-gain")}

    assert kinds == {"agreement", "disposition"}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_there_are(program, barred, officer, count, costs):
    for _ in range(count):
        propose(program, barred, officer)
    with costs() as found:
        queries.sanctions(of=officer.actor)

    assert found.count == 1


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(1, 36), st.lists(st.integers(0, 90), max_size=6))
def test_a_stayed_bar_holds_as_many_days_as_one_that_was_not(first, months, lengths):
    whole = spans(first, months)[0]
    stays, day = [], first
    for gap, length in zip(lengths[::2], lengths[1::2], strict=False):
        day += timedelta(days=min(gap, 3))
        stays.append(Stay(day, day + timedelta(days=length)))
        day += timedelta(days=length)
    found = spans(first, months, stays)

    assert sum((one.until_on - one.since_on).days for one in found) == (whole.until_on - whole.since_on).days
    assert spans(first, months, [Stay(first, None)]) == ()


def test_a_stay_divides_a_bar_in_two():
    first = date(2024, 5, 1)

    assert spans(first, 1, [Stay(date(2024, 5, 11), date(2024, 5, 21))]) == (
        Span(first, date(2024, 5, 11)),
        Span(date(2024, 5, 21), date(2024, 6, 11)),
    )


def test_the_register_of_a_representative_follows_the_name(program, barred, officer):
    assert queries.representatives_of(barred.company.id, NOTICED.date()) == ("나대표",)
    state_fact(
        subject=barred.company.ref, kind=FactKind.REPRESENTATIVE, value="나대표, 다대표", since_on=NOTICED.date(),
        by=barred.actor, at=NOTICED,
    )  # fmt: skip
    assert queries.representatives_of(barred.company.id, NOTICED.date()) == ("나대표", "다대표")
