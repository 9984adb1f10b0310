"""A tranche is asked for by the lead company, and no more than the agreement says."""

import pytest
from django.db import DatabaseError, transaction

from agreeing import an_agreement
from gonggo.agreements.models import Agreement
from gonggo.kernel.actor import Role
from gonggo.kernel.refusal import OutOfReach
from gonggo.payments import queries
from gonggo.payments.models import Tranche
from paying import (
    ACCOUNT,
    Paying,
    asked,
    refused,
)
from personas import a_colleague_of, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.mark.clause("2-new")
@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"amount": 35_000_001}, ("payment_above", "amount")),
        ({"amount": 0}, ("payment_won_wrong", "amount")),
        ({"amount": 0.5}, ("payment_won_wrong", "amount")),
        ({"number": 3}, ("tranche_unknown", "number")),
        ({"account": "12-34"}, ("account_wrong", "account")),
        ({"account": "계좌번호"}, ("account_wrong", "account")),
        ({"holder": " "}, ("account_wrong", "holder")),
    ],
)
def test_what_cannot_be_asked_for_is_refused_at_its_field_and_nothing_changes(on, changed, answer):
    assert refused(asked, on, **changed) == answer


def test_a_tranche_that_stands_is_not_asked_for_twice(on):
    asked(on)

    assert refused(asked, on)[0] == "tranche_standing"


@pytest.mark.parametrize(("what", "changed"), [("cap", {"cap": 49_999_999}), ("share", {"cash": 9_999_999})])
def test_an_agreement_above_cap_or_share_cannot_even_stand(on, what, changed):
    with pytest.raises(DatabaseError), transaction.atomic():
        Agreement.objects.filter(id=on.agreement_id).update(in_kind=20_000_000, **changed)


def test_nothing_is_asked_for_before_there_is_an_agreement(db):
    made = an_agreement()
    on = Paying(made, made.operator, made.reviewer)

    assert refused(asked, on)[0] == "agreement_not_in_force"


def test_only_the_lead_company_asks_and_nobody_who_may_only_read(on):
    viewer = a_colleague_of(on.company, role=Role.COMPANY_VIEWER)

    assert refused(asked, on, by=on.on.supplier.actor)[0] == "lead_company_only"
    assert refused(asked, on, by=viewer.actor)[0] == "wrong_role"
    with pytest.raises(OutOfReach):
        asked(on, by=an_owner("최낯선", company_name="먼나라").actor)


def test_the_account_number_is_encrypted_and_shown_by_its_last_digits(on):
    row = asked(on)

    assert ACCOUNT.replace("-", "") not in str(Tranche.objects.filter(id=row.id).values())
    assert queries.tranche(row.id, of=on.operator.actor).account == "********6789"
