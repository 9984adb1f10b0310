"""What people decide about a selection, and each way in which it is refused; a refusal changes nothing."""

from datetime import timedelta

import pytest

from evaluations import an_assessment
from gonggo.journal.models import Entry
from gonggo.kernel.actor import Role
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.selection import commands, inputs, queries
from gonggo.selection.models import Place, PlacesMoved, Round, Seed, TieDecision
from gonggo.selection.states import RoundState
from personas import a_colleague_of, an_officer
from selections import DRAWN, INSTANT, Selection, a_selection, confirmed, drawn, published, with_one_place

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def on(db: None) -> Selection:
    """One place: T-1 has 90 points, T-2 and T-3 tie at 80, T-4 did not pass the visit."""
    return a_selection((90, 80, 80, 0), program=with_one_place())


def decide(on: Selection, *numbers: str, **changed):
    said = {"program": on.key, "numbers": numbers or ("T-3", "T-2"), "reason": "지역 안배", **on.as_officer()}
    return commands.decide_tie(**said | changed)


def settled(on: Selection) -> Round:
    """The tie is decided and the list published."""
    decide(on)
    return published(on)


def give_up(on: Selection, number: int = 1, **changed) -> Place:
    said = {"reason": "폐업", "by": on.companies[number - 1].actor, "at": INSTANT}
    return commands.give_up(application_id=on.applications[number - 1].id, **said | changed)


def promote(on: Selection, **changed) -> Place:
    said = {"round_id": Round.objects.get().id, "cell": on.cell, **on.as_officer(INSTANT)}
    return commands.promote(**said | changed)


def code(work) -> str:
    with pytest.raises(Refused) as no:
        work()
    return no.value.code


def outsiders(on: Selection):
    return [
        on.companies[0].actor,
        an_officer(Role.OPERATOR_LEAD, kind="operator").actor,
        an_officer(Role.MINISTRY, kind="ministry").actor,
        an_officer(Role.ACCOUNTANT, kind="agency", key="agency").actor,
    ]


def test_only_the_agencys_officers_decide_anything(on):
    found = drawn_after_tie(on)
    acts = (
        lambda by: commands.publish_seed(program=on.key, text="s", by=by, at=DRAWN),
        lambda by: decide(on, by=by),
        lambda by: move(on, by=by),
        lambda by: commands.draw_up(program=on.key, by=by, at=DRAWN),
        lambda by: commands.support(round_id=found.id, digest=found.digest, by=by, at=DRAWN),
        lambda by: commands.void(round_id=found.id, reason="r", by=by, at=DRAWN),
        lambda by: promote(on, by=by),
    )
    for by in outsiders(on):
        for act in acts:
            before = Entry.objects.count()
            with pytest.raises(OutOfReach):
                act(by)
            assert Entry.objects.count() == before
    assert Round.objects.get().state == RoundState.DRAWN


def drawn_after_tie(on: Selection) -> Round:
    decide(on)
    return drawn(on)


def test_a_seed_is_taken_once_and_before_any_last_result(db):
    early = an_assessment()
    said = {"program": early.program.key, "by": early.officer.actor, "at": DRAWN}

    assert code(lambda: commands.publish_seed(text="  ", **said)) == "seed_missing"
    assert code(lambda: commands.publish_seed(text="가" * 201, **said)) == "seed_missing"
    commands.publish_seed(text="1124회", **said)
    assert code(lambda: commands.publish_seed(text="다른 값", **said)) == "seed_published"
    assert Seed.objects.get().text == "1124회"


def test_a_seed_is_too_late_once_the_last_stage_has_results(on):
    said = {"program": on.key, "text": "1124회", **on.as_officer()}

    assert code(lambda: commands.publish_seed(**said)) == "seed_too_late"
    assert not Seed.objects.exists()


def test_no_list_is_drawn_up_over_an_open_tie(on):
    assert code(lambda: drawn(on)) == "tie_undecided"
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("numbers", "reason", "refused"),
    [
        (("T-1", "T-2"), "r", "tie_unknown"),
        (("T-2",), "r", "tie_unknown"),
        (("T-2", "T-2"), "r", "tie_unknown"),
        (("T-2", "T-3", "T-4"), "r", "tie_unknown"),
        (("T-2", "T-3"), " ", "selection_reason_missing"),
        (("T-2", "T-3"), "가" * 501, "selection_reason_missing"),
    ],
)
def test_only_a_whole_tie_is_decided_and_with_a_reason(on, numbers, reason, refused):
    assert code(lambda: decide(on, *numbers, reason=reason)) == refused
    assert not TieDecision.objects.exists()


def test_a_later_decision_stands_over_an_earlier_one_and_the_list_that_rested_on_it_is_void(on):
    found = drawn_after_tie(on)
    decide(on, "T-2", "T-3", at=DRAWN + timedelta(minutes=1))
    found.refresh_from_db()

    assert found.state == RoundState.VOID
    again = drawn(on)
    assert list(again.places.filter(rank__gt=1).order_by("rank").values_list("number", flat=True)) == ["T-2", "T-3"]


def move(on: Selection, **changed):
    source, target = list(inputs.places_now(on.on.program))[1:]
    said = {"program": on.key, "source": source, "target": target, "places": 1, "reason": "남음", **on.as_officer()}
    return commands.move_places(**said | changed)


def test_places_are_moved_only_where_they_are_unused_between_two_of_the_notice_and_with_a_reason(on):
    cells = list(inputs.places_now(on.on.program))
    free = inputs.places_now(on.on.program)[cells[1]]

    assert code(lambda: move(on, places=free + 1)) == "places_not_unused"
    assert code(lambda: move(on, places=0)) == "places_not_unused"
    assert code(lambda: move(on, source=on.cell)) == "places_not_unused"
    assert code(lambda: move(on, target=("none", "none"))) == "cell_unknown"
    assert code(lambda: move(on, target=cells[1])) == "cell_unknown"
    assert code(lambda: move(on, reason="")) == "selection_reason_missing"
    assert not PlacesMoved.objects.exists()

    move(on, places=free, target=on.cell)
    now = inputs.places_now(on.on.program)
    assert (now[cells[1]], now[on.cell]) == (0, 1 + free)


def test_nothing_that_two_have_confirmed_is_decided_again(on):
    decide(on)
    confirmed(on)

    assert [code(lambda: decide(on)), code(lambda: move(on)), code(lambda: drawn(on))] == ["list_fixed"] * 3
    assert code(lambda: commands.void(round_id=Round.objects.get().id, reason="r", **on.as_officer())) == "wrong_state"
    assert (TieDecision.objects.count(), PlacesMoved.objects.count()) == (1, 0)


def test_a_list_is_set_aside_with_a_reason_and_once(on):
    found = drawn_after_tie(on)

    assert code(lambda: commands.void(round_id=found.id, reason=" ", **on.as_officer())) == "selection_reason_missing"
    commands.void(round_id=found.id, reason="다시 확인", **on.as_officer())
    assert Entry.objects.get(name="selection.voided").data["reason"] == "다시 확인"
    assert code(lambda: commands.void(round_id=found.id, reason="r", **on.as_officer())) == "wrong_state"


def test_a_place_is_given_up_by_its_lead_with_a_reason_after_the_publication_and_once(on):
    decide(on)
    confirmed(on)
    assert code(lambda: give_up(on)) == "no_place_to_give_up"
    commands.announce(round_id=Round.objects.get().id, publish_at=INSTANT, **on.as_officer())
    assert code(lambda: give_up(on)) == "no_place_to_give_up"
    commands.publish_due(now=INSTANT)

    assert code(lambda: give_up(on, reason=" ")) == "selection_reason_missing"
    viewer = a_colleague_of(on.companies[0], role=Role.COMPANY_VIEWER)
    assert code(lambda: give_up(on, by=viewer.actor)) == "wrong_role"
    for by in (on.companies[1].actor, on.officer.actor):
        with pytest.raises(OutOfReach):
            give_up(on, by=by)
    assert code(lambda: give_up(on, 4)) == "no_place_to_give_up"
    assert not Place.objects.exclude(given_up_at=None).exists()

    give_up(on)
    assert code(lambda: give_up(on)) == "no_place_to_give_up"
    assert Entry.objects.filter(name="selection.given_up").count() == 1


@pytest.mark.clause("7-selection")
def test_a_free_place_goes_to_the_next_in_reserve_and_nobody_is_passed_over(on):
    settled(on)
    assert code(lambda: promote(on)) == "no_free_place"
    give_up(on, 3)
    assert code(lambda: promote(on)) == "no_free_place"
    give_up(on, 1)

    assert promote(on).number == "T-2"
    assert code(lambda: promote(on)) == "no_free_place"
    give_up(on, 2)
    assert code(lambda: promote(on)) == "reserve_empty"
    assert queries.selected(on.key) == []


def test_nobody_is_promoted_before_the_publication(on):
    decide(on)
    confirmed(on)

    assert code(lambda: promote(on)) == "wrong_state"


@pytest.mark.parametrize("early", [timedelta(0), timedelta(microseconds=1)])
def test_the_reserve_list_ends_at_its_instant_and_not_a_moment_before(on, early):
    settled(on)
    give_up(on)
    at = on.on.program.moment("reserve.ends") - early

    if early:
        assert promote(on, at=at).number == "T-3"
    else:
        assert code(lambda: promote(on, at=at)) == "reserve_over"
        assert queries.selected(on.key) == []


def test_a_cell_that_is_not_of_the_notice_has_no_free_place(on):
    settled(on)

    assert code(lambda: promote(on, cell=("none", "none"))) == "no_free_place"
