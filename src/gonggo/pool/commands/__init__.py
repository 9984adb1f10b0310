"""Everything that writes the pool, a file for each matter."""

from gonggo.pool.commands.deciding import (
    approve,
    approve_conditionally,
    ask_for_correction,
    hold,
    lapse,
    lapse_due,
    refuse,
)
from gonggo.pool.commands.halting import follow_business, halt, resume
from gonggo.pool.commands.papers import open_paper, open_registration, place_paper, release_paper, remove_paper
from gonggo.pool.commands.registering import add_solution, remove_solution, save_page, start_registration
from gonggo.pool.commands.sealing import answer_correction, grant_submit, grant_withdraw, seal
from gonggo.pool.commands.settling import receive, settle, withdraw
from gonggo.pool.commands.succeeding import open_for_successor

__all__ = [
    "add_solution",
    "answer_correction",
    "approve",
    "approve_conditionally",
    "ask_for_correction",
    "follow_business",
    "grant_submit",
    "grant_withdraw",
    "halt",
    "hold",
    "lapse",
    "lapse_due",
    "open_for_successor",
    "open_paper",
    "open_registration",
    "place_paper",
    "receive",
    "refuse",
    "release_paper",
    "remove_paper",
    "remove_solution",
    "resume",
    "save_page",
    "seal",
    "settle",
    "start_registration",
    "withdraw",
]
