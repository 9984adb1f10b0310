"""A proposal of which application goes before which panel, and its acceptance."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gonggo.applications.models import Application
from gonggo.evaluation import queries
from gonggo.evaluation.commands.forming import check_not_skipped, put_all
from gonggo.evaluation.definition import Rules, Stage, StageRules, rules_of
from gonggo.evaluation.models import Assessed, Panel, Seat
from gonggo.evaluation.proposal import Placed, Proposal, Room, solve
from gonggo.evaluation.queries.bench import needed
from gonggo.evaluation.queries.ties import Known, known
from gonggo.evaluation.states import CONVENERS, PanelState
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.programs.queries import program as program_in_force
from gonggo.programs.queries import program_ref


@transaction.atomic
def propose(*, program_key: str, stage: Stage, most: int, by: Actor, at: datetime) -> Proposal:
    """What is due for the stage and before no panel yet, over the panels that form; nothing is put by it.

    ``most``: how many a panel takes at most. Refuses with: wrong_role, evaluation_not_offered, stage_unknown,
    stage_skipped, no_panel_forms, load_too_small.
    """
    if by.role not in CONVENERS:
        raise Refused("wrong_role")
    rules = rules_of(program_in_force(program_key))
    of_stage = rules.stage(stage)
    check_not_skipped(program_key, stage)
    if most < 1:
        raise Refused("load_too_small", field="most")
    told_by = legal_day(at) + timedelta(days=of_stage.notice_days)
    panels = queries.visible_panels(by).filter(
        program=program_key, stage=stage, state=PanelState.FORMING, on__gte=told_by
    )
    forming = list(panels.order_by("on", "name", "id"))
    if not forming:
        raise Refused("no_panel_forms", of_stage.clause)
    applications = queries.due(program_key, stage, of=by)
    proposal = solve(
        [one.id for one in applications], _rooms(forming, most), _costs(rules, of_stage, forming, applications)
    )
    record(
        "evaluation.proposed",
        subject=program_ref(program_key),
        by=by,
        at=at,
        basis=of_stage.clause,
        program=program_key,
        stage=stage,
        placed=len(proposal.placed),
        left=len(proposal.left),
    )
    return proposal


@transaction.atomic
def accept_proposal(*, placed: Sequence[Placed], by: Actor, at: datetime) -> list[Assessed]:
    """All of a proposal is put, or nothing. Refuses with what ``put`` does."""
    wanted: dict[UUID, list[UUID]] = {}
    for one in placed:
        wanted.setdefault(one.panel_id, []).append(one.application_id)
    return put_all(wanted, by=by, at=at)


def _rooms(panels: list[Panel], most: int) -> list[Room]:
    has = dict.fromkeys([one.id for one in panels], 0)
    for panel_id in Assessed.objects.filter(panel__in=panels, ended_at=None).values_list("panel_id", flat=True):
        has[panel_id] += 1
    return [Room(one.id, has[one.id], most) for one in panels]


def _costs(
    rules: Rules, stage: StageRules, panels: list[Panel], applications: list[Application]
) -> dict[tuple[UUID, UUID], int]:
    """How many of a panel step out for an application, where enough stay; a visit bears none."""
    seats: dict[UUID, list[Seat]] = {one.id: [] for one in panels}
    for seat in Seat.objects.filter(panel__in=panels, ended_at=None).select_related("evaluator"):
        seats[seat.panel_id].append(seat)
    ties = known([seat.evaluator for own in seats.values() for seat in own], applications, rules=rules)
    least = needed(rules, stage)
    return {
        (application.id, panel.id): tied
        for panel in panels
        for application in applications
        if stage.by_committee or rules.crossed or application.operator == panel.operator
        for tied in [_tied(seats[panel.id], application, panel, stage, ties)]
        if len(seats[panel.id]) - tied >= least
    }


def _tied(seats: list[Seat], application: Application, panel: Panel, stage: StageRules, ties: Known) -> int:
    return sum(ties.between(seat.evaluator_id, application.id, stage=stage, on=panel.on) is not None for seat in seats)
