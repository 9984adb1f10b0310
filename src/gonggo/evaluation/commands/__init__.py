"""Everything that writes evaluation."""

from gonggo.evaluation.commands.admitting import (
    Employment,
    admit_evaluator,
    appoint_evaluator,
    end_evaluator,
    take_role,
)
from gonggo.evaluation.commands.deciding import fix_bonus, skip_stage
from gonggo.evaluation.commands.declaring import Tie, challenge, pledge, recuse
from gonggo.evaluation.commands.forming import form_panel, put, seat, set_aside, substitute, take_out, unseat
from gonggo.evaluation.commands.opening import open_application, open_paper
from gonggo.evaluation.commands.proposing import accept_proposal, propose
from gonggo.evaluation.commands.running import close_panel, elect_chair, open_panel
from gonggo.evaluation.commands.scoring import file_sheet, save_sheet

__all__ = [
    "Employment",
    "Tie",
    "accept_proposal",
    "admit_evaluator",
    "appoint_evaluator",
    "challenge",
    "close_panel",
    "elect_chair",
    "end_evaluator",
    "file_sheet",
    "fix_bonus",
    "form_panel",
    "open_application",
    "open_panel",
    "open_paper",
    "pledge",
    "propose",
    "put",
    "recuse",
    "save_sheet",
    "seat",
    "set_aside",
    "skip_stage",
    "substitute",
    "take_out",
    "take_role",
    "unseat",
]
