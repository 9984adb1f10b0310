"""Numbers: the check digit of a 사업자등록번호, telephone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonggo.kernel.refusal import Refused
from gonggo.parties import rules

NINE = st.text("0123456789", min_size=9, max_size=9)


@pytest.mark.parametrize("written", ["220-81-62517", "2208162517", " 120 81 47521 ", "124‑81‑00998"])
def test_brn_of_a_company_that_exists_is_its_ten_digits(written):
    assert rules.brn(written) == "".join(filter(str.isdigit, written))


@given(NINE)
def test_brn_with_its_check_digit_is_taken(nine):
    number = f"{nine}{rules.check_digit(nine)}"
    assert rules.brn(rules.written_brn(number)) == number


@given(NINE, st.integers(1, 9))
def test_brn_with_another_check_digit_is_refused_at_its_field(nine, off):
    wrong = (rules.check_digit(nine) + off) % 10
    with pytest.raises(Refused) as no:
        rules.brn(f"{nine}{wrong}")
    assert (no.value.code, no.value.field) == ("brn_invalid", "brn")


@given(NINE, st.integers(0, 8), st.integers(1, 9))
def test_brn_with_one_digit_mistyped_is_refused(nine, place, off):
    """All weights but the ninth's are prime to ten; there the carry may hide a slip."""
    mistyped = nine[:place] + str((int(nine[place]) + off) % 10) + nine[place + 1 :]
    if place == 8 and rules.check_digit(mistyped) == rules.check_digit(nine):
        return
    with pytest.raises(Refused):
        rules.brn(f"{mistyped}{rules.check_digit(nine)}")


@pytest.mark.parametrize("written", ["", "123", "12345678901", "abcdefghij", "１２３４５６７８９０", "123-45-6789a"])
def test_brn_that_is_not_ten_digits_is_refused(written):
    with pytest.raises(Refused, match="brn_invalid"):
        rules.brn(written)


@pytest.mark.parametrize(
    ("written", "kept"),
    [("010-1234-5678", "01012345678"), ("+82 10 1234 5678", "01012345678"), ("(02) 555-1234", "025551234")],
)
def test_phone_however_written_is_kept_as_digits(written, kept):
    assert rules.phone(written) == kept


@pytest.mark.parametrize("written", ["1234", "010-12", "010-1234-56789-0", "전화"])
def test_phone_that_is_none_is_refused(written):
    with pytest.raises(Refused, match="phone_invalid"):
        rules.phone(written)


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("029803655", "02-980-3655"),
        ("0212345678", "02-1234-5678"),
        ("0314001234", "031-400-1234"),
        ("01012345678", "010-1234-5678"),
        ("050712345678", "050712345678"),
    ],
)
def test_phone_is_read_in_groups_where_they_are_known(kept, read):
    assert rules.written_phone(kept) == read
