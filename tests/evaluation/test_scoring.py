"""Pledges, the words a member or an applicant says, sheets, and what a member may read."""

from datetime import UTC, datetime, timedelta

import pytest

from evaluations import (
    MEETING,
    OPENS,
    PLANNED,
    VISIT_ON,
    a_panel,
    a_tie,
    an_application,
    an_assessment,
    an_evaluator,
    an_open_panel,
    decided,
    form,
    open_up,
    pledge,
    points,
    put,
    score,
    take,
    visitors,
)
from gonggo.applications.models import Application
from gonggo.applications.queries import paper_rows
from gonggo.evaluation import commands, queries
from gonggo.evaluation.commands import Tie
from gonggo.evaluation.definition import Ground, Stage, Word
from gonggo.evaluation.models import Conflict, Seat, Sheet, SheetDraft
from gonggo.journal.models import Access, Entry
from gonggo.journal.queries import timeline
from gonggo.kernel.refusal import OutOfReach, Refused
from offices import hold, received
from personas import NOW, an_owner
from world import a_ready_application

pytestmark = pytest.mark.django_db(databases=["default", "door"])
ROWS = (Conflict, Seat, Sheet, SheetDraft, Entry)
ALL = ["fair", "secret", "no-favour", "ties"]


def refusal_of(act, *args, **kwargs) -> tuple[str, str]:
    """The code and the basis; nothing has changed."""
    before = [list(model.objects.order_by("pk").values()) for model in ROWS]
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    assert [list(model.objects.order_by("pk").values()) for model in ROWS] == before
    return refused.value.code, str(refused.value.basis or "")


def save(on, seat, application, **changed):
    said = {"points": {}, "opinion": "", "finding": "", "money_flag": False, "at": MEETING, "by": on.member(seat).actor}
    return commands.save_sheet(seat_id=seat.id, application_id=application.id, **said | changed)


def test_a_pledge_names_every_declaration_once_and_turns_ties_into_recusals_with_number_and_day(on):
    one, other = an_application(on), an_application(on)
    panel, (first, second) = a_panel(on, Stage.SITE, one, other, pledged=False)
    pledging = str(on.rules.pledging)

    assert refusal_of(pledge, on, first, declared=ALL[:3]) == ("declaration_missing", pledging)
    pledge(on, first, a_tie(one), at=NOW)
    assert refusal_of(pledge, on, first) == ("already_pledged", pledging)
    with pytest.raises(OutOfReach):
        commands.pledge(seat_id=second.id, declared=ALL, ties=(), by=on.member(first).actor, at=PLANNED)

    (conflict,) = Conflict.objects.all()
    assert (conflict.word, conflict.ground, conflict.application_id) == (Word.RECUSED, Ground.FAMILY, one.id)
    assert (conflict.number, conflict.on) == (f"{on.program.number_prefix}-C-0001", NOW.date())
    names = [fact.name for fact in timeline(queries.panel_ref(panel.id))]
    assert {"evaluation.recused", "evaluation.pledged"} <= set(names)
    assert "사촌" not in str([fact.data for fact in timeline(queries.panel_ref(panel.id))])
    assert [row.application_id for row in queries.my_sheets(on.member(first).actor)] == [other.id]


def test_a_tie_needs_a_ground_of_the_program_words_and_an_application_of_the_panel(on):
    application, elsewhere = an_application(on), an_application(on)
    _, (first, _) = a_panel(on, Stage.SITE, application)
    member = on.member(first).actor

    def recuse(tie):
        return commands.recuse(seat_id=first.id, tie=tie, by=member, at=PLANNED)

    assert refusal_of(recuse, a_tie(elsewhere))[0] == "not_in_panel"
    assert refusal_of(recuse, Tie(application.id, Ground.FAMILY, " "))[0] == "tie_reason_missing"
    recuse(a_tie(application))
    assert refusal_of(recuse, a_tie(application))[0] == "conflict_recorded"


def test_a_challenge_that_is_taken_keeps_the_member_from_the_sheet(on):
    application = an_application(on)
    _, (first, second) = an_open_panel(on, Stage.SITE, application)

    def challenge(seat, by):
        return commands.challenge(seat_id=seat.id, tie=a_tie(application), by=by.actor, at=OPENS)

    assert refusal_of(challenge, first, on.member(second))[0] == "wrong_role"
    assert challenge(first, on.officer).word == Word.CHALLENGED
    with pytest.raises(OutOfReach):
        save(on, first, application)
    score(on, second, application, 70)
    assert refusal_of(challenge, second, on.officer)[0] == "sheet_filed"


def test_nobody_scores_before_their_pledge_or_before_the_panel_is_open(on):
    application = an_application(on)
    panel, (first, second) = a_panel(on, Stage.SITE, application)

    assert refusal_of(save, on, first, application)[0] == "wrong_state"
    open_up(on, panel)
    late = commands.substitute(
        seat_id=second.id, evaluator_id=an_evaluator(on, operator=on.visits).id, by=on.officer.actor, at=OPENS
    )
    assert refusal_of(save, on, late, application) == ("pledge_missing", str(on.rules.pledging))
    with pytest.raises(OutOfReach):
        queries.sheet(late.id, application.id, of=on.member(late).actor)


def test_a_sheet_is_filed_from_the_day_of_the_panel_on(on):
    application = an_application(on)
    later = form(on, Stage.SITE, day=VISIT_ON + timedelta(days=3))
    put(on, later, application)
    seat, other = visitors(on, later)
    for one in (seat, other):
        pledge(on, one)
    open_up(on, later)
    day_begins = datetime(2024, 5, 22, 15, 0, tzinfo=UTC)  # 23 May in Seoul

    assert refusal_of(score, on, seat, application, 70, at=day_begins - timedelta(microseconds=1))[0] == (
        "assessment_not_yet"
    )
    score(on, seat, application, 70, at=day_begins)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"points": {"nothing": 1}}, "sheet_item_unknown"),
        ({"points": {"need": 26}}, "sheet_points_wrong"),
        ({"points": {"need": -1}}, "sheet_points_wrong"),
        ({"points": {"need": 12.5}}, "sheet_points_wrong"),
        ({"points": {"need": True}}, "sheet_points_wrong"),
        ({"opinion": "가" * 2001}, "opinion_too_long"),
        ({"finding": "sound"}, "finding_wrong"),
    ],
)
def test_what_the_sheet_does_not_take_is_neither_saved_nor_filed(on, changed, code):
    application = an_application(on)
    _, (first, _) = an_open_panel(on, Stage.SITE, application)

    assert refusal_of(save, on, first, application, **changed)[0] == code
    assert refusal_of(score, on, first, application, 70, **changed)[0] == code


@pytest.mark.clause("7-site")
def test_a_sheet_is_filed_complete_and_once_and_the_draft_goes(on):
    application = an_application(on)
    _, (first, _) = an_open_panel(on, Stage.SITE, application)
    full = points(on, Stage.SITE, 100)
    save(on, first, application, points={"need": 25}, opinion="쓰는 중")
    save(on, first, application, points={"need": 20, "will": 0}, opinion="쓰는 중")
    written = queries.sheet(first.id, application.id, of=on.member(first).actor)
    assert (written.points, written.opinion, written.filed_at) == ({"need": 20, "will": 0}, "쓰는 중", None)

    for missing in full:
        given = {key: most for key, most in full.items() if key != missing}
        assert refusal_of(score, on, first, application, 0, points=given)[0] == "sheet_points_missing"
    assert refusal_of(score, on, first, application, 70, opinion=" ") == ("opinion_missing", "7-site")
    score(on, first, application, 100, money_flag=True)
    assert refusal_of(score, on, first, application, 90)[0] == "sheet_filed"
    assert refusal_of(save, on, first, application)[0] == "sheet_filed"
    assert SheetDraft.objects.count() == 0
    filed = queries.sheet(first.id, application.id, of=on.member(first).actor)
    assert (filed.points, filed.money_flag, filed.filed_at) == (full, True, MEETING)


@pytest.mark.clause("7-written")
def test_a_written_sheet_says_sound_or_unsound_and_flags_no_costs(on):
    application = an_application(on)
    decided(on, Stage.SITE, application, 70, 70)
    _, (first, *_) = an_open_panel(on, Stage.WRITTEN, application)

    assert refusal_of(score, on, first, application, 70, finding="")[0] == "finding_wrong"
    assert refusal_of(score, on, first, application, 70, finding="maybe") == ("finding_wrong", "7-written")
    assert refusal_of(score, on, first, application, 70, money_flag=True)[0] == "money_flag_wrong"
    score(on, first, application, 70, finding="unsound")


def test_what_a_member_opens_stands_in_the_access_log_and_others_open_nothing():
    case = received(a_ready_application())
    on = an_assessment(case.program)
    on.visits = next(one.key for one in case.program.operators if one.key != case.application.operator)
    Application.objects.filter(id=case.id).update(state="eligible", decided_at=PLANNED)
    panel, (first, second) = a_panel(on, Stage.SITE, case.again())
    said = {"seat_id": first.id, "application_id": case.id, "by": on.member(first).actor, "origin": "203.0.113.7"}
    plan = the_plan(case)

    assert refusal_of(commands.open_application, **said, at=OPENS)[0] == "wrong_state"
    open_up(on, panel)
    opened = commands.open_application(**said, at=OPENS)
    with commands.open_paper(**said, **plan, at=OPENS).stream as stream:
        assert stream.read(4) == b"%PDF"

    assert opened.row.id == case.id
    companies = {str(case.adopter.company.ref), str(case.supplier.company.ref)}
    accesses = Access.objects.filter(purpose="evaluation")
    assert set(accesses.values_list("person_id", "whose", "origin")) == {
        (on.member(first).person.id, whose, "203.0.113.7") for whose in companies
    }
    for stranger in (on.member(second), case.adopter, on.officer):
        with pytest.raises(OutOfReach):
            commands.open_application(**said | {"by": stranger.actor}, at=OPENS)
    hold(case)
    assert refusal_of(commands.open_paper, **said, **plan, at=OPENS)[0] == "file_not_yet_open"
    commands.recuse(seat_id=first.id, tie=a_tie(case.application), by=on.member(first).actor, at=OPENS)
    with pytest.raises(OutOfReach):
        commands.open_application(**said, at=OPENS)


def the_plan(case) -> dict:
    company = case.adopter.company.id
    paper = next(row for row in paper_rows(case.again(), company) if row.slot == "plan")
    return {"company_id": company, "slot": "plan", "sha256": paper.document.sha256}


def test_a_members_list_costs_the_same_for_one_and_for_three(on, costs):
    _, (first, _) = a_panel(on, Stage.SITE, an_application(on))
    actor = on.member(first).actor
    with costs() as one:
        assert len(queries.my_sheets(actor)) == 1
    more = form(on, Stage.SITE)
    for _ in range(2):
        put(on, more, an_application(on, an_owner(at=PLANNED)))
    take(on, more, first.evaluator, first.part)
    with costs() as three:
        assert len(queries.my_sheets(actor)) == 3

    assert three.count == one.count
