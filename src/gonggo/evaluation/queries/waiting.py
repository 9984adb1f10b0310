"""What waits for who convenes, as parts of queries: panels, and applications that are before no panel."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gonggo.applications.models import Application
from gonggo.applications.queries import visible_to
from gonggo.applications.states import ApplicationState
from gonggo.evaluation.definition import ROOM, rules_of
from gonggo.evaluation.models import Assessed, Panel, StageResult, StageSkipped
from gonggo.evaluation.queries.reach import visible_panels
from gonggo.evaluation.states import CONVENERS, PanelState
from gonggo.kernel.actor import OPERATOR_ROLES, Actor
from gonggo.programs.definition import Program


def own_panels(of: Actor, state: PanelState) -> QuerySet[Panel]:
    """An operator's visits are its own to convene, committees the agency's."""
    rows = visible_panels(of).filter(state=state) if of.role in CONVENERS else Panel.objects.none()
    return rows if of.role in OPERATOR_ROLES else rows.filter(operator="")


def over(panels: QuerySet[Panel], on: date) -> QuerySet[Panel]:
    """Those whose day has come."""
    return panels.filter(on__lte=on)


def before_no_panel(of: Actor, programs: Iterable[Program]) -> QuerySet[Application]:
    """Eligible, passed at every stage so far, not through the last, and before no panel: somebody has to put it.

    For an operator only what waits for the first stage, where its experts go there.
    """
    rows = visible_to(of).filter(state=ApplicationState.ELIGIBLE)
    results = StageResult.objects.filter(application_id=OuterRef("pk"))
    unscored = Assessed.objects.filter(application_id=OuterRef("pk"), ended_at=None).exclude(
        Exists(StageResult.objects.filter(application_id=OuterRef("application_id"), stage=OuterRef("stage")))
    )
    rows = rows.exclude(Exists(unscored)).exclude(Exists(results.filter(passed=False)))
    waits = Q(pk=None)
    for program in programs:
        if ROOM in program.rooms:
            waits |= _waits(of, program)
    return rows.filter(waits)


def _waits(of: Actor, program: Program) -> Q:
    stages = rules_of(program).stages
    results = StageResult.objects.filter(application_id=OuterRef("pk"))
    if of.role in OPERATOR_ROLES:
        return Q(pk=None) if stages[0].by_committee else Q(~Exists(results), program=program.key)
    through = Q(pk=None)
    for place, stage in enumerate(stages):
        left_out = [StageSkipped.objects.filter(program=program.key, stage=one.stage) for one in stages[place + 1 :]]
        ended = Q(Exists(results.filter(stage=stage.stage)))
        for skipped in left_out:
            ended &= Q(Exists(skipped))
        through |= ended
    return Q(program=program.key) & ~through
