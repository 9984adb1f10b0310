"""Everything that writes this room's rows, one command a move."""

from gonggo.settlement.sanctions.commands import (
    be_heard,
    decide_sanction,
    draw_up_sanction,
    drop_sanction,
    end_due,
    end_sanction,
    give_notice,
    lift_sanction,
    propose_sanction,
    resume_sanction,
    stay_sanction,
)

__all__ = [
    "be_heard",
    "decide_sanction",
    "draw_up_sanction",
    "drop_sanction",
    "end_due",
    "end_sanction",
    "give_notice",
    "lift_sanction",
    "propose_sanction",
    "resume_sanction",
    "stay_sanction",
]
