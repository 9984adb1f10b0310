"""The sum of a settlement: tables as an official's sheet would have them, and what holds whatever the numbers are."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonggo.kernel.months import months_after
from gonggo.programs.checking import checked
from gonggo.settlement.days import term_until
from gonggo.settlement.definition import BESIDES, Part, Rounding, rules_of
from gonggo.settlement.rules import Agreed, Item, settle
from world import FOLDER

PROGRAM = checked(FOLDER).program
RULES = rules_of(PROGRAM)
HALF = Fraction(1, 2)
NEW = Agreed(50_000_000, 40_000_000, 20_000_000, HALF, 60_000_000)
"""Five elevenths of 110,000,000 are the government's."""
BIG = Agreed(100_000_000, 60_000_000, 40_000_000, HALF, 100_000_000)
ODD = Agreed(33_333_333, 33_333_334, 0, HALF, 60_000_000)
ABOVE = Agreed(55_000_000, 30_000_000, 20_000_000, HALF, 60_000_000)
CAPPED = Agreed(64_000_000, 80_000_000, 0, HALF, 60_000_000)
M = 1_000_000

SHEETS = [
    # what, agreed, spent, off, paid, private paid in, the first four rows, second tranche, returned
    ("all spent, first tranche paid", NEW, 110 * M, 0, 35 * M, 60 * M, (0, 0, 0, 0), 15 * M, 0),
    ("all spent, all paid", NEW, 110 * M, 0, 50 * M, 60 * M, (0, 0, 0, 0), 0, 0),
    ("nothing paid yet", NEW, 110 * M, 0, 0, 60 * M, (0, 0, 0, 0), 50 * M, 0),
    ("a tenth unspent", NEW, 99 * M, 0, 35 * M, 60 * M, (0, 0, 5 * M, 0), 10 * M, 0),
    ("a tenth unspent, all paid", NEW, 99 * M, 0, 50 * M, 60 * M, (0, 0, 5 * M, 0), 0, 5 * M),
    ("an item disallowed", NEW, 110 * M, 2_200_000, 35 * M, 60 * M, (0, 0, 0, M), 14 * M, 0),
    ("a won that does not divide", NEW, 110 * M, 1_100_001, 35 * M, 60 * M, (0, 0, 0, 500_000), 14_500_000, 0),
    ("unspent and disallowed", NEW, 99 * M, 2_200_000, 50 * M, 60 * M, (0, 0, 5 * M, M), 0, 6 * M),
    ("private share 5 m short", NEW, 110 * M, 0, 35 * M, 55 * M, (5 * M, 0, 0, 0), 10 * M, 0),
    ("short, and a fifth unspent", NEW, 80 * M, 0, 35 * M, 55 * M, (5 * M, 0, 9 * M, 0), M, 0),
    ("short, unspent, disallowed", NEW, 80 * M, 20 * M, 35 * M, 55 * M, (5 * M, 0, 9 * M, 9 * M), 0, 8 * M),
    ("nothing private paid in", NEW, 50 * M, 0, 35 * M, 0, (50 * M, 0, 0, 0), 0, 35 * M),
    ("more private than agreed", NEW, 110 * M, 0, 35 * M, 90 * M, (0, 0, 0, 0), 15 * M, 0),
    ("nothing spent", NEW, 0, 0, 35 * M, 60 * M, (0, 0, 50 * M, 0), 0, 35 * M),
    ("spent beyond the plan", NEW, 130 * M, 5_500_000, 50 * M, 60 * M, (0, 0, 0, 2_500_000), 0, 2_500_000),
    ("all disallowed", NEW, 110 * M, 110 * M, 35 * M, 60 * M, (0, 0, 0, 50 * M), 0, 35 * M),
    ("more disallowed than there was", NEW, 300 * M, 300 * M, 35 * M, 60 * M, (0, 0, 0, 50 * M), 0, 35 * M),
    ("advanced, all in order", BIG, 200 * M, 0, 70 * M, 100 * M, (0, 0, 0, 0), 30 * M, 0),
    ("advanced, half disallowed", BIG, 200 * M, 100 * M, 70 * M, 100 * M, (0, 0, 0, 50 * M), 0, 20 * M),
    ("advanced, 1 won unspent", BIG, 199_999_999, 0, 70 * M, 100 * M, (0, 0, 0, 0), 30 * M, 0),
    ("advanced, 2 won unspent", BIG, 199_999_998, 0, 70 * M, 100 * M, (0, 0, 1, 0), 29_999_999, 0),
    ("odd amounts, 1 won unspent", ODD, 66_666_666, 0, 33_333_333, 33_333_334, (0, 0, 0, 0), 0, 0),
    ("odd amounts, 3 won disallowed", ODD, 66_666_667, 3, 33_333_333, 33_333_334, (0, 0, 0, 1), 0, 1),
    ("above the share", ABOVE, 105 * M, 0, 50 * M, 50 * M, (0, 5 * M, 0, 0), 0, 0),
    ("above the share, all paid", ABOVE, 105 * M, 0, 55 * M, 50 * M, (0, 5 * M, 0, 0), 0, 5 * M),
    ("above the cap", CAPPED, 144 * M, 0, 64 * M, 80 * M, (0, 4 * M, 0, 0), 0, 4 * M),
]  # fmt: skip


@pytest.mark.clause("2-new", "2-advanced", "1-roles-operator")
@pytest.mark.parametrize(
    ("agreed", "spent", "off", "paid", "private", "rows", "second", "returned"),
    [sheet[1:] for sheet in SHEETS],
    ids=[sheet[0] for sheet in SHEETS],
)
def test_a_settlement_comes_to_what_the_sheet_says(  # noqa: PLR0917  # the columns of a sheet
    agreed, spent, off, paid, private, rows, second, returned
):
    found = settle(
        agreed,
        [Item(spent, off)],
        paid=paid,
        private_paid=private,
        interest=12_345,
        vat_refund=100_000,
        formula=RULES.formula,
    )

    assert tuple(row.amount for row in found.rows) == (*rows, 12_345, 100_000)
    assert (found.second, found.returned, found.besides) == (second, returned, 112_345)
    assert (found.recognised, found.disallowed, found.kept) == (spent - off, off, paid - returned)


def test_every_row_says_what_it_is_taken_of_by_which_share_and_on_what_basis():
    found = settle(
        NEW, [Item(60 * M), Item(39 * M, M)], paid=35 * M, private_paid=60 * M, interest=0, vat_refund=0,
        formula=RULES.formula,
    )  # fmt: skip

    told = [(row.part, row.of, row.share, row.amount) for row in found.rows]
    assert told == [
        (Part.PRIVATE_NOT_PAID, 0, 1, 0),
        (Part.ABOVE_LIMITS, 0, 1, 0),
        (Part.UNSPENT, 11 * M, Fraction(5, 11), 5 * M),
        (Part.DISALLOWED, M, Fraction(5, 11), 454_545),
        (Part.INTEREST, 0, 1, 0),
        (Part.VAT_REFUND, 0, 1, 0),
    ]
    assert {str(row.basis) for row in found.rows} == {"같은 계열 사업의 운영 기준"}


@pytest.mark.parametrize(
    ("rounding", "amount"), [(Rounding.DOWN, 454_545), (Rounding.UP, 454_546), (Rounding.HALF_UP, 454_545)]
)
def test_the_programs_rounding_decides_over_a_part_of_one_won(rounding, amount):
    formula = replace(RULES.formula, rounding=rounding)
    found = settle(
        NEW, [Item(110 * M, M)], paid=0, private_paid=60 * M, interest=0, vat_refund=0, formula=formula
    )  # fmt: skip

    assert found.agreed - found.entitled == amount


@pytest.mark.parametrize("wrong", [{"paid": 50 * M + 1}, {"interest": -1}, {"private_paid": -1}, {"vat_refund": -1}])
def test_amounts_that_cannot_be_are_no_settlement(wrong):
    told = {"paid": 0, "private_paid": 0, "interest": 0, "vat_refund": 0} | wrong
    with pytest.raises(ValueError, match="no settlement"):
        settle(NEW, [], **told, formula=RULES.formula)


def test_more_disallowed_than_was_spent_is_no_item():
    with pytest.raises(ValueError, match="at most"):
        Item(5, 6)


WON = st.integers(0, 10**11)


@st.composite
def _items(draw):
    amount = draw(WON)
    return Item(amount, draw(st.integers(0, amount)))


@st.composite
def _sums(draw):
    agreed = Agreed(draw(WON), draw(WON), draw(WON), draw(st.sampled_from([HALF, Fraction(1, 3), Fraction(7, 10)])),
                    draw(st.sampled_from([60 * M, 100 * M, 10**12])))  # fmt: skip
    formula = replace(RULES.formula, rounding=draw(st.sampled_from(Rounding)))
    return agreed, settle(
        agreed,
        draw(st.lists(_items(), max_size=5)),
        paid=draw(st.integers(0, agreed.government)),
        private_paid=draw(WON),
        interest=draw(WON),
        vat_refund=draw(WON),
        formula=formula,
    )


@given(_sums())
def test_kept_and_returned_are_always_what_was_paid_and_the_rows_explain_the_rest(made):
    _, found = made

    assert found.kept + found.returned == found.paid
    assert min(found.kept, found.returned, found.second, found.entitled, *(row.amount for row in found.rows)) >= 0
    taken = sum(row.amount for row in found.rows if row.part not in BESIDES)
    assert found.agreed - taken == found.entitled == found.kept + found.second
    assert found.to_return - found.returned == sum(row.amount for row in found.rows if row.part in BESIDES)
    assert not (found.second and found.returned)
    assert found.recognised + found.disallowed == found.spent


@given(_sums())
def test_nobody_keeps_above_cap_or_agreement(made):
    agreed, found = made

    assert found.entitled <= min(agreed.cap, agreed.government)


@given(_sums(), st.integers(1, 10**9))
def test_more_disallowed_never_means_more_kept(made, more):
    agreed, _ = made
    told = {"paid": 0, "private_paid": agreed.private, "interest": 0, "vat_refund": 0, "formula": RULES.formula}
    whole = agreed.government + agreed.private
    less = settle(agreed, [Item(whole, min(more, whole))], **told)

    assert less.entitled <= settle(agreed, [Item(whole)], **told).entitled


@pytest.mark.parametrize(
    ("first", "months", "until"),
    [
        (date(2024, 3, 5), 12, date(2025, 3, 5)),
        (date(2024, 8, 31), 6, date(2025, 3, 1)),
        (date(2023, 8, 31), 6, date(2024, 3, 1)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2024, 1, 1), 36, date(2027, 1, 1)),
        (date(2024, 12, 31), 2, date(2025, 3, 1)),
    ],
)
def test_a_term_in_months_ends_by_the_calendar(first, months, until):
    assert term_until(first, months) == until


def test_the_report_is_due_a_calendar_month_after_the_last_day():
    assert [RULES.due_on(day) for day in (date(2024, 12, 31), date(2025, 1, 31), date(2024, 11, 4))] == [
        date(2025, 1, 31),
        date(2025, 2, 28),
        date(2024, 12, 4),
    ]
    assert months_after(date(2024, 1, 31), 1) == date(2024, 2, 29)


def test_interest_on_a_gain_is_counted_by_the_day():
    assert RULES.interest_on(10 * M, date(2024, 7, 1), date(2025, 7, 1)) == 350_000
    assert RULES.interest_on(10 * M, date(2024, 7, 1), date(2024, 7, 2)) == 958
    assert RULES.interest_on(10 * M, date(2024, 7, 2), date(2024, 7, 1)) == 0
