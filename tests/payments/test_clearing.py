"""The bank says another amount than was ordered: two people of two bodies say what its statement shows."""

from datetime import UTC, datetime

import pytest

from gonggo.kernel.actor import SYSTEM, Role
from gonggo.parties import commands as parties
from gonggo.payments import commands, queries, waiting
from gonggo.payments.models import Tranche
from gonggo.wiring.fake_bank import Habit
from paying import (
    SENT,
    Paying,
    again,
    approved,
    asked,
    carried,
    order_of,
    refused,
)
from personas import an_officer

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def contradicted(on: Paying) -> Tranche:
    """The bank says that it paid one won less than was ordered."""
    row = approved(on)
    carried(on, Habit.PAY_LESS)
    return again(row)


STATED = {"was_paid": True, "reference": "2024080500017", "says": "8월 5일 거래내역", "at": SENT}


def test_what_the_bank_says_of_another_amount_waits_for_two_people_and_is_never_booked_as_it_is(on):
    row = contradicted(on)
    assert (row.state, queries.paid(on.agreement_id)) == ("unclear", 0)
    assert [one.id for one in waiting.to_clear(on.operator.actor)] == [row.id]
    told = {"tranche_id": row.id, **STATED}
    confirms = {"tranche_id": row.id, "stepped_up_at": datetime.now(tz=UTC), "at": SENT}
    assert refused(commands.confirm_outcome, by=on.accountant.actor, **confirms)[0] == "bank_answer_awaited"
    assert refused(commands.state_outcome, by=on.accountant.actor, **told)[0] == "wrong_role"
    assert refused(commands.state_outcome, by=on.operator.actor, **told | {"reference": " "})[0] == (
        "bank_reference_wrong"
    )
    commands.state_outcome(by=on.operator.actor, **told)

    assert [one.id for one in waiting.to_clear(on.accountant.actor)] == [row.id]
    assert refused(commands.confirm_outcome, by=on.operator.actor, **confirms)[0] == "wrong_role"
    stale = confirms | {"stepped_up_at": None}
    assert refused(commands.confirm_outcome, by=on.accountant.actor, **stale)[0] == "step_up_missing"
    commands.confirm_outcome(by=on.accountant.actor, **confirms)
    assert (again(row).state, queries.paid(on.agreement_id)) == ("paid", 35_000_000)
    assert order_of(row).bank_reference == "2024080500017"
    assert refused(commands.confirm_outcome, by=on.accountant.actor, **confirms)[0] == "bank_answer_awaited"


def test_what_the_statement_does_not_show_is_refused_and_asked_for_anew(on):
    row = contradicted(on)
    told = STATED | {"was_paid": False, "reference": ""}
    commands.state_outcome(tranche_id=row.id, by=on.operator.actor, **told)
    commands.confirm_outcome(tranche_id=row.id, stepped_up_at=datetime.now(tz=UTC), by=on.accountant.actor, at=SENT)

    assert (again(row).state, queries.paid(on.agreement_id)) == ("refused", 0)
    assert asked(on).state == "asked"


def test_who_said_what_the_statement_shows_does_not_confirm_it_for_the_agency_either(on):
    row = contradicted(on)
    commands.state_outcome(tranche_id=row.id, by=on.operator.actor, **STATED)
    both = an_officer(Role.ACCOUNTANT, kind="agency", key="agency", name="박둘다")
    parties.grant_role(
        person_id=both.person.id,
        organisation=on.operator.actor.organisation,
        role=Role.OPERATOR_OFFICER,
        by=SYSTEM,
        at=SENT,
    )
    confirms = {"tranche_id": row.id, "stepped_up_at": datetime.now(tz=UTC), "at": SENT}

    assert refused(commands.confirm_outcome, by=both.actor, **confirms)[0] == "payment_same_organisation"


def test_an_answer_that_is_only_late_is_left_to_the_bank(on):
    row = approved(on)
    carried(on, Habit.TIME_OUT)

    assert again(row).state == "unclear"
    assert refused(commands.state_outcome, tranche_id=row.id, by=on.operator.actor, **STATED)[0] == (
        "bank_answer_awaited"
    )
