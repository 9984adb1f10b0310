"""Everything that writes this room's rows, one command a move."""

from gonggo.settlement.commands.paying_in import confirm_paid_in, record_paid_in
from gonggo.settlement.commands.recovering import (
    close_recovery,
    drop_recovery,
    lift_recovery,
    order_recovery,
    propose_recovery,
)
from gonggo.settlement.commands.returning import call_guarantee, close_return, remind
from gonggo.settlement.commands.settling import (
    confirm,
    examine,
    find_item,
    open_settlement,
    recheck_invoices,
    recognise_rest,
    report,
    send_back,
)
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
    "call_guarantee",
    "close_recovery",
    "close_return",
    "confirm",
    "confirm_paid_in",
    "decide_sanction",
    "draw_up_sanction",
    "drop_recovery",
    "drop_sanction",
    "end_due",
    "end_sanction",
    "examine",
    "find_item",
    "give_notice",
    "lift_recovery",
    "lift_sanction",
    "open_settlement",
    "order_recovery",
    "propose_recovery",
    "propose_sanction",
    "recheck_invoices",
    "recognise_rest",
    "record_paid_in",
    "remind",
    "report",
    "resume_sanction",
    "send_back",
    "stay_sanction",
]
