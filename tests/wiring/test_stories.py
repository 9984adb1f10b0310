"""What the applicants of a simulated life write: every question that is told is asked, and what is said fits."""

import tomllib
from random import Random

import pytest

from gonggo.programs.definition import PartyRole, Program
from gonggo.programs.loading import read
from gonggo.wiring.simulate import names, stories
from gonggo.wiring.simulate.stories import Tale
from program_folders import SMART_SERVICE

MONEY = {"government": 43_200_000, "cash": 21_600_000, "in_kind": 21_600_000}
TOLD = tomllib.loads((SMART_SERVICE / "demo" / "stories.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def program() -> Program:
    return read(SMART_SERVICE)


def questions(program: Program):
    return {
        one.key: one
        for track in program.tracks
        for role in PartyRole
        for section in program.sections_of(role, track.key)
        for one in section.questions
    }


def test_what_is_told_is_asked_by_the_notice(program):
    asked = questions(program)

    assert {*TOLD["answer"], *TOLD["row"]} <= set(asked)
    assert all(
        set(row) <= {column.key for column in asked[key].table.columns}
        for key, rows in TOLD["row"].items()
        for row in rows
    )


@pytest.mark.parametrize("trade", [one["trades"][0] for one in TOLD["story"]])
def test_what_is_said_fits_its_place_and_leaves_nothing_to_fill_in(program, trade):
    tale = stories.tale(program.key, f"한울{trade}", Random(1))
    asked = questions(program)

    written = {
        key: text
        for role in PartyRole
        for key, text in names.answers(Random(1), program, role, "advanced", money=MONEY, tale=tale).items()
    }

    assert not [text for text in written.values() if "{person}" in text or "{title}" in text]
    assert not [key for key, text in written.items() if len(text) > asked[key].max_length]
    assert all(
        len(row[column.key]) <= column.max_length
        for key, rows in tale.rows.items()
        for row in rows
        for column in asked[key].table.columns
        if column.key in row
    )


def test_a_company_has_the_story_of_its_trade_and_each_person_a_name_of_their_own():
    tale = stories.tale("smart-service-2024", "은하인쇄", Random(3))
    named = stories.named("{person}, {person}", iter(["김가람", "이나래"]))

    assert tale.answers["task-title"].startswith("은하인쇄 인쇄 주문과 시안 확인")
    assert named == "김가람, 이나래"


def test_a_program_without_stories_tells_none():
    assert stories.tale("somewhere-else", "은하인쇄", Random(3)) == Tale()
