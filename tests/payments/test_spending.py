"""What the company spent: with evidence used once, within its line and the term."""

from datetime import date, timedelta

import pytest

from gonggo.kernel.actor import Role
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.payments import commands, queries
from gonggo.payments.models import Posting, Spending
from paying import IN_KIND, INVOICE, SENT, Paying, a_paper, a_paying, carried_over, spent
from personas import a_colleague_of, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def refused(on: Paying, **changed) -> tuple[str, str | None]:
    before = Spending.objects.count(), Posting.objects.count()
    with pytest.raises(Refused) as no:
        spent(on, **changed)
    assert (Spending.objects.count(), Posting.objects.count()) == before
    return no.value.code, no.value.field


def test_what_was_spent_stands_in_its_line_and_in_the_ledger_without_vat(on):
    row = spent(on)

    (shown,) = queries.spending(on.agreement_id)
    assert (shown.id, shown.amount, shown.vat, shown.invoice, shown.counts) == (
        row.id,
        10_000_000,
        1_000_000,
        INVOICE,
        True,
    )
    assert queries.spent_of_line(on.agreement_id, row.line) == 10_000_000


@pytest.mark.clause("2-period")
@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"amount": 0.5}, ("payment_won_wrong", "amount")),
        ({"amount": 0}, ("payment_won_wrong", "amount")),
        ({"vat": 0.5}, ("payment_won_wrong", "vat")),
        ({"vat": -1}, ("payment_won_wrong", "vat")),
        ({"line": "yacht"}, ("line_unknown", "line")),
        ({"amount": 90_000_001}, ("line_exceeded", "amount")),
        ({"amount": 20_000_001, **IN_KIND}, ("line_exceeded", "amount")),
        ({"spent_on": date(2024, 7, 31)}, ("spent_outside_term", "spent_on")),
        ({"spent_on": date(2024, 8, 6)}, ("spent_outside_term", "spent_on")),
        ({"supplier": " "}, ("spending_supplier_missing", "supplier")),
        ({"invoice": "1" * 23}, ("invoice_wrong", "invoice")),
        ({"evidence": "receipt"}, ("evidence_unknown", "evidence")),
    ],
)
def test_what_cannot_be_entered_is_refused_at_its_field_and_nothing_is_booked(on, changed, answer):
    assert refused(on, **changed) == answer


@pytest.mark.clause("2-period")
@pytest.mark.parametrize(("day", "counts"), [(date(2025, 2, 1), True), (date(2025, 2, 2), False)])
def test_money_is_spent_until_the_last_day_of_the_term(on, day, counts):
    at = SENT + timedelta(days=200)
    carried_over(on)
    if counts:
        assert spent(on, spent_on=day, at=at).spent_on == day
    else:
        assert refused(on, spent_on=day, at=at)[0] == "spent_outside_term"


def test_an_invoice_counts_once_over_all_agreements_until_it_is_withdrawn(on):
    first = spent(on)
    assert refused(on, invoice=f"{INVOICE[:8]}-{INVOICE[8:]}") == ("invoice_used", "invoice")
    another = a_paying()
    assert refused(another)[0] == "invoice_used"

    commands.withdraw_spending(spending_id=first.id, reason="잘못 등록함", by=on.company.actor, at=SENT)
    assert spent(another).invoice == INVOICE


def test_two_items_do_not_go_beyond_their_line_together(on):
    spent(on, amount=80_000_000)

    assert refused(on, amount=10_000_001, invoice="2" * 24) == ("line_exceeded", "amount")


def test_what_is_contributed_in_kind_takes_from_its_own_part_of_the_line(on):
    line = spent(on, amount=90_000_000).line
    row = spent(on, amount=20_000_000, **IN_KIND)

    assert (row.in_kind, queries.spent_of_line(on.agreement_id, line, in_kind=True)) == (True, 20_000_000)
    assert refused(on, amount=1, **IN_KIND) == ("line_exceeded", "amount")


def test_a_withdrawal_has_its_reason_and_happens_once_by_the_company_alone(on):
    row = spent(on)
    told = {"spending_id": row.id, "at": SENT}
    with pytest.raises(Refused) as silent:
        commands.withdraw_spending(reason=" ", by=on.company.actor, **told)
    with pytest.raises(OutOfReach):
        commands.withdraw_spending(reason="x", by=an_owner("최낯선", company_name="먼나라").actor, **told)
    commands.withdraw_spending(reason="잘못 등록함", by=on.company.actor, **told)
    with pytest.raises(Refused) as twice:
        commands.withdraw_spending(reason="또", by=on.company.actor, **told)

    assert (silent.value.code, twice.value.code) == ("payment_reason_missing", "wrong_state")


def test_evidence_of_somebody_elses_and_a_reader_enter_nothing(on):
    theirs = a_paper(on.on.supplier)
    viewer = a_colleague_of(on.company, role=Role.COMPANY_VIEWER)

    assert refused(on, document_id=theirs) == ("spending_paper_missing", "paper")
    assert refused(on, by=viewer)[0] == "wrong_role"
    assert refused(on, by=on.on.supplier)[0] == "lead_company_only"
