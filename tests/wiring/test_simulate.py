"""A short life of a program, as people start it: a process of its own on each database."""

import json
import subprocess
import sys
from typing import Any

import pytest

from demos import as_a_user

COUNT = 12
"""Enough for one of each: late, withdrawn, submitted again, one that is not eligible."""


def begun(*words: str) -> "subprocess.Popen[bytes]":
    outside = as_a_user()
    command = [sys.executable, "-m", "gonggo", "simulate", "--applications", str(COUNT), "--json", *words]
    return subprocess.Popen(command, env=outside, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def lived(process: "subprocess.Popen[bytes]") -> dict[str, Any]:
    """What it printed; a life in which the audit finds something, or that went otherwise than planned, fails here."""
    out, errors = process.communicate(timeout=1800)
    assert process.returncode == 0, errors.decode()
    told: dict[str, Any] = json.loads(out)
    return told


@pytest.fixture(scope="module")
def lives(postgres_server: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same life on SQLite and on PostgreSQL, side by side."""
    sqlite, postgres = begun(), begun("--database", postgres_server)
    return lived(sqlite), lived(postgres)


def test_the_same_seed_lives_the_same_life_on_both_databases(lives: tuple[dict[str, Any], dict[str, Any]]) -> None:
    sqlite, postgres = lives

    assert sqlite["digest"] == postgres["digest"]
    assert sqlite["counts"] == postgres["counts"]
    assert sqlite["refusals"] == postgres["refusals"]


def test_a_life_on_either_database_leaves_nothing_for_the_audit(lives: tuple[dict[str, Any], dict[str, Any]]) -> None:
    assert [one["findings"] for one in lives] == [[], []]


def test_every_stage_is_lived_and_late_submits_are_refused(lives: tuple[dict[str, Any], dict[str, Any]]) -> None:
    counts, refusals = lives[0]["counts"], lives[0]["refusals"]

    assert counts["applications"] == {"started": COUNT, "joint": 1, "received": COUNT - 2}  # one late, one withdrawn
    assert refusals["late"] == 1
    assert counts["consulting"] == {"asked": 2, "reported": 2}
    assert counts["pool"] == {"approved": 5, "held": 1, "refused": 1}
    assert counts["claims"] == {"confirmed": COUNT + 10, "refused": 2}  # with a partner, suppliers, a contested one
    assert counts["screening"]["eligible"] == counts["site"]["assessed"]
    assert counts["screening"]["received"] == 0  # what an upheld objection brought back was found eligible
    assert counts["written"] == {"skipped": 1}
    assert counts["interview"]["assessed"] == counts["site"]["passed"]


def test_a_life_goes_on_to_the_published_result_and_what_comes_of_it(
    lives: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    counts = lives[0]["counts"]
    selection, places = counts["selection"], counts["places"]

    assert selection["selected"] + selection["reserve"] == counts["interview"]["passed"]
    assert selection["not_selected"] == counts["site"]["assessed"] - counts["interview"]["passed"]
    assert selection["ties_decided"] == selection["broken_by_committee"] == 1
    assert selection["places_moved"] == 1
    assert counts["objections"] == {"answered": 2, "dismissed": 5, "upheld": 2}
    assert places == {"given_up": 1, "promoted": 0, "taken": selection["selected"] - 1}


def test_after_the_result_every_turn_is_taken_and_every_won_is_accounted_for(
    lives: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    counts, refused = lives[0]["counts"], set(lives[0]["refusals"])
    won, turns = counts["won"], counts["turns"]

    assert won["paid"] == won["kept"] + won["returned"] + won["recovered"] > 0
    assert min(won.values()) > 0
    assert turns == {
        "operators_replaced": 1,
        "suppliers_changed": 1,
        "suppliers_merged": 1,
        "extended": 1,
        "recovered": 1,
        "barred": 2,
    }
    assert counts["agreements"]["terminated"] == 1
    assert set(counts["agreements"]) == {"ended", "lapsed", "terminated"}
    assert counts["use_reports"]["missed"] == counts["use_reports"]["late"] == 1
    assert {
        "extension_too_long",
        "extension_used",
        "agreement_not_in_force",
        "operator_unchanged",
        "change_needs_signatures",
        "supplier_not_in_pool",
        "supplier_findings_open",
        "settlement_first",
        "gain_above_paid",
        "recovery_second_person",
        "hearing_too_short",
        "hearing_open",
        "sanction_second_person",
        "paid_in_wrong",
    } <= refused


def test_what_people_may_not_do_with_a_list_of_results_is_refused(
    lives: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    refused = lives[0]["refusals"]

    assert {
        "evaluation_running",
        "seed_missing",
        "seed_published",
        "seed_too_late",
        "tie_unknown",
        "selection_reason_missing",
        "cell_unknown",
        "places_not_unused",
        "list_changed",
        "second_person_needed",
        "list_fixed",
        "instant_past",
        "no_place_to_give_up",
        "lead_company_only",
        "reserve_empty",
        "took_part_in_decision",
    } <= set(refused)
    assert refused["wrong_state"] >= 4  # confirmed unsupported, after a new list, announced early, by a third


def test_what_is_thrown_away_does_not_wait_for_the_disk(
    lives: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    assert [one["synchronous"] for one in lives] == [{"default": "off", "door": "off", "files": "off"}] * 2


def test_another_seed_lives_another_life(lives: tuple[dict[str, Any], dict[str, Any]]) -> None:
    assert lived(begun("--seed", "8", "--until", "pool"))["digest"] != lives[0]["digest"]


@pytest.mark.parametrize("words", [("--until", "nowhere"), ("--program", "unknown"), ("--database", "mysql://x/y")])
def test_a_wrong_word_is_told_and_ends_with_2(words: tuple[str, ...]) -> None:
    process = begun(*words)
    _, errors = process.communicate(timeout=60)

    assert process.returncode == 2
    assert words[1].encode() in errors
