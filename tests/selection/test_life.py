"""A list from the evaluation's results to its instant, and what comes of its places."""

from datetime import UTC, datetime, timedelta

import pytest

from evaluations import MEETING, PLANNED, Assessment, an_application, an_assessment, decided, skip_written
from gonggo.applications.models import Application
from gonggo.evaluation.definition import Stage
from gonggo.journal.models import Entry
from gonggo.kernel.actor import Role
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.selection import commands, queries
from gonggo.selection.definition import Outcome
from gonggo.selection.models import Round
from gonggo.selection.states import RoundState
from gonggo.selection.verify import is_sound
from kept import kept
from personas import Persona, an_officer, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])

DRAWN = MEETING + timedelta(days=1)
INSTANT = datetime(2024, 7, 5, 0, 0, tzinfo=UTC)


@kept
def assessed() -> tuple[Assessment, list[Persona], list[Application]]:
    """Three applications: 90 points, 70 points, and one that did not reach the mark of the visit."""
    on, companies = an_assessment(), [an_owner(at=PLANNED) for _ in range(3)]
    first, second, third = (an_application(on, one, number=f"T-{place}") for place, one in enumerate(companies, 1))
    decided(on, Stage.SITE, first, 70, 70)
    decided(on, Stage.SITE, second, 80, 80)
    decided(on, Stage.SITE, third, 50, 50)
    skip_written(on)
    decided(on, Stage.INTERVIEW, first, *[90] * 5)
    decided(on, Stage.INTERVIEW, second, *[70] * 5)
    return on, companies, [first, second, third]


@pytest.fixture
def three(db: None) -> tuple[Assessment, list[Persona], list[Application]]:
    return assessed()


@pytest.fixture
def on(three) -> Assessment:
    return three[0]


@pytest.fixture
def companies(three) -> list[Persona]:
    return three[1]


@pytest.fixture
def evaluated(three) -> list[Application]:
    return three[2]


def as_(on, at=DRAWN):
    return {"by": on.officer.actor, "at": at}


def drawn(on) -> Round:
    return commands.draw_up(program=on.program.key, **as_(on))


def a_second(on):
    return an_officer(Role.AGENCY_LEAD, kind="agency", key="agency", name="두번째")


def confirmed(on) -> Round:
    found = drawn(on)
    commands.support(round_id=found.id, digest=found.digest, **as_(on))
    return commands.confirm(round_id=found.id, digest=found.digest, by=a_second(on).actor, at=DRAWN)


def published(on) -> Round:
    found = confirmed(on)
    commands.announce(round_id=found.id, publish_at=INSTANT, **as_(on))
    assert commands.publish_due(now=INSTANT) == 1
    return Round.objects.get(id=found.id)


def test_a_list_ranks_who_passed_and_names_everybody_else_as_not_selected(on, evaluated):
    drawn(on)

    ranking = queries.ranking(on.program.key, of=on.officer.actor)
    assert [(row.number, row.rank, row.outcome) for row in ranking.rows if row.rank] == [
        ("T-1", 1, Outcome.SELECTED),
        ("T-2", 2, Outcome.SELECTED),
    ]
    assert [(row.number, row.outcome) for row in ranking.rows if not row.rank] == [("T-3", Outcome.NOT_SELECTED)]
    assert ranking.rows[-1].number == "T-3"  # who has no rank comes last, on every database
    assert is_sound(queries.bundle(on.program.key, of=on.officer.actor))


def test_a_list_is_not_drawn_up_while_somebody_is_still_being_evaluated(on, evaluated):
    decided(on, Stage.SITE, an_application(on), 70, 70)

    with pytest.raises(Refused, match="evaluation_running"):
        drawn(on)
    assert Round.objects.count() == 0


def test_the_second_confirmation_needs_another_person(on, evaluated):
    found = drawn(on)
    commands.support(round_id=found.id, digest=found.digest, **as_(on))

    with pytest.raises(Refused, match="second_person_needed"):
        commands.confirm(round_id=found.id, digest=found.digest, **as_(on))
    assert Round.objects.get().state == RoundState.SUPPORTED


def test_a_confirmation_is_of_the_list_that_was_seen_and_dies_with_it(on, evaluated):
    found = drawn(on)
    with pytest.raises(Refused, match="list_changed"):
        commands.support(round_id=found.id, digest="0" * 64, **as_(on))
    commands.support(round_id=found.id, digest=found.digest, **as_(on))
    again = drawn(on)

    with pytest.raises(Refused, match="wrong_state"):
        commands.confirm(round_id=again.id, digest=again.digest, by=a_second(on).actor, at=DRAWN)
    assert sorted(Round.objects.values_list("state", flat=True)) == ["drawn", "void"]


def test_what_two_have_confirmed_is_not_drawn_up_again(on, evaluated):
    confirmed(on)

    with pytest.raises(Refused, match="list_fixed"):
        drawn(on)
    assert Round.objects.get().state == RoundState.CONFIRMED


@pytest.mark.parametrize("early", [timedelta(0), timedelta(microseconds=1)])
def test_a_result_is_told_at_its_instant_and_not_a_moment_before(on, evaluated, companies, early):
    found = confirmed(on)
    commands.announce(round_id=found.id, publish_at=INSTANT, **as_(on))
    commands.publish_due(now=INSTANT - early)

    told = queries.result_of(evaluated[0].id, of=companies[0].actor)
    ministry = an_officer(Role.MINISTRY, kind="ministry").actor
    assert (told and told.outcome, queries.ranking(on.program.key, of=ministry) is not None) == (
        (None, False) if early else (Outcome.SELECTED, True)
    )
    assert [row.number for row in queries.selected(on.program.key)] == ([] if early else ["T-1", "T-2"])
    assert Entry.objects.filter(name="selection.published").count() == (0 if early else 1)


def test_an_instant_that_has_passed_is_refused(on, evaluated):
    found = confirmed(on)

    with pytest.raises(Refused, match="instant_past"):
        commands.announce(round_id=found.id, publish_at=DRAWN - timedelta(seconds=1), **as_(on))
    assert Round.objects.get().publish_at is None


def test_a_company_and_an_operator_know_of_no_list_and_no_other_result(on, evaluated, companies):
    found = published(on)

    for who in (companies[0].actor, an_officer(Role.OPERATOR_LEAD, kind="operator").actor):
        with pytest.raises(OutOfReach):
            queries.ranking(on.program.key, of=who)
        with pytest.raises(OutOfReach):
            queries.result_of(evaluated[1].id, of=who)
        with pytest.raises(OutOfReach):
            commands.announce(round_id=found.id, publish_at=INSTANT, by=who, at=DRAWN)
