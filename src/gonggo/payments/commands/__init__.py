"""Everything that writes payments."""

from gonggo.payments.commands.approving import approve
from gonggo.payments.commands.asking import ask, ask_again, void
from gonggo.payments.commands.carrying import carry_over
from gonggo.payments.commands.clearing import confirm_outcome, state_outcome
from gonggo.payments.commands.instructing import doubt, instruct, pay, refuse, send_due
from gonggo.payments.commands.ledger import (
    book_recovery,
    book_return,
    commit_support,
    follow_lead,
    grant_rest,
    stop_payments,
)
from gonggo.payments.commands.preparing import prepare, send_back
from gonggo.payments.commands.spending import Item, spend, withdraw_spending

__all__ = [
    "Item",
    "approve",
    "ask",
    "ask_again",
    "book_recovery",
    "book_return",
    "carry_over",
    "commit_support",
    "confirm_outcome",
    "doubt",
    "follow_lead",
    "grant_rest",
    "instruct",
    "pay",
    "prepare",
    "refuse",
    "send_back",
    "send_due",
    "spend",
    "state_outcome",
    "stop_payments",
    "void",
    "withdraw_spending",
]
