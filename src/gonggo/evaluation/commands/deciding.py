"""Decisions of the agency for a whole program: a stage is skipped, bonus points are fixed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from gonggo.applications.queries import program_of, ref_of
from gonggo.applications.queries import within_reach as application_within_reach
from gonggo.evaluation.commands.forming import check_not_skipped
from gonggo.evaluation.commands.moving import hold_stage
from gonggo.evaluation.definition import Stage, rules_of
from gonggo.evaluation.models import Bonus, Panel, StageSkipped
from gonggo.evaluation.states import AGENCY_CONVENERS
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import SEOUL
from gonggo.kernel.refusal import Refused, written
from gonggo.parties import queries as parties
from gonggo.programs.queries import program as program_in_force
from gonggo.programs.queries import program_ref

MOST_GROUND = 200


@transaction.atomic
def skip_stage(*, program_key: str, stage: Stage, reason: str, by: Actor, at: datetime) -> StageSkipped:
    """The agency decides with a reason that a stage is skipped; who passed the one before goes on to the next.

    Refuses with: wrong_role, evaluation_not_offered, stage_unknown, stage_needed, stage_skipped, stage_begun,
    skip_reason_missing.
    """
    if by.role not in AGENCY_CONVENERS:
        raise Refused("wrong_role")
    of_stage = rules_of(program_in_force(program_key)).stage(stage)
    hold_stage(program_key, stage)
    if not of_stage.skippable:
        raise Refused("stage_needed", of_stage.clause)
    check_not_skipped(program_key, stage)
    if Panel.objects.filter(program=program_key, stage=stage).exists():
        raise Refused("stage_begun", of_stage.basis("skippable"))
    why = written(reason, "skip_reason_missing", of_stage.basis("skippable"))

    skipped = StageSkipped.objects.create(
        program=program_key,
        stage=stage,
        reason=why,
        decided_by=parties.person_behind(by),
        decided_at=at,
    )
    record(
        "evaluation.stage_skipped",
        subject=program_ref(program_key),
        by=by,
        at=at,
        basis=of_stage.basis("skippable"),
        program=program_key,
        stage=stage,
    )
    return skipped


@transaction.atomic
def fix_bonus(*, application_id: UUID, ground: str, points: int, by: Actor, at: datetime) -> Bonus:
    """The agency fixes bonus points of an application before the first assessment opens.

    Refuses with: wrong_role, evaluation_has_begun, bonus_ground_missing, bonus_too_many, bonus_fixed.
    Raises OutOfReach.
    """
    if by.role not in AGENCY_CONVENERS:
        raise Refused("wrong_role")
    application = application_within_reach(application_id, of=by, lock=True)
    rules = rules_of(program_of(application))
    most, basis = rules.number("scores", "bonus-most")
    if at >= rules.opens_at:
        raise Refused("evaluation_has_begun", basis, opened=rules.opens_at.astimezone(SEOUL))
    if not 0 < len(ground.strip()) <= MOST_GROUND:
        raise Refused("bonus_ground_missing", basis, field="ground", most=MOST_GROUND)
    standing = Bonus.objects.filter(application_id=application_id)
    if standing.filter(ground=ground.strip()).exists():
        raise Refused("bonus_fixed", basis, field="ground")
    if points < 1 or points + (standing.aggregate(sum=Sum("points"))["sum"] or 0) > most:
        raise Refused("bonus_too_many", basis, field="points", most=most)

    bonus = Bonus.objects.create(
        application_id=application_id,
        ground=ground.strip(),
        points=points,
        fixed_by=parties.person_behind(by),
        fixed_at=at,
    )
    record(
        "evaluation.bonus_fixed",
        subject=ref_of(application_id),
        by=by,
        at=at,
        basis=basis,
        program=application.program,
        bonus=str(bonus.id),
    )
    return bonus
