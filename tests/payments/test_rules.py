"""Amounts, gates, digests and invoice numbers, without a database."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonggo.kernel.basis import default
from gonggo.kernel.refusal import Refused
from gonggo.kernel.text import Text
from gonggo.payments.definition import Agreed, Checks, Gate, Portion, Rules
from gonggo.payments.rules import (
    Content,
    Guarantee,
    Progress,
    Seen,
    amount_of,
    before_of,
    check_invoice,
    check_open,
    gates,
    seen_read,
    seen_stored,
    won_of,
)

ONE = UUID(int=1)
WHY = default("시험")
TODAY = date(2024, 8, 20)


def a_portion(number: int, share: str, *needs: Gate) -> Portion:
    return Portion(number, f"p{number}", Text("차", "part"), Fraction(share), WHY, needs, WHY)


RULES = Rules(
    portions=(
        a_portion(1, "7/10", Gate.AGREEMENT, Gate.PRIVATE_SHARE, Gate.GUARANTEE),
        a_portion(2, "3/10", Gate.AGREEMENT, Gate.COMPLETION, Gate.SETTLEMENT),
    ),
    checks=Checks(("business-halted", "tax-arrears"), "none", 7, WHY, WHY),
    approvals_basis=WHY,
    by_basis=WHY,
    evidence=("e-tax-invoice", "contract"),
    evidence_words={},
    in_kind="in-kind-statement",
    invoice="e-tax-invoice",
    invoice_digits=24,
    invoice_basis=WHY,
    term_basis=WHY,
    line_basis=WHY,
    year_end=WHY,
)
AGREED = Agreed(
    agreement_id=ONE,
    application_id=ONE,
    number="A-1",
    program="p",
    program_version=1,
    track="new",
    payee=ONE,
    government=58_000_001,
    private_cash=30_000_000,
    private_in_kind=28_000_001,
    cap=60_000_000,
    is_in_force=True,
    has_advance=True,
    begins_on=date(2024, 8, 1),
    last_on=date(2025, 1, 31),
)
SEEN = Seen(
    30_000_000,
    Guarantee("G-1", 40_600_000, date(2025, 1, 31)),
    {"business-halted": "none", "tax-arrears": "none"},
    TODAY,
    {},
)


@given(st.integers(min_value=2, max_value=100_000_000))
def test_tranches_together_are_the_support_to_the_last_won(government):
    amounts = [amount_of(RULES, one, government) for one in RULES.portions]

    assert sum(amounts) == government
    assert before_of(RULES, RULES.portions[1], government) == amounts[0] == government * 7 // 10


@pytest.mark.parametrize("amount", [0, -1, 0.5, 1.0, "1", True, None])
def test_half_a_won_and_everything_that_is_no_whole_won_above_nothing_is_refused(amount):
    with pytest.raises(Refused) as no:
        won_of(amount)

    assert (no.value.code, no.value.field) == ("payment_won_wrong", "amount")


BEGUN = Progress(False, None)


def shut(
    number: int = 1,
    *,
    progress: Progress = BEGUN,
    agreed: Agreed = AGREED,
    on: date = TODAY,
    **seen: object,
):
    portion = RULES.portions[number - 1]
    told = gates(RULES, portion, agreed, replace(SEEN, **seen), amount=40_600_000, progress=progress, on=on)
    return [one.key for one in told if not one.is_open]


def test_all_gates_of_the_first_tranche_open_together():
    assert shut() == []


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"agreed": replace(AGREED, is_in_force=False)}, "agreement"),
        ({"private_paid": 29_999_999}, "private-share"),
        ({"guarantee": None}, "guarantee"),
        ({"guarantee": Guarantee("G-1", 40_599_999, date(2025, 1, 31))}, "guarantee"),
        ({"guarantee": Guarantee("G-1", 40_600_000, date(2025, 1, 30))}, "guarantee"),
        ({"agreed": replace(AGREED, has_advance=False)}, "guarantee"),
        ({"checked": {"business-halted": "closed", "tax-arrears": "none"}}, "business-halted"),
        ({"checked": {"business-halted": "none"}}, "tax-arrears"),
        ({"known": {"tax-arrears": "unpaid"}}, "tax-arrears"),
    ],
)
def test_one_thing_that_does_not_hold_shuts_its_gate_alone(changed, key):
    assert shut(**changed) == [key]


@pytest.mark.parametrize(("days", "is_fresh"), [(6, True), (7, False), (-1, False)])
def test_a_check_holds_for_the_days_of_the_program_and_not_one_more(days, is_fresh):
    found = shut(on=TODAY + timedelta(days=days))

    assert found == ([] if is_fresh else ["business-halted", "tax-arrears"])


@pytest.mark.clause("1-roles-operator")
@pytest.mark.parametrize(
    ("progress", "keys"),
    [
        (Progress(False, None), ["completion", "settlement"]),
        (Progress(True, None), ["settlement"]),
        (Progress(True, 40_599_999), ["settlement"]),
        (Progress(True, 40_600_000), []),
    ],
)
def test_the_second_tranche_waits_for_completion_and_for_a_settlement_that_leaves_as_much(progress, keys):
    assert shut(2, guarantee=None, progress=progress) == keys


def test_a_shut_gate_is_refused_by_its_name():
    told = gates(RULES, RULES.portions[1], AGREED, SEEN, amount=1, progress=Progress(False, 1), on=TODAY)
    with pytest.raises(Refused) as no:
        check_open(told)

    assert (no.value.code, no.value.facts) == ("gate_shut", {"gate": "completion"})


def test_what_was_seen_reads_back_as_it_was_written():
    assert [seen_read(seen_stored(one), {}) for one in (SEEN, replace(SEEN, guarantee=None))] == [
        SEEN,
        replace(SEEN, guarantee=None),
    ]


CONTENT = Content("t", 1, 40_600_000, "c", "은행", "하나정밀", "hash", AGREED)


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": 40_600_001},
        {"account": "other"},
        {"bank": "다른은행"},
        {"holder": "둘째"},
        {"payee": "d"},
        {"agreed": replace(AGREED, government=1)},
        {"agreed": replace(AGREED, is_in_force=False)},
        {"agreed": replace(AGREED, last_on=date(2025, 2, 28))},
    ],
)
def test_whatever_changes_of_what_is_approved_changes_its_digest(changed):
    assert replace(CONTENT, **changed).digest != CONTENT.digest == replace(CONTENT).digest


def test_an_invoice_number_is_kept_without_blanks_and_hyphens():
    assert check_invoice(RULES, "e-tax-invoice", "20240820-1234567890123456") == "202408201234567890123456"
    assert check_invoice(RULES, "contract", " ") == ""


@pytest.mark.parametrize(
    ("evidence", "invoice", "code"),
    [
        ("e-tax-invoice", "1" * 23, "invoice_wrong"),
        ("e-tax-invoice", "1" * 25, "invoice_wrong"),
        ("e-tax-invoice", "１" * 24, "invoice_wrong"),
        ("e-tax-invoice", "", "invoice_wrong"),
        ("contract", "1" * 24, "invoice_wrong"),
        ("cash", "", "evidence_unknown"),
    ],
)
def test_a_number_that_cannot_be_and_evidence_that_is_not_taken_are_refused(evidence, invoice, code):
    with pytest.raises(Refused) as no:
        check_invoice(RULES, evidence, invoice)

    assert no.value.code == code
