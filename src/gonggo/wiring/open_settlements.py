"""What is open of settlements, returns and sanctions for whoever acts: rows that the table of 처리할 업무 names."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.settlement import queries as settling
from gonggo.settlement.sanctions import queries as sanctions
from gonggo.settlement.states import ReturnState, SettlementState

Rows = QuerySet[Any]


def settlements(state: SettlementState) -> Any:
    def rows(of: Actor, _at: datetime) -> Rows:
        return settling.in_state(of, state)

    return rows


def returns_to_pay(of: Actor, _at: datetime) -> Rows:
    return settling.unpaid(of, [ReturnState.ORDERED, ReturnState.REMINDED])


def returns_overdue(of: Actor, at: datetime) -> Rows:
    return settling.overdue(of, legal_day(at))


def paid_in_to_confirm(of: Actor, _at: datetime) -> Rows:
    return settling.to_confirm_paid_in(of)


def sanctions_to_notice(of: Actor, _at: datetime) -> Rows:
    return sanctions.to_notice(of)


def sanctions_to_be_heard(of: Actor, at: datetime) -> Rows:
    return sanctions.to_be_heard(of, legal_day(at))


def sanctions_to_draw_up(of: Actor, at: datetime) -> Rows:
    return sanctions.to_draw_up(of, legal_day(at))


def sanctions_to_decide(of: Actor, _at: datetime) -> Rows:
    return sanctions.to_decide(of)
