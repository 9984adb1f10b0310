"""Each condition of the notice over dated facts: the day before, the day, the day after, and nothing known."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility import oracle
from gonggo.eligibility.definition import Condition, Known, Standing, conditions_of
from gonggo.eligibility.rules import binds, judge
from gonggo.programs.definition import Answer
from gonggo.programs.loading import read
from world import FOLDER

PROGRAM = read(FOLDER)
BY_KEY = {track.key: {c.key: c for c in conditions_of(PROGRAM, track.key)} for track in PROGRAM.tracks}
CLOSING = PROGRAM.moment("application.closes")
OPENING = PROGRAM.moment("evaluation.opens")
AS_OF = date(2024, 4, 30)
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
MOMENTS = (datetime(2024, 4, 15, 1, tzinfo=UTC), CLOSING, OPENING - timedelta(microseconds=1), OPENING)


def fact(kind: str, value: str, since: date = date(2020, 1, 1), until: date | None = None, **more) -> Known:
    return Known(kind, value, since, until, **{"recorded_at": LONG_AGO, "id": 1} | more)


def said(key: str, *known: Known, at: datetime = CLOSING, track: str = "new", **more) -> tuple[str, str]:
    judged = judge(BY_KEY[track][key], known, at=at, **more)
    return judged.answer.value, judged.standing.value


def values_of(kind: str) -> list[str]:
    named = [value.key for value in PROGRAM.fact_kind(kind).values]
    return named or ["J58222", "C10110", "I56111", "I56211", "I56111, C10110", "R91223", "A01110", "G47121, P85621"]


DAYS = {
    "holds for ever": (date(2020, 1, 1), None),
    "begins the day before": (AS_OF - timedelta(days=1), None),
    "begins on the day": (AS_OF, None),
    "begins the day after": (AS_OF + timedelta(days=1), None),
    "ended the day before": (date(2020, 1, 1), AS_OF),
    "ended on the day": (date(2020, 1, 1), AS_OF + timedelta(days=1)),
}
TABLE = [
    (track, condition, kind, value, days, at)
    for track, conditions in BY_KEY.items()
    for condition in conditions.values()
    for kind in (*condition.facts, *condition.lifting_facts)
    for value, days, at in product(values_of(kind), DAYS, (CLOSING, OPENING))
]


def test_table_of_single_facts_is_large_enough_to_prove_anything():
    assert len(TABLE) >= 200


def test_every_single_fact_of_every_condition_says_what_the_plain_evaluator_says():
    wrong = [
        (condition.key, kind, value, days, at)
        for _, condition, kind, value, days, at in TABLE
        for known in [[fact(kind, value, *DAYS[days])]]
        if judge(condition, known, at=at).answer != oracle.answer(condition, known, at=at)
    ]

    assert wrong == []


EVERY: list[Condition] = [one for conditions in BY_KEY.values() for one in conditions.values() if one.facts]
AROUND = st.dates(date(2024, 4, 28), date(2024, 5, 22))


@st.composite
def histories(draw) -> tuple[Condition, list[Known]]:
    condition = draw(st.sampled_from(EVERY))
    kinds = st.sampled_from((*condition.facts, *condition.lifting_facts))
    known = []
    for place in range(draw(st.integers(0, 4))):
        kind, since = draw(kinds), draw(AROUND)
        until = draw(st.none() | st.dates(since, date(2024, 5, 25)))
        recorded = draw(st.sampled_from((LONG_AGO, CLOSING, OPENING - timedelta(hours=1), OPENING)))
        own, value = draw(st.booleans()), draw(st.sampled_from(values_of(kind)))
        known.append(fact(kind, value, since, until, recorded_at=recorded, is_own_word=own, id=place + 1))
    return condition, known


@settings(max_examples=600)
@given(histories(), st.sampled_from(MOMENTS), st.booleans(), st.none() | st.sampled_from([Answer.MET, Answer.NOT_MET]))
def test_any_history_says_what_the_plain_evaluator_says(history, at, is_person, found):
    condition, known = history

    judged = judge(condition, known, at=at, is_person=is_person, found=found)

    assert judged.answer == oracle.answer(condition, known, at=at, is_person=is_person, found=found)


NATIONAL, LOCAL = fact("tax-arrears", "unpaid", id=7), fact("local-tax-arrears", "none", id=8)


@pytest.mark.clause("3(7)", "3-as-of")
@pytest.mark.parametrize(
    ("days", "answer"),
    [
        ("begins the day before", "not_met"),
        ("begins on the day", "not_met"),
        ("begins the day after", "unknown"),
        ("ended the day before", "unknown"),
        ("ended on the day", "not_met"),
    ],
)
def test_arrears_count_exactly_while_they_hold_on_the_closing_day(days, answer):
    assert said("(7)", fact("tax-arrears", "unpaid", *DAYS[days]), LOCAL)[0] == answer


@pytest.mark.clause("3(7)")
def test_both_tax_certificates_are_needed_and_one_alone_is_for_a_person():
    clear = fact("tax-arrears", "none")

    assert said("(7)", clear) == ("unknown", "plain")
    assert said("(7)", clear, LOCAL) == ("met", "plain")
    assert judge(BY_KEY["new"]["(7)"], [NATIONAL, LOCAL], at=CLOSING).used == (7,)


@pytest.mark.clause("3-exception-1")
@pytest.mark.parametrize(
    ("cured_on", "recorded_at", "found"),
    [
        (date(2024, 5, 19), OPENING - timedelta(days=1), ("met", "cured")),
        (date(2024, 5, 20), OPENING - timedelta(microseconds=1), ("met", "cured")),
        (date(2024, 5, 20), OPENING, ("not_met", "final")),
        (date(2024, 5, 21), OPENING - timedelta(days=1), ("not_met", "final")),
    ],
)
def test_hit_is_curable_until_the_first_evaluation_opens_and_final_from_then_on(cured_on, recorded_at, found):
    arrears = fact("tax-arrears", "unpaid", until=cured_on)
    cure = fact("tax-arrears", "none", cured_on, recorded_at=recorded_at, id=9)

    assert said("(7)", arrears, LOCAL, cure) == ("not_met", "curable")
    assert said("(7)", arrears, LOCAL, cure, at=OPENING) == found


@pytest.mark.clause("3-exception-1", "3-exception-2", "3-exception-3", "3-exception-4")
@pytest.mark.parametrize(
    ("kind", "lifts"),
    [
        ("collection-deferral", ["(7)"]),
        ("rehabilitation-approved", ["(6)", "(7)", "(8)", "(9)"]),
        ("restart-fund", ["(6)", "(7)", "(8)", "(9)"]),
        ("restart-guarantee", ["(6)", "(7)", "(8)", "(9)"]),
    ],
)
def test_an_exception_lifts_its_exclusions_and_no_other(kind, lifts):
    hits = {
        "(5)": [fact("industry", "J58222"), fact("excluded-trade", "engaged")],
        "(6)": [fact("business-halted", "suspended"), fact("dishonour", "none")],
        "(7)": [NATIONAL, LOCAL],
        "(8)": [fact("subsidy-bar", "barred")],
        "(9)": [fact("credit-trouble", "default")],
        "(10)": [fact("participation-bar", "sanctioned")],
        "(11)": [fact("minister-bar", "barred")],
    }

    assert [key for key, known in hits.items() if said(key, *known)[0] != "not_met"] == []
    assert [key for key, known in hits.items() if said(key, *known, fact(kind, "granted"))[0] == "met"] == lifts


@pytest.mark.clause("3-exclusion-scope")
def test_the_first_four_never_bind_a_supplier_and_the_rest_bind_both():
    keys = [c.key for c in BY_KEY["new"].values() if c.is_exclusion]

    bound = {
        role: [k for k in keys if binds(BY_KEY["new"][k], role=role, is_person=False)]
        for role in ("adopter", "supplier")
    }

    assert bound == {"adopter": keys, "supplier": keys[4:]}


@pytest.mark.clause("3-as-of")
def test_representatives_are_bound_as_persons_where_the_notice_says_so():
    bound = [c.key for c in BY_KEY["new"].values() if binds(c, role="supplier", is_person=True)]

    assert bound == ["(5)", "(6)", "(7)", "(8)", "(9)", "(10)"]


@pytest.mark.clause("3(6)")
def test_dishonour_is_never_clear_by_silence_and_a_declaration_settles_it():
    open_for_business = fact("business-halted", "none")

    assert said("(6)", open_for_business)[0] == "unknown"
    assert said("(6)", open_for_business, fact("dishonour", "none", is_own_word=True))[0] == "met"
    assert said("(6)", fact("business-halted", "none", is_own_word=True), fact("dishonour", "none"))[0] == "unknown"


@pytest.mark.clause("3(1)")
@pytest.mark.parametrize(
    ("track", "key", "known", "answer"),
    [
        ("new", "(1)", [("earlier-task", "completed")], "not_met"),
        ("new", "(1)", [("earlier-task", "stopped")], "not_met"),
        ("new", "(1)", [("earlier-task", "none")], "met"),
        ("new", "(1)", [], "unknown"),
        ("advanced", "advanced-once", [("earlier-advanced-task", "none")], "met"),
        ("advanced", "advanced-once", [("earlier-advanced-task", "taken")], "not_met"),
    ],
)
def test_an_earlier_new_task_bars_new_and_an_earlier_advanced_one_bars_advanced(track, key, known, answer):
    assert said(key, *(fact(*one) for one in known), track=track)[0] == answer
    assert "(1)" not in BY_KEY["advanced"]


@pytest.mark.clause("2-advanced")
@pytest.mark.parametrize(("value", "answer"), [("completed", "met"), ("stopped", "unknown"), ("none", "not_met")])
def test_advanced_needs_an_earlier_new_task(value, answer):
    assert said("earlier-new-task", fact("earlier-task", value), track="advanced")[0] == answer
    assert "earlier-new-task" not in BY_KEY["new"]


@pytest.mark.clause("3-service-industry")
@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        ("J58222", "met"),
        ("G47121, P85621", "met"),
        ("C10110, C10120", "not_met"),
        ("J58222, C10110", "unknown"),
        ("F41110", "unknown"),
        ("A01110", "unknown"),
    ],
)
def test_service_industry_is_plain_only_if_every_line_is(lines, answer):
    assert said("service-industry", fact("industry", lines))[0] == answer


@pytest.mark.clause("3(5)")
@pytest.mark.parametrize(
    ("lines", "answer"), [("I56211", "not_met"), ("R91223", "unknown"), ("J58222", "unknown"), ("I56111", "met")]
)
def test_bars_are_a_hit_by_their_code_and_software_and_karaoke_are_for_a_person(lines, answer):
    assert said("(5)", fact("industry", lines), fact("excluded-trade", "none"))[0] == answer


@pytest.mark.clause("1-target")
@pytest.mark.parametrize(
    ("days", "answer"),
    [("ended the day before", "unknown"), ("ended on the day", "met"), ("begins the day after", "unknown")],
)
def test_sme_certificate_counts_by_its_validity_on_the_closing_day(days, answer):
    assert said("sme", fact("sme-certificate", "sme", *DAYS[days]))[0] == answer


@pytest.mark.clause("3-supplier-registered")
@pytest.mark.parametrize(
    ("known", "answers"),
    [
        (
            [("submitted", date(2024, 4, 30), date(2024, 5, 8)), ("approved", date(2024, 5, 8), None)],
            ("unknown", "met"),
        ),
        (
            [("submitted", date(2024, 4, 30), date(2024, 5, 8)), ("refused", date(2024, 5, 8), None)],
            ("unknown", "not_met"),
        ),
        ([("submitted", date(2024, 4, 30), None)], ("unknown", "not_met")),
        (
            [("submitted", date(2024, 5, 1), date(2024, 5, 8)), ("approved", date(2024, 5, 8), None)],
            ("unknown", "not_met"),
        ),
        ([("approved", date(2024, 4, 20), None)], ("met", "met")),
        ([], ("unknown", "not_met")),
    ],
)
def test_supplier_submitted_in_time_is_met_once_approved_and_not_met_if_not_by_the_first_evaluation(known, answers):
    facts = [fact("pool-registration", *one, id=place) for place, one in enumerate(known, start=1)]

    assert (said("supplier-registered", *facts)[0], said("supplier-registered", *facts, at=OPENING)[0]) == answers


@pytest.mark.clause("3-supplier-capability")
@pytest.mark.parametrize(
    ("known", "answer"), [("approved", "met"), ("refused", "not_met"), ("submitted", "unknown"), (None, "unknown")]
)
def test_capability_to_build_is_what_the_agency_found_in_the_pool_and_open_without_it(known, answer):
    facts = [fact("pool-registration", known, date(2024, 4, 20), None)] if known else []

    assert said("supplier-capability", *facts)[0] == answer


@pytest.mark.clause("3(11)")
def test_the_ministers_ground_is_clear_until_it_is_found():
    assert said("(11)") == ("met", "plain")


HITS = {
    "(2)": ("smart-factory", "final", {"adopter"}),
    "(3)": ("smart-workshop", "final", {"adopter"}),
    "(8)": ("subsidy-bar", "curable", {"adopter", "supplier"}),
    "(9)": ("credit-trouble", "curable", {"adopter", "supplier"}),
    "(10)": ("participation-bar", "final", {"adopter", "supplier"}),
}


@pytest.mark.clause("3(2)", "3(3)", "3(8)", "3(9)", "3(10)")
@pytest.mark.parametrize("key", HITS)
def test_each_value_that_names_a_ground_is_a_hit_for_whom_it_binds_and_its_absence_clears(key):
    kind, standing, roles = HITS[key]
    condition = BY_KEY["new"][key]
    answers = {value: said(key, fact(kind, value))[0] for value in values_of(kind)}

    assert condition.roles == roles
    assert set(answers.values()) == {"met", "not_met"}
    assert [value for value, answer in answers.items() if answer == "met"] == ["none"]
    assert said(key)[0] == "unknown"
    assert (condition.curable_until is not None) == (standing == "curable")


def test_a_finding_fills_what_is_not_known_and_never_overrules_a_fact():
    assert said("(4)", found=Answer.MET) == ("met", "found")
    assert said("(8)", fact("subsidy-bar", "barred"), found=Answer.MET) == ("not_met", "curable")
    assert said("(8)", found=Answer.NOT_MET, at=OPENING) == ("not_met", "final")
    assert said("(8)", fact("subsidy-bar", "none", date(2024, 5, 6)), found=Answer.NOT_MET, at=OPENING)[1] == "cured"


def test_what_became_known_later_is_not_heard():
    late = fact("subsidy-bar", "barred", recorded_at=CLOSING + timedelta(seconds=1))

    assert said("(8)", late) == ("unknown", Standing.PLAIN)
