"""A proposal of which application goes before which panel, and its acceptance."""

from collections.abc import Sequence
from datetime import datetime

from gonggo.evaluation.definition import Stage
from gonggo.evaluation.models import Assessed
from gonggo.evaluation.proposal import Placed, Proposal
from gonggo.kernel.actor import Actor


def propose(*, program_key: str, stage: Stage, most: int, by: Actor, at: datetime) -> Proposal:
    """What is due for the stage and before no panel yet, over the panels that form; nothing is put by it.

    ``most``: how many a panel takes at most. Refuses with: wrong_role, evaluation_not_offered, stage_unknown,
    stage_skipped, no_panel_forms, load_too_small.
    """
    raise NotImplementedError


def accept_proposal(*, placed: Sequence[Placed], by: Actor, at: datetime) -> list[Assessed]:
    """All of a proposal is put, or nothing. Refuses with what ``put`` does."""
    raise NotImplementedError
