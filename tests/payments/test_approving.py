"""The agency approves what was on the page: three people of three organisations, and nothing else afterwards."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from gonggo.agreements.models import Agreement
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.parties import commands as parties
from gonggo.payments import commands, queries
from gonggo.payments.models import Tranche
from gonggo.payments.states import TrancheState
from paying import (
    ACCOUNT,
    APPROVED,
    ASKED,
    again,
    approved,
    asked,
    carried,
    order_of,
    prepared,
    refused,
)
from personas import an_officer

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def test_who_asked_prepared_or_sits_with_them_approves_nothing(on):
    row = prepared(on)
    told = {"person_id": on.accountant.person.id, "by": SYSTEM, "at": ASKED}
    parties.grant_role(organisation=on.operator.actor.organisation, role=Role.OPERATOR_OFFICER, **told)
    assert refused(approved, on, row)[0] == "payment_same_organisation"

    both = an_officer(Role.AGENCY_LEAD, kind="agency", key="agency")
    Tranche.objects.filter(id=row.id).update(asked_by=both.person.id)
    assert refused(approved, on, row, by=both.actor)[0] == "payment_same_person"
    assert refused(approved, on, row, by=on.operator.actor)[0] == "wrong_role"


def test_the_database_itself_wants_three_people_of_three_organisations(on):
    row = approved(on)
    for other in ({"approved_by": row.prepared_by}, {"approved_for": row.prepared_for}, {"approved_by": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Tranche.objects.filter(id=row.id).update(**other)
    copy = {one.attname: getattr(row, one.attname) for one in Tranche._meta.concrete_fields if one.name != "id"}
    for other in ({"prepared_for": row.asked_for}, {"approved_by": row.asked_by}, {"approved_digest": "f" * 64}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Tranche.objects.create(**(copy | {"number": 2} | other))


def test_approving_wants_a_fresh_proof_of_who_it_is(on):
    row = prepared(on)
    old = datetime.now(tz=UTC) - timedelta(minutes=6)

    assert refused(approved, on, row, stepped_up_at=None)[0] == "step_up_missing"
    assert refused(approved, on, row, stepped_up_at=old)[0] == "step_up_missing"


def test_an_approval_holds_for_what_was_seen_and_for_nothing_else(on):
    row = prepared(on)
    assert refused(approved, on, row, digest="0" * 64)[0] == "tranche_changed"

    Tranche.objects.filter(id=row.id).update(amount=1)
    assert refused(approved, on, row)[0] == "tranche_changed"


def test_a_check_that_has_grown_old_is_made_anew_before_the_approval(on):
    row = prepared(on)

    assert refused(approved, on, row, at=APPROVED + timedelta(days=7))[0] == "gate_shut"


def test_an_agreement_that_changes_after_the_preparation_is_not_approved_over(on):
    row = prepared(on)
    Agreement.objects.filter(id=on.agreement_id).update(government=49_000_000)

    assert refused(approved, on, row)[0] == "tranche_changed"


def test_what_was_approved_cannot_be_changed_by_anybody(on):
    row = approved(on)
    told = {"bank": "다른은행", "holder": "x", "account": ACCOUNT, "by": on.company.actor, "at": APPROVED}

    assert refused(commands.ask_again, tranche_id=row.id, amount=1, **told)[0] == "wrong_state"
    assert refused(commands.void, tranche_id=row.id, reason="x", by=on.company.actor, at=APPROVED)[0] == "wrong_state"
    for column in ({"amount": 1}, {"payee_id": row.id}, {"account_sealed": "x"}, {"approved_digest": "x"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Tranche.objects.filter(id=row.id).update(**column)
    with pytest.raises(DatabaseError), transaction.atomic():
        Tranche.objects.filter(id=row.id)._raw_delete("default")


def test_an_agreement_that_changes_after_the_approval_voids_it_and_nothing_is_sent(on):
    row = approved(on)
    Agreement.objects.filter(id=on.agreement_id).update(government=49_000_000)

    assert (carried(on), again(row).state, order_of(row).state, on.books.orders) == (0, "void", "dropped", {})
    assert queries.paid(on.agreement_id) == 0
    assert asked(on, amount=34_300_000).state == TrancheState.ASKED
