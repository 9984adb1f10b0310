"""Everything that writes agreements."""

from gonggo.agreements.commands.changing import approve_change, ask_change, ask_extension, refuse_change
from gonggo.agreements.commands.concluding import conclude, judge, let_pass, prepare_signing, take_back
from gonggo.agreements.commands.ending import end, refuse, terminate
from gonggo.agreements.commands.living import tell_event
from gonggo.agreements.commands.opening import follow_operator, lapse, lapse_given_up, open_for_place
from gonggo.agreements.commands.papers import (
    accept_paper,
    check_slot,
    consent,
    leave_out_guarantee,
    open_paper,
    place_paper,
    put_off,
    send_back_paper,
)
from gonggo.agreements.commands.reviewing import Cut, accept_cuts, cut, dispute_cuts, lay_out, pass_budget, rule
from gonggo.agreements.commands.succeeding import (
    accept_successor,
    ask_supplier,
    conclude_change,
    prepare_change,
)

__all__ = [
    "Cut",
    "accept_cuts",
    "accept_paper",
    "accept_successor",
    "approve_change",
    "ask_change",
    "ask_extension",
    "ask_supplier",
    "check_slot",
    "conclude",
    "conclude_change",
    "consent",
    "cut",
    "dispute_cuts",
    "end",
    "follow_operator",
    "judge",
    "lapse",
    "lapse_given_up",
    "lay_out",
    "leave_out_guarantee",
    "let_pass",
    "open_for_place",
    "open_paper",
    "pass_budget",
    "place_paper",
    "prepare_change",
    "prepare_signing",
    "put_off",
    "refuse",
    "refuse_change",
    "rule",
    "send_back_paper",
    "take_back",
    "tell_event",
    "terminate",
]
