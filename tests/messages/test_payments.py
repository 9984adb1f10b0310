"""Mails about payments: whoever has to act next, and the company whose money it is."""

import pytest

from gonggo.journal.commands import deliver
from gonggo.kernel.clock import machine_now
from gonggo.messages.models import Mail
from gonggo.payments import commands
from gonggo.wiring.fake_bank import Habit
from paying import APPROVED, a_paying, approved, asked, carried, prepared

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def told() -> set[tuple[str, str]]:
    """Template and receiver of the mails since the last time."""
    while deliver(now=machine_now()):
        pass
    found = {(one.template, one.to) for one in Mail.objects.all() if one.template.startswith("payment_")}
    Mail.objects.all().delete()
    return found


def test_each_step_is_told_to_whom_it_concerns():
    on = a_paying()
    told()
    company, operator, agency = (one.person.email for one in (on.company, on.operator, on.accountant))
    row = asked(on)
    assert told() == {("payment_asked", operator)}
    commands.send_back(tranche_id=row.id, reason="예금주가 다름", by=on.operator.actor, at=APPROVED)
    assert told() == {("payment_sent_back", company)}
    commands.void(tranche_id=row.id, reason="다시", by=on.company.actor, at=APPROVED)
    assert told() == set()
    row = prepared(on)
    assert told() == {("payment_asked", operator), ("payment_prepared", agency)}
    approved(on, row)
    carried(on, Habit.REFUSE)
    assert told() == {("payment_approved", company), ("payment_refused", company)}
    approved(on)
    carried(on)
    assert told() >= {("payment_approved", company), ("payment_paid", company)}
