"""Everything that writes aftercare."""

from gonggo.aftercare.commands.ending import end_due, end_if_over
from gonggo.aftercare.commands.maintaining import answer, ask, confirm, finish, hand_over, reopen, withdraw
from gonggo.aftercare.commands.opening import open_aftercare, withdraw_data_consent
from gonggo.aftercare.commands.reporting import miss, miss_due, remind_due, submit, submit_late

__all__ = [
    "answer",
    "ask",
    "confirm",
    "end_due",
    "end_if_over",
    "finish",
    "hand_over",
    "miss",
    "miss_due",
    "open_aftercare",
    "remind_due",
    "reopen",
    "submit",
    "submit_late",
    "withdraw",
    "withdraw_data_consent",
]
