"""Decisions of the agency for a whole program: a stage is skipped, bonus points are fixed."""

from datetime import datetime
from uuid import UUID

from gonggo.evaluation.definition import Stage
from gonggo.evaluation.models import Bonus, StageSkipped
from gonggo.kernel.actor import Actor


def skip_stage(*, program_key: str, stage: Stage, reason: str, by: Actor, at: datetime) -> StageSkipped:
    """The agency decides with a reason that a stage is skipped; who passed the one before goes on to the next.

    Refuses with: wrong_role, evaluation_not_offered, stage_unknown, stage_needed, stage_skipped, stage_begun,
    skip_reason_missing.
    """
    raise NotImplementedError


def fix_bonus(*, application_id: UUID, ground: str, points: int, by: Actor, at: datetime) -> Bonus:
    """The agency fixes bonus points of an application before the first assessment opens.

    Refuses with: wrong_role, evaluation_has_begun, bonus_ground_missing, bonus_too_many, bonus_fixed.
    Raises OutOfReach.
    """
    raise NotImplementedError
