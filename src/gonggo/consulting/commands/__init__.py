"""Everything that writes consulting."""

from gonggo.consulting.commands.asking import ask, cancel
from gonggo.consulting.commands.handing_over import hand_over
from gonggo.consulting.commands.reporting import correct_report, file_report, save_report
from gonggo.consulting.commands.running import accept, assign, decline, reassign

__all__ = [
    "accept",
    "ask",
    "assign",
    "cancel",
    "correct_report",
    "decline",
    "file_report",
    "hand_over",
    "reassign",
    "save_report",
]
