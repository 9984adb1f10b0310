"""Won are whole, shares are exact, and neither is ever rounded past a limit."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonggo.kernel.money import korean_units, percent, share_of, won

AMOUNTS = st.integers(min_value=0, max_value=10**12)


@given(part=AMOUNTS, rest=AMOUNTS)
def test_share_of_a_part_is_exact(part, rest):
    share = share_of(part, part + rest)

    assert share * (part + rest) == part


def test_share_of_nothing_is_zero():
    assert share_of(0, 0) == Fraction(0)


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(1, 2), "50.00%"),
        (Fraction(58, 118), "49.15%"),
        (Fraction(499_999, 1_000_000), "49.99%"),
        (Fraction(0), "0.00%"),
        (Fraction(1), "100.00%"),
        (Fraction(1, 1_000), "0.10%"),
    ],
)
def test_percent_is_cut_off_at_two_decimals_and_never_rounded_up(share, shown):
    assert percent(share) == shown


@given(part=AMOUNTS, rest=AMOUNTS.filter(bool))
def test_percent_never_shows_more_than_the_share(part, rest):
    share = share_of(part, part + rest)

    assert Fraction(percent(share).removesuffix("%")) <= share * 100


@pytest.mark.parametrize(
    ("amount", "korean", "english"),
    [
        (58_000_000, "58,000,000원", "KRW 58,000,000"),
        (0, "0원", "KRW 0"),
        (-2_034_915, "−2,034,915원", "KRW −2,034,915"),
    ],
)
def test_won_are_written_with_separators_and_a_true_minus(amount, korean, english):
    assert (won(amount), won(amount, "en")) == (korean, english)


@pytest.mark.parametrize(
    ("amount", "read"),
    [
        (118_000_000, "1억 1,800만원"),
        (60_000_000, "6,000만원"),
        (60_000_001, "6,000만 1원"),
        (100_000_000, "1억원"),
        (1_234_500_000_000, "12,345억원"),
        (999, "999원"),
        (0, "0원"),
        (-25_000, "−2만 5,000원"),
    ],
)
def test_korean_units_read_as_people_say_them(amount, read):
    assert korean_units(amount) == read
