"""The pure rules over many numbers: the exact mean, the mark, what the program says, who is in conflict."""

import uuid
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonggo.evaluation.definition import Finding, Ground, Rules, Sector, Stage, rules_of
from gonggo.evaluation.rules import (
    Scorer,
    Side,
    Spell,
    exact_mean,
    found,
    grounds_between,
    item_means,
    lacking,
    reaches,
)
from gonggo.kernel.refusal import Refused
from gonggo.programs.checking import checked
from world import FOLDER

TOTALS = st.lists(st.integers(0, 100), min_size=1, max_size=9)
ON = date(2024, 5, 20)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return rules_of(checked(FOLDER).program)


@pytest.mark.clause("7-site", "7-written", "7-interview")
def test_the_program_says_stages_items_marks_and_who_assesses(rules):
    assert [(s.stage, s.by_committee, s.mark and s.mark.points, s.visitors, s.skippable) for s in rules.stages] == [
        (Stage.SITE, False, 60, 2, False),
        (Stage.WRITTEN, True, None, 0, True),
        (Stage.INTERVIEW, True, 60, 0, False),
    ]
    assert [sum(item.weight for item in stage.items) for stage in rules.stages] == [rules.total] * 3
    assert [one.key for one in rules.declarations] == ["fair", "secret", "no-favour", "ties"]
    assert rules.sectors == frozenset(Sector)


def test_a_stage_that_the_program_does_not_have_is_refused(rules):
    without = Rules(rules.program, rules.section, rules.stages[:1], ())
    with pytest.raises(Refused, match="stage_unknown"):
        without.stage(Stage.INTERVIEW)


@given(TOTALS)
def test_the_mean_is_exact_and_drops_one_highest_and_one_lowest_from_five_sheets_on(totals):
    kept = list(totals)
    if len(kept) >= 5:
        kept.remove(max(kept))
        kept.remove(min(kept))

    assert exact_mean(totals, drop_from=5) * len(kept) == sum(kept)


@given(TOTALS, st.randoms())
def test_the_mean_does_not_depend_on_the_order_of_the_sheets(totals, random):
    shuffled = list(totals)
    random.shuffle(shuffled)

    assert exact_mean(shuffled, drop_from=5) == exact_mean(totals, drop_from=5)


@given(st.lists(st.integers(0, 100), min_size=5, max_size=9), st.integers(0, 100))
def test_one_extreme_sheet_among_five_or_more_never_leaves_the_range_of_the_others(totals, extreme):
    mean = exact_mean([*totals, extreme], drop_from=5)

    assert min(totals) <= mean <= max(totals)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=400), st.integers(1, 100))
def test_the_mark_is_reached_exactly_when_the_sum_is(totals, mark):
    assert reaches(exact_mean(totals, drop_from=1000), mark) == (sum(totals) >= mark * len(totals))


@pytest.mark.clause("7-site", "7-interview")
def test_59_995_does_not_pass_and_is_not_rounded_up(rules):
    mean = exact_mean([59] + [60] * 199, drop_from=1000)

    assert (mean, Decimal(mean.numerator) / mean.denominator) == (Fraction(11999, 200), Decimal("59.995"))
    assert not reaches(mean, rules.stage(Stage.INTERVIEW).mark.points)


@given(st.lists(st.sampled_from(Finding), min_size=1, max_size=7), st.sampled_from(Finding))
def test_the_majority_finds_and_the_speaker_breaks_what_is_even(findings, speaker):
    sound = sum(one is Finding.SOUND for one in findings)
    even = sound * 2 == len(findings)

    assert found(findings, speaker) is (speaker if even else max(set(findings), key=findings.count))


def test_a_committee_lacks_the_sectors_of_which_there_are_too_few():
    seated = [Sector.INDUSTRY, Sector.INDUSTRY, Sector.ACADEMIA]

    assert lacking(seated, needed=frozenset(Sector), least=1) == [Sector.RESEARCH]
    assert lacking(seated, needed=frozenset(Sector), least=2) == [Sector.ACADEMIA, Sector.RESEARCH]


@pytest.mark.parametrize(
    ("until", "counts"),
    [(None, True), (date(2021, 5, 21), True), (date(2021, 5, 20), False), (date(2020, 2, 29), False)],
)
def test_a_former_employer_counts_for_three_years(until, counts):
    assert Spell("1234567891", until).counts_on(ON, years=3) == counts


IDS = [uuid.UUID(int=n) for n in range(1, 5)]
BRNS = ["1111111111", "2222222222", "3333333333"]
SPELLS = st.lists(
    st.builds(Spell, st.sampled_from(IDS), st.none() | st.dates(ON - timedelta(days=1500), ON)), max_size=3
).map(tuple)
EMPLOYERS = st.lists(
    st.builds(Spell, st.sampled_from(BRNS), st.none() | st.dates(ON - timedelta(days=1500), ON)), max_size=3
).map(tuple)
SCORERS = st.builds(
    Scorer, st.sampled_from(IDS), SPELLS, EMPLOYERS, st.frozensets(st.sampled_from(["alpha", "beta"]), max_size=2)
)
SIDES = st.builds(
    Side,
    st.frozensets(st.sampled_from(IDS), max_size=2),
    st.frozensets(st.sampled_from(BRNS), max_size=2),
    st.sampled_from(["alpha", "beta"]),
    st.frozensets(st.sampled_from(IDS), max_size=2),
    st.frozensets(st.sampled_from(IDS), max_size=2),
)


def _three_years_later(day: date) -> date:
    try:
        return day.replace(year=day.year + 3)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 3, day=28)


@given(SCORERS, SIDES, st.sampled_from(Stage))
def test_the_rule_finds_what_a_plain_reading_of_the_grounds_finds(rules, scorer, side, stage):
    plain = set()
    for where, until in [(s.where, s.until_on) for s in (*scorer.companies, *scorer.employers)]:
        if where in side.companies or where in side.brns:
            if until is None:
                plain.add(Ground.SAME_COMPANY)
            elif _three_years_later(until) > ON:
                plain.add(Ground.EMPLOYER)
    if scorer.person_id in side.consultants:
        plain.add(Ground.CONSULTED)
    if scorer.person_id in side.people:
        plain.add(Ground.TOOK_PART)
    if side.operator in scorer.operators:
        plain.add(Ground.SAME_OPERATOR)

    assert set(grounds_between(scorer, side, rules=rules, stage=rules.stage(stage), on=ON)) == plain


@given(
    sheets=st.lists(st.fixed_dictionaries({"need": st.integers(0, 40), "effect": st.integers(0, 60)}), min_size=3),
    drop_from=st.integers(3, 9),
)
def test_the_means_of_the_items_come_to_the_mean_of_the_totals(sheets, drop_from):
    totals = [sum(one.values()) for one in sheets]

    found = item_means(sheets, drop_from=drop_from)

    assert sum(found.values()) == exact_mean(totals, drop_from=drop_from)
