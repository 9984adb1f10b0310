"""Ranking by exact marks, the program's ties in their order, places by track and type; checked by a plain oracle."""

import hashlib
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonggo.selection.definition import Outcome, Tie
from gonggo.selection.rules import Entry, UndecidedTie, rank
from gonggo.selection.verify import bundle_digest, bundle_of, is_sound

CELL, OTHER = ("new", "a"), ("advanced", "b")
TIES = (Tie.SITE, Tie.BONUS, Tie.COMMITTEE, Tie.DRAW)


def entry(number, mark, *, site=70, bonus=0, cell=CELL, passed=True):
    return Entry(number, cell, Fraction(mark), Fraction(site), Fraction(bonus), passed)


def ranked(*entries, places=1, decided=None, seed=""):
    rows = rank(entries, {CELL: places, OTHER: places}, ties=TIES, decided=decided or {}, seed=seed)
    return [(row.number, row.rank, str(row.outcome), row.broken_by) for row in rows]


@pytest.mark.clause("7-selection")
def test_the_higher_mark_comes_first_and_those_below_the_mark_are_not_ranked():
    rows = ranked(entry("1", 80), entry("2", Fraction(8001, 100)), entry("3", 59, passed=False))

    assert rows == [
        ("2", 1, "selected", None),
        ("1", 2, "reserve", None),
        ("3", None, "not_selected", None),
    ]


@pytest.mark.clause("2-types")
def test_places_are_counted_for_each_track_and_type_alone():
    rows = ranked(entry("1", 80), entry("2", 70), entry("3", 61, cell=OTHER))

    assert [(number, outcome) for number, _, outcome, _ in rows] == [
        ("3", "selected"),
        ("1", "selected"),
        ("2", "reserve"),
    ]


def test_a_hair_of_a_point_decides():
    rows = ranked(entry("1", Fraction(79_999_999, 1_000_000)), entry("2", 80))

    assert [row[0] for row in rows] == ["2", "1"]


def test_site_then_bonus_then_committee_then_draw_break_a_tie():
    assert ranked(entry("1", 80, site=70), entry("2", 80, site=71))[1] == ("1", 2, "reserve", Tie.SITE)
    assert ranked(entry("1", 80, bonus=1), entry("2", 80, bonus=2))[1] == ("1", 2, "reserve", Tie.BONUS)
    assert ranked(entry("1", 80), entry("2", 80), decided={"2": 1, "1": 2})[1] == ("1", 2, "reserve", Tie.COMMITTEE)
    lots = {number: hashlib.sha256(f"씨앗\n{number}".encode()).hexdigest() for number in ("1", "2")}
    first, second = sorted(lots, key=lots.get)
    assert ranked(entry("1", 80), entry("2", 80), seed="씨앗") == [
        (first, 1, "selected", None),
        (second, 2, "reserve", Tie.DRAW),
    ]


def test_a_tie_that_nothing_decides_is_refused_by_name():
    with pytest.raises(UndecidedTie) as no:
        ranked(entry("1", 80), entry("2", 80), entry("3", 81))

    assert no.value.numbers == ("1", "2")


MARKS = st.fractions(min_value=60, max_value=64, max_denominator=3)
ENTRIES = st.lists(
    st.tuples(MARKS, st.integers(60, 62), st.integers(0, 1), st.sampled_from([CELL, OTHER]), st.booleans()),
    max_size=30,
)


def above(one, other, seed):
    """The oracle: whether ``one`` comes before ``other``, said plainly."""
    for mine, theirs in ((one.mark, other.mark), (one.site, other.site), (one.bonus, other.bonus)):
        if mine != theirs:
            return mine > theirs
    return (
        hashlib.sha256(f"{seed}\n{one.number}".encode()).hexdigest()
        < hashlib.sha256(f"{seed}\n{other.number}".encode()).hexdigest()
    )


@settings(max_examples=150, deadline=None)
@given(ENTRIES, st.integers(0, 6), st.randoms(use_true_random=False))
def test_every_list_is_what_a_plain_count_gives(drawn, places, random):
    entries = [Entry(f"N{i}", cell, m, Fraction(s), Fraction(b), ok) for i, (m, s, b, cell, ok) in enumerate(drawn)]
    shuffled = random.sample(entries, len(entries))
    rows = rank(shuffled, {CELL: places, OTHER: 1}, ties=TIES, decided={}, seed="s")

    assert sorted(row.number for row in rows) == sorted(one.number for one in entries)
    by_number = {row.number: row for row in rows}
    for one in entries:
        row = by_number[one.number]
        if not one.passed:
            assert (row.rank, row.outcome) == (None, Outcome.NOT_SELECTED)
            continue
        before = [other for other in entries if other.passed and other.cell == one.cell and above(other, one, "s")]
        limit = places if one.cell == CELL else 1
        assert row.rank == len(before) + 1
        assert row.outcome == (Outcome.SELECTED if len(before) < limit else Outcome.RESERVE)


@settings(max_examples=50, deadline=None)
@given(ENTRIES)
def test_a_bundle_alone_gives_the_list_again_and_any_change_of_it_is_seen(drawn):
    entries = [Entry(f"N{i}", cell, m, Fraction(s), Fraction(b), ok) for i, (m, s, b, cell, ok) in enumerate(drawn)]
    bundle = bundle_of("p", entries, {CELL: 2, OTHER: 1}, ties=TIES, decisions=(), seed="s")

    assert is_sound(bundle)
    assert bundle_digest(bundle) == bundle_digest(bundle | {})
    for row in bundle["list"]:
        other = bundle | {"list": [r | {"outcome": "reserve!"} if r == row else r for r in bundle["list"]]}
        assert not is_sound(other)
