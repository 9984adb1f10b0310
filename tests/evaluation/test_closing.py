"""A panel closes: exact means against the mark, findings, who speaks for it; scores hidden until then."""

from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction

from evaluations import (
    PLANNED,
    a_panel,
    an_application,
    an_evaluator,
    an_open_panel,
    close,
    decided,
    elect,
    open_up,
    pledge,
    score,
    skip_written,
    state_of,
    take,
)
from gonggo.evaluation import queries
from gonggo.evaluation.definition import Stage
from gonggo.evaluation.models import Sheet, StageResult
from gonggo.journal.queries import timeline
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach, Refused

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.mark.clause("7-site")
@pytest.mark.parametrize(("totals", "passed"), [((60, 60), True), ((60, 59), False), ((80, 40), True)])
def test_a_visit_passes_exactly_from_the_mark_on(on, totals, passed):
    result = decided(on, Stage.SITE, an_application(on), *totals)

    assert (Fraction(result.numerator, result.denominator), result.passed) == (Fraction(sum(totals), 2), passed)
    assert result.opinion == f"{totals[0]}점의 의견"


def test_the_steps_of_an_application_are_its_panels_and_what_is_skipped_for_all(on, django_assert_num_queries):
    application = an_application(on)
    result = decided(on, Stage.SITE, application, 70, 70)
    skip_written(on)

    with django_assert_num_queries(1):
        steps = queries.steps_of(application.id, on.program.key)

    assert sorted((one.stage, one.on, one.is_over, one.is_skipped) for one in steps) == [
        (Stage.SITE, result.panel.on, True, False),
        (Stage.WRITTEN, legal_day(PLANNED), True, True),
    ]


@pytest.mark.clause("7-interview")
def test_five_sheets_are_counted_without_the_highest_and_the_lowest(on):
    application = an_application(on)
    decided(on, Stage.SITE, application, 70, 70)
    skip_written(on)

    result = decided(on, Stage.INTERVIEW, application, 100, 59, 60, 60, 0)

    assert (result.numerator, result.denominator, result.passed) == (179, 3, False)
    assert {one.stage: one.passed for one in queries.results_of(application.id)} == {
        Stage.SITE: True,
        Stage.INTERVIEW: False,
    }
    (row,) = queries.scored(on.program.key)
    assert (row.site, row.interview, row.bonus, row.passed) == (Fraction(70), Fraction(179, 3), Fraction(0), False)


@pytest.mark.clause("7-written")
@pytest.mark.parametrize(("sound", "passed"), [(3, True), (2, False)])
def test_the_written_stage_finds_by_majority_and_knows_no_mark(on, sound, passed):
    application = an_application(on)
    decided(on, Stage.SITE, application, 60, 60)
    panel, seats = an_open_panel(on, Stage.WRITTEN, application)
    elect(on, panel, seats[4])
    for place, seat in enumerate(seats):
        score(on, seat, application, 10 + place, finding="sound" if place < sound else "unsound")

    (result,) = close(on, panel)

    assert (result.passed, result.finding) == (passed, "sound" if passed else "unsound")
    assert result.opinion == "14점의 의견"  # the chair's
    assert [one.id for one in queries.due(on.program.key, Stage.INTERVIEW, of=on.officer.actor)] == (
        [application.id] if passed else []
    )


def test_nobody_sees_the_scores_of_others_before_the_panel_is_closed(on):
    application = an_application(on)
    panel, (first, second) = an_open_panel(on, Stage.SITE, application)
    score(on, first, application, 77)

    for who in (on.officer, on.member(second)):
        with pytest.raises(OutOfReach):
            queries.filed_sheets(panel.id, of=who.actor)
    with pytest.raises(OutOfReach):
        queries.sheet(first.id, application.id, of=on.member(second).actor)
    (shown,) = queries.panel(panel.id, of=on.officer.actor).applications
    assert (shown.free, shown.filed) == (2, 1)
    assert queries.results(on.program.key) == []
    (filed,) = [fact for fact in timeline(queries.panel_ref(panel.id)) if fact.name == "evaluation.sheet_filed"]
    assert filed.data.keys() == {"stage", "operator", "seat", "application", "digest"}

    score(on, second, application, 55)
    close(on, panel)

    assert [row.total for row in queries.filed_sheets(panel.id, of=on.officer.actor)] == [77, 55]
    with pytest.raises(OutOfReach):
        queries.filed_sheets(panel.id, of=on.member(second).actor)


def test_a_panel_that_lacks_a_sheet_is_not_closed(on):
    application = an_application(on)
    panel, (first, _) = an_open_panel(on, Stage.SITE, application)
    score(on, first, application, 70)

    with pytest.raises(Refused) as refused:
        close(on, panel)

    assert (refused.value.code, str(refused.value.basis)) == ("sheets_missing", "7-site")
    assert (state_of(panel), StageResult.objects.count()) == ("open", 0)


def test_who_scores_one_application_scores_all(on):
    one, other = an_application(on), an_application(on)
    for application in (one, other):
        decided(on, Stage.SITE, application, 70, 70)
    panel, seats = a_panel(on, Stage.WRITTEN, one, other)
    seats.append(pledge(on, take(on, panel, an_evaluator(on))))
    open_up(on, panel)
    elect(on, panel, seats[0])
    for seat in seats[:5]:
        for application in (one, other):
            score(on, seat, application, 70)
    score(on, seats[5], one, 10)

    with pytest.raises(Refused, match="sheets_missing"):
        close(on, panel)

    score(on, seats[5], other, 10)
    assert len(close(on, panel)) == 2


def test_a_committee_is_not_closed_without_its_chair(on):
    application = an_application(on)
    decided(on, Stage.SITE, application, 70, 70)
    panel, seats = an_open_panel(on, Stage.WRITTEN, application)
    for seat in seats:
        score(on, seat, application, 70)

    with pytest.raises(Refused, match="chair_missing"):
        close(on, panel)
    elect(on, panel, seats[0])
    with pytest.raises(Refused, match="chair_too_late"):
        elect(on, panel, seats[1])
    assert len(close(on, panel)) == 1


def test_a_closed_panel_is_not_closed_again_and_takes_no_sheet(on):
    application = an_application(on)
    panel, seats = an_open_panel(on, Stage.SITE, application)
    for seat in seats:
        score(on, seat, application, 70)
    close(on, panel)

    with pytest.raises(Refused, match="wrong_state"):
        close(on, panel)
    with pytest.raises(Refused, match="wrong_state"):
        score(on, seats[0], application, 90)
    assert StageResult.objects.count() == 1


@pytest.mark.parametrize("model", [Sheet, StageResult])
def test_the_database_itself_keeps_what_was_filed_and_decided(on, model):
    decided(on, Stage.SITE, an_application(on), 70, 70)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all().delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(opinion="고침")
