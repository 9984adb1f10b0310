"""An agreement ends by itself, once all that it bound to is done, and not a day earlier."""

from datetime import timedelta

import pytest

import settling
from agreeing import a_concluded
from caring import Caring, an_aftercare, filed
from deliveries import a_completed, at
from gonggo.aftercare import commands
from gonggo.agreements import queries as agreements
from gonggo.kernel.actor import SYSTEM
from gonggo.payments import commands as payments
from gonggo.payments import queries as books
from gonggo.settlement.models import Return, Settlement

pytestmark = pytest.mark.django_db(databases=["default", "door"])
DAY = timedelta(days=1)


def state(agreement_id) -> str:
    return agreements.terms(agreement_id, of=SYSTEM).state


@pytest.fixture
def on(db: None) -> Caring:
    made = an_aftercare(a_completed())
    settled(made.row.agreement_id)
    return made


def settled(agreement_id) -> Settlement:
    """As its row stands once it is confirmed; how it comes about is that room's own test."""
    terms = agreements.terms(agreement_id, of=SYSTEM)
    payments.commit_support(agreement_id=agreement_id, at=at(terms.begins_on))
    row = Settlement(
        program=terms.program,
        program_version=terms.program_version,
        operator=terms.operator,
        agreement_id=agreement_id,
        application_id=terms.application_id,
        state="confirmed",
        due_on=terms.last_on,
        sum={},
    )
    row.opened_at = row.reported_at = row.examined_at = row.confirmed_at = at(terms.last_on)
    row.examined_by = row.id
    row.save()
    payments.grant_rest(agreement_id=agreement_id, amount=1_000_000, cause=row.ref, by=SYSTEM, at=row.confirmed_at)
    return row


def all_filed(on: Caring, *, but: int = 0) -> None:
    for year in range(1, 6):
        if year != but:
            filed(on, year)


def test_an_agreement_ends_the_day_after_the_last_day_of_its_aftercare_and_frees_what_nobody_asked_for(on):
    all_filed(on)
    agreement_id, last = on.row.agreement_id, on.row.ends_on

    assert commands.end_due(now=at(last)) == 0
    assert state(agreement_id) == "concluded"
    assert commands.end_due(now=at(last + DAY)) == 1
    assert state(agreement_id) == "ended"
    assert commands.end_due(now=at(last + DAY)) == 0
    payments.stop_payments(agreement_id=agreement_id, at=at(last + DAY))
    assert books.committed_left(agreement_id) == 0


def test_a_report_that_may_still_come_keeps_it_open_and_a_missed_one_does_not(on):
    all_filed(on, but=5)
    missed_on = on.report(5).missed_on

    assert commands.end_due(now=at(missed_on - DAY)) == 0
    commands.miss_due(now=at(missed_on))
    assert commands.end_due(now=at(missed_on)) == 1


def test_what_is_not_given_back_yet_keeps_it_open(on):
    all_filed(on)
    day, row = on.row.ends_on + DAY, Settlement.objects.get()
    told = {"ordered_at": at(day), "due_on": day}
    back = Return.objects.create(settlement=row, amount=1, of_support=1, state="ordered", **told)

    assert commands.end_due(now=at(day)) == 0
    back.state = "done"
    back.save()
    assert commands.end_due(now=at(day)) == 1


def test_what_was_never_settled_does_not_end(db):
    on = an_aftercare(a_completed())
    all_filed(on)

    assert commands.end_due(now=at(on.row.ends_on + DAY)) == 0


def test_work_that_was_never_confirmed_ends_with_its_settlement(db):
    made = settling.confirmed()
    agreement_id = made.row.agreement_id

    assert commands.end_if_over(agreement_id=agreement_id, at=settling.CONFIRMED)
    assert state(agreement_id) == "ended"


def test_an_agreement_that_was_not_settled_at_all_is_left_alone(db):
    made = a_concluded()

    assert not commands.end_if_over(agreement_id=made.agreement_id, at=settling.CONFIRMED)
    assert state(made.agreement_id) == "concluded"
