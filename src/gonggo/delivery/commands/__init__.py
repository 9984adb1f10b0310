"""Everything that writes delivery."""

from gonggo.delivery.commands.checking import (
    ask_to_correct,
    call_off,
    find_on_course,
    go_on,
    plan_check,
    propose_stop,
    replan,
)
from gonggo.delivery.commands.inspecting import (
    confirm_completion,
    confirm_incompletion,
    confirm_supplement,
    inspect,
    set_inspection_aside,
)
from gonggo.delivery.commands.opening import end, extend, open_delivery, open_paper
from gonggo.delivery.commands.reporting import answer_supplement, pass_on, report_completion, send_back

__all__ = [
    "answer_supplement",
    "ask_to_correct",
    "call_off",
    "confirm_completion",
    "confirm_incompletion",
    "confirm_supplement",
    "end",
    "extend",
    "find_on_course",
    "go_on",
    "inspect",
    "open_delivery",
    "open_paper",
    "pass_on",
    "plan_check",
    "propose_stop",
    "replan",
    "report_completion",
    "send_back",
    "set_inspection_aside",
]
