"""Who is admitted and seated, what comes before a panel, when it opens; every refusal changes nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest

from consultings import VISIT_DAY
from evaluations import (
    OPENS,
    PLANNED,
    SECTORS,
    a_panel,
    a_tie,
    an_application,
    an_evaluator,
    an_open_panel,
    close,
    committee,
    decided,
    elect,
    form,
    open_up,
    pledge,
    put,
    score,
    skip_written,
    state_of,
    take,
    visitors,
)
from gonggo.consulting.models import Request, Visit
from gonggo.evaluation import commands, queries
from gonggo.evaluation.commands import Employment
from gonggo.evaluation.definition import Ground, Part, Sector, Stage, Word
from gonggo.evaluation.models import Assessed, Conflict, Evaluator, Panel, Seat, StageSkipped
from gonggo.journal.models import Entry
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties.commands import grant_role
from personas import a_colleague_of, an_officer, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])
ROWS = (Assessed, Conflict, Evaluator, Panel, Seat, StageSkipped, Entry)


def refusal_of(act, *args, **kwargs) -> tuple[str, str]:
    """The code and the basis; nothing has changed."""
    before = [list(model.objects.order_by("pk").values()) for model in ROWS]
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    assert [list(model.objects.order_by("pk").values()) for model in ROWS] == before
    return refused.value.code, str(refused.value.basis or "")


def test_only_a_member_of_the_office_with_the_role_is_admitted_and_once(on):
    owner, evaluator = an_owner(at=PLANNED), an_evaluator(on)
    again = on.people[evaluator.id]

    assert refusal_of(an_evaluator, on, persona=owner)[0] == "evaluator_unknown"
    assert refusal_of(an_evaluator, on, persona=again)[0] == "evaluator_admitted"
    assert refusal_of(an_evaluator, on, operator="nobody", persona=again)[0] == "evaluator_unknown"
    assert [row.person_id for row in queries.evaluators(on.program.key, of=on.officer.actor)] == [again.person.id]


def test_an_operator_admits_its_own_experts_and_no_evaluator_of_the_agency(on):
    officer = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.visits)
    expert = an_officer(Role.EXPERT, kind="operator", key=on.visits)
    stranger = an_officer(Role.EXPERT, kind="operator", key=on.looks_after)
    said = {"employer": "협회", "employer_brn": "", "employed_before": [], "sector": Sector.INDUSTRY, "at": PLANNED}

    def admit(who, operator):
        return commands.admit_evaluator(
            program_key=on.program.key, person_id=who.person.id, operator=operator, by=officer.actor, **said
        )

    assert admit(expert, on.visits).operator == on.visits
    assert refusal_of(admit, stranger, on.looks_after)[0] == "evaluator_unknown"
    assert refusal_of(admit, stranger, "")[0] == "wrong_role"


def test_somebody_seated_is_not_released_before_the_seat_is_given_up(on):
    panel = form(on, Stage.SITE)
    evaluator = an_evaluator(on, operator=on.visits)
    seat = take(on, panel, evaluator, Part.FIRST)
    end = {"evaluator_id": evaluator.id, "by": on.officer.actor, "at": PLANNED}

    assert refusal_of(commands.end_evaluator, **end)[0] == "evaluator_seated"
    commands.unseat(seat_id=seat.id, by=on.officer.actor, at=PLANNED)
    assert commands.end_evaluator(**end).ended_at == PLANNED
    assert refusal_of(commands.end_evaluator, **end)[0] == "evaluator_ended"
    assert refusal_of(take, on, panel, evaluator, Part.FIRST)[0] == "evaluator_not_here"


@pytest.mark.clause("7-site")
def test_visits_are_made_by_an_operators_experts_and_committees_by_the_agencys_evaluators(on):
    visit, meeting = form(on, Stage.SITE), form(on, Stage.WRITTEN)

    evaluator, expert = an_evaluator(on), an_evaluator(on, operator=on.visits)

    assert refusal_of(take, on, visit, evaluator, Part.FIRST)[0] == "evaluator_not_here"
    assert refusal_of(take, on, meeting, expert)[0] == "evaluator_not_here"
    assert refusal_of(take, on, meeting, evaluator, Part.FIRST)[0] == "part_wrong"
    assert refusal_of(form, on, Stage.SITE, operator="")[0] == "panel_operator_unknown"
    assert refusal_of(form, on, Stage.WRITTEN, operator=on.visits) == ("panel_operator_unknown", "7-written")


def test_a_panel_has_a_name_and_a_day_to_come(on):
    assert refusal_of(form, on, Stage.SITE, name=" ")[0] == "panel_name_missing"
    assert refusal_of(form, on, Stage.SITE, day=date(2024, 5, 9))[0] == "panel_day_past"
    assert form(on, Stage.SITE, day=date(2024, 5, 10)).state == "forming"


def test_an_operator_convenes_its_own_visits_alone_and_no_committee(on):
    officer = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.visits)
    other = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.looks_after)
    panel = form(on, Stage.SITE, by=officer)

    assert refusal_of(form, on, Stage.SITE, by=other)[0] == "wrong_role"
    assert refusal_of(form, on, Stage.WRITTEN, by=officer)[0] == "wrong_role"
    assert [row.id for row in queries.panels(officer.actor)] == [panel.id]
    assert queries.panels(other.actor) == []
    with pytest.raises(OutOfReach):
        queries.panel(panel.id, of=other.actor)


def test_a_seat_is_taken_once_and_a_committee_has_its_most(on):
    visit, meeting = form(on, Stage.SITE), form(on, Stage.WRITTEN)
    first, _ = visitors(on, visit)
    seated = committee(on, meeting, (*SECTORS, *SECTORS[:2]))

    one_more, expert = an_evaluator(on), an_evaluator(on, operator=on.visits)

    assert refusal_of(take, on, visit, first.evaluator, Part.SECOND)[0] == "seat_taken"
    assert refusal_of(take, on, visit, expert, Part.FIRST)[0] == "seat_taken"
    assert refusal_of(take, on, meeting, seated[0].evaluator)[0] == "seat_taken"
    assert refusal_of(take, on, meeting, one_more)[0] == "panel_full"


@pytest.mark.clause("7-site")
def test_a_visit_is_told_of_as_many_days_ahead_as_the_program_says(on):
    application = an_application(on)
    seven_days_before = datetime(2024, 5, 13, 14, 59, tzinfo=UTC)  # 13 May in Seoul
    panel = form(on, Stage.SITE)

    late = seven_days_before + timedelta(minutes=1)
    assert refusal_of(put, on, panel, application, at=late)[0] == "visit_too_soon"
    put(on, panel, application, at=seven_days_before)
    (fact,) = [one for one in timeline(queries.panel_ref(panel.id)) if one.name == "evaluation.put"]
    assert (fact.data["application"], fact.data["on"]) == (str(application.id), "2024-05-20")


def test_an_application_is_before_one_panel_a_stage(on):
    application = an_application(on)
    one, other = form(on, Stage.SITE), form(on, Stage.SITE)
    put(on, one, application)

    assert refusal_of(put, on, other, application)[0] == "already_put"
    commands.take_out(panel_id=one.id, application_id=application.id, by=on.officer.actor, at=PLANNED)
    put(on, other, application)
    take_out = {"panel_id": one.id, "application_id": application.id, "by": on.officer.actor, "at": PLANNED}
    assert refusal_of(commands.take_out, **take_out)[0] == "not_in_panel"


@pytest.mark.clause("7-written")
def test_the_written_stage_takes_those_who_passed_the_visit(on):
    passed, failed, unseen = an_application(on), an_application(on), an_application(on)
    decided(on, Stage.SITE, passed, 60, 60)
    decided(on, Stage.SITE, failed, 60, 59)
    panel = form(on, Stage.WRITTEN)

    assert queries.due(on.program.key, Stage.WRITTEN, of=on.officer.actor) == [passed]
    for one in (failed, unseen):
        assert refusal_of(put, on, panel, one) == ("not_due_for_stage", "7-written")
    put(on, panel, passed)


@pytest.mark.clause("7-written", "7-interview")
def test_a_skipped_stage_leads_who_passed_the_visit_to_the_interview(on):
    passed, failed = an_application(on), an_application(on)
    decided(on, Stage.SITE, passed, 60, 60)
    decided(on, Stage.SITE, failed, 60, 59)
    assert queries.due(on.program.key, Stage.INTERVIEW, of=on.officer.actor) == []

    skip_written(on)

    assert queries.due(on.program.key, Stage.INTERVIEW, of=on.officer.actor) == [passed]
    assert refusal_of(form, on, Stage.WRITTEN)[0] == "stage_skipped"
    assert refusal_of(skip_written, on)[0] == "stage_skipped"


def test_a_stage_is_skipped_by_the_agency_with_a_reason_where_the_notice_lets_it(on):
    operator = an_officer(Role.OPERATOR_LEAD, kind="operator", key=on.visits)
    site = {"program_key": on.program.key, "stage": Stage.SITE, "reason": "사유", "by": on.officer.actor, "at": PLANNED}

    assert refusal_of(skip_written, on, reason=" ") == ("skip_reason_missing", "7-written")
    assert refusal_of(skip_written, on, by=operator.actor)[0] == "wrong_role"
    assert refusal_of(commands.skip_stage, **site) == ("stage_needed", "7-site")
    form(on, Stage.WRITTEN)
    assert refusal_of(skip_written, on) == ("stage_begun", "7-written")


def test_no_panel_opens_before_the_first_assessment_does(on):
    panel, _ = a_panel(on, Stage.SITE, an_application(on))

    code, basis = refusal_of(open_up, on, panel, at=OPENS - timedelta(microseconds=1))

    assert (code, basis) == ("evaluation_not_begun", str(on.rules.opening))
    assert open_up(on, panel, at=OPENS).state == "open"
    assert refusal_of(open_up, on, panel)[0] == "wrong_state"


def test_a_panel_opens_with_applications_seats_and_pledges(on):
    empty = form(on, Stage.SITE)
    assert refusal_of(open_up, on, empty)[0] == "panel_empty"
    put(on, empty, an_application(on))
    assert refusal_of(open_up, on, empty)[0] == "panel_too_small"
    first, second = visitors(on, empty)
    pledge(on, first)
    assert refusal_of(open_up, on, empty)[0] == "pledge_missing"
    pledge(on, second)
    open_up(on, empty)


@pytest.mark.clause("7-written")
def test_a_committee_needs_its_least_members_and_every_sector(on):
    application = an_application(on)
    decided(on, Stage.SITE, application, 70, 70)
    panel = form(on, Stage.WRITTEN)
    put(on, panel, application)
    without_research = [Sector.INDUSTRY, Sector.ACADEMIA, Sector.INDUSTRY, Sector.ACADEMIA]
    for seat in committee(on, panel, without_research):
        pledge(on, seat)
    assert refusal_of(open_up, on, panel)[0] == "panel_too_small"
    pledge(on, take(on, panel, an_evaluator(on, Sector.INDUSTRY)))
    assert refusal_of(open_up, on, panel)[0] == "panel_lacks_sector"
    pledge(on, take(on, panel, an_evaluator(on, Sector.RESEARCH)))
    open_up(on, panel)


def _employed_now(on, company):
    return an_evaluator(on, operator=on.visits, employer_brn=company.company.brn)


def _employed_before(on, company):
    before = [Employment("하나정밀", company.company.brn, date(2021, 5, 21))]
    return an_evaluator(on, operator=on.visits, employed_before=before)


def _same_company(on, company):
    expert = an_officer(Role.EXPERT, kind="operator", key=on.visits)
    grant_role(
        person_id=expert.person.id,
        organisation=company.company.ref,
        role=Role.COMPANY_VIEWER,
        by=SYSTEM,
        at=PLANNED,
    )
    return an_evaluator(on, operator=on.visits, persona=expert)


def _consulted(on, company):
    expert = an_officer(Role.EXPERT, kind="operator", key=on.visits)
    request = Request.objects.create(
        program=on.program.key,
        program_version=1,
        company_id=company.company.id,
        operator=on.visits,
        wishes="4월",
        looks_at="재고",
        asked_by=company.person.id,
        asked_at=VISIT_DAY,
    )
    Visit.objects.create(request=request, expert_id=expert.person.id, on=VISIT_DAY.date())
    return an_evaluator(on, operator=on.visits, persona=expert)


@pytest.mark.parametrize("tied", [_employed_now, _employed_before, _same_company, _consulted])
def test_who_is_in_conflict_neither_visits_nor_is_given_the_application(on, tied):
    company = an_owner(at=PLANNED)
    application = an_application(on, an_owner(at=PLANNED), company)
    evaluator = tied(on, company)
    seated_first, put_first = form(on, Stage.SITE), form(on, Stage.SITE)
    take(on, seated_first, evaluator, Part.FIRST)

    code, basis = refusal_of(put, on, seated_first, application)
    assert (code, basis) == ("evaluator_in_conflict", str(on.rules.conflict))
    put(on, put_first, application)
    assert refusal_of(take, on, put_first, evaluator, Part.FIRST)[0] == "evaluator_in_conflict"


def test_an_operators_own_staff_does_not_visit_what_the_operator_looks_after(on):
    panel = form(on, Stage.SITE)
    visitors(on, panel)

    assert refusal_of(put, on, panel, an_application(on, operator=on.visits))[0] == "evaluator_in_conflict"
    put(on, panel, an_application(on, operator=on.looks_after))


def test_in_a_committee_who_is_in_conflict_steps_out_for_that_application_alone(on):
    company = an_owner(at=PLANNED)
    tied_to, other = an_application(on, company), an_application(on)
    for one in (tied_to, other):
        decided(on, Stage.SITE, one, 70, 70)
    panel, seats = a_panel(on, Stage.WRITTEN, tied_to, other)
    evaluator = an_evaluator(on, employer_brn=company.company.brn)
    tied = pledge(on, take(on, panel, evaluator))
    open_up(on, panel)

    (conflict,) = Conflict.objects.all()
    assert (conflict.evaluator_id, conflict.application_id) == (evaluator.id, tied_to.id)
    assert (conflict.word, conflict.ground, conflict.on) == (Word.DISQUALIFIED, Ground.SAME_COMPANY, OPENS.date())
    assert [one.application_id for one in queries.my_sheets(on.member(tied).actor)] == [other.id]
    assert {row.application_id: row.free for row in queries.panel(panel.id, of=on.officer.actor).applications} == {
        tied_to.id: 5,
        other.id: 6,
    }
    with pytest.raises(OutOfReach):
        score(on, tied, tied_to, 70)
    elect(on, panel, seats[0])
    for seat in seats:
        score(on, seat, tied_to, 70)
        score(on, seat, other, 70)
    score(on, tied, other, 70)
    assert len(close(on, panel)) == 2


def test_a_committee_too_few_of_which_are_free_does_not_open_until_somebody_else_sits(on):
    company = an_owner(at=PLANNED)
    application = an_application(on, company)
    decided(on, Stage.SITE, application, 70, 70)
    panel = form(on, Stage.WRITTEN)
    put(on, panel, application)
    seats = committee(on, panel, SECTORS[:4])
    seats.append(take(on, panel, an_evaluator(on, employer_brn=company.company.brn)))
    for seat in seats:
        pledge(on, seat)

    assert refusal_of(open_up, on, panel) == ("too_few_free", str(on.rules.conflict))
    pledge(on, take(on, panel, an_evaluator(on)))
    open_up(on, panel)


def test_another_takes_the_seat_of_who_cannot_come_before_any_sheet_of_theirs(on):
    application = an_application(on)
    panel, (first, second) = an_open_panel(on, Stage.SITE, application)
    score(on, first, application, 70)

    def replace(seat):
        other = an_evaluator(on, operator=on.visits)
        return commands.substitute(seat_id=seat.id, evaluator_id=other.id, by=on.officer.actor, at=OPENS)

    with pytest.raises(Refused, match="seat_has_filed"):
        replace(first)
    instead = replace(second)
    pledge(on, instead)
    with pytest.raises(OutOfReach):
        score(on, second, application, 70)
    score(on, instead, application, 50)
    assert close(on, panel)[0].passed
    assert queries.took_part(application.id) >= {on.member(seat).person.id for seat in (first, second, instead)}


def test_what_a_panel_can_no_longer_decide_is_set_aside_for_another(on):
    application = an_application(on)
    panel, (first, second) = an_open_panel(on, Stage.SITE, application)
    aside = {"panel_id": panel.id, "application_id": application.id, "by": on.officer.actor, "at": OPENS}

    assert refusal_of(commands.set_aside, **aside)[0] == "panel_can_decide"
    commands.recuse(seat_id=second.id, tie=a_tie(application), by=on.member(second).actor, at=OPENS)
    commands.set_aside(**aside)
    assert queries.due(on.program.key, Stage.SITE, of=on.officer.actor) == [application]
    with pytest.raises(OutOfReach):
        score(on, first, application, 70)
    assert (close(on, panel), state_of(panel)) == ([], "closed")


def test_a_company_and_a_stranger_know_nothing_of_a_panel(on):
    owner = an_owner(at=PLANNED)
    panel, _ = an_open_panel(on, Stage.SITE, an_application(on, owner))
    expert = an_officer(Role.EXPERT, kind="operator", key=on.visits)

    for who in (owner, a_colleague_of(owner), expert):
        assert queries.panels(who.actor) == []
        with pytest.raises(OutOfReach):
            queries.panel(panel.id, of=who.actor)
        with pytest.raises(OutOfReach):
            queries.evaluators(on.program.key, of=who.actor)


def test_bonus_points_are_fixed_before_the_first_assessment_and_at_most_what_the_program_says(on):
    application = an_application(on)

    def fix(points, ground="우수기업 인증", at=PLANNED):
        return commands.fix_bonus(
            application_id=application.id, ground=ground, points=points, by=on.officer.actor, at=at
        )

    assert refusal_of(fix, 6)[0] == "bonus_too_many"
    assert refusal_of(fix, 0)[0] == "bonus_too_many"
    assert refusal_of(fix, 1, ground=" ")[0] == "bonus_ground_missing"
    fix(3)
    assert refusal_of(fix, 1)[0] == "bonus_fixed"
    assert refusal_of(fix, 3, ground="수상")[0] == "bonus_too_many"
    assert refusal_of(fix, 2, ground="수상", at=OPENS)[0] == "evaluation_has_begun"
    fix(2, ground="수상")


def test_panels_cost_the_same_for_one_and_for_three(on, costs):
    def spent() -> tuple[int, int, int]:
        with costs() as listed:
            rows = queries.panels(on.officer.actor)
        with costs() as shown:
            queries.panel(rows[0].id, of=on.officer.actor)
        with costs() as people:
            queries.evaluators(on.program.key, of=on.officer.actor)
        return listed.count, shown.count, people.count

    a_panel(on, Stage.SITE, an_application(on))
    one = spent()
    a_panel(on, Stage.SITE, an_application(on), an_application(on), an_application(on))
    a_panel(on, Stage.SITE, an_application(on))

    assert spent() == one
    assert one[0] == 1


def test_a_stage_that_was_skipped_is_a_step_of_every_application_on_the_day_of_the_decision(on):
    case = an_application(on)
    a_panel(on, Stage.SITE, case)
    skip_written(on)

    steps = queries.steps_of(case.id, on.program.key)

    assert [(one.stage, one.is_over, one.is_skipped) for one in steps] == [
        (Stage.SITE, False, False),
        (Stage.WRITTEN, True, True),
    ]
    assert steps[1].on == legal_day(PLANNED)
