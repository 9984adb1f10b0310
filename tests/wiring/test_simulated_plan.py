"""What a simulated life of two hundred applications meets."""

from random import Random

import pytest

from gonggo.eligibility.definition import conditions_of, cures
from gonggo.programs.definition import PartyRole, Program, Settling
from gonggo.programs.loading import read
from gonggo.wiring.simulate import plan
from gonggo.wiring.simulate.plan import Fate
from program_folders import SMART_SERVICE

pytestmark = pytest.mark.parametrize("seed", [7, 8, 11])


@pytest.fixture(scope="module")
def program() -> Program:
    return read(SMART_SERVICE)


def two_hundred(program: Program, seed: int) -> list[plan.Task]:
    return plan.tasks(program, 200, 25, Random(seed))


def test_every_ground_that_binds_an_adopter_is_met_as_it_is_and_with_each_thing_that_cures_it(
    program: Program, seed: int
) -> None:
    bound = {
        one
        for track in program.tracks
        for one in conditions_of(program, track.key)
        if PartyRole.ADOPTER in one.roles and (plan.failing(one) or one.settled_by is not Settling.FACTS)
    }
    wanted = {(one.key, cure) for one in bound for cure in ("", *cures(program, one))}

    assert {(one.hit.condition.key, one.hit.cure) for one in two_hundred(program, seed) if one.hit} == wanted


def test_every_way_to_end_at_the_door_is_met(program: Program, seed: int) -> None:
    assert {one.fate for one in two_hundred(program, seed)} == set(Fate)


def test_every_track_and_type_that_is_open_is_applied_for(program: Program, seed: int) -> None:
    wanted = {(one.track, one.type) for one in program.combinations if one.places}

    assert {(one.track, one.type) for one in two_hundred(program, seed)} == wanted


def test_one_in_twenty_is_written_by_two_adopters_and_most_of_them_are_received(program: Program, seed: int) -> None:
    joint = [one for one in two_hundred(program, seed) if one.is_joint]

    assert len(joint) == 10
    assert sum(one.is_received for one in joint) > 5
