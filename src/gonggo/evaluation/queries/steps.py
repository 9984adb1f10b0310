"""Which panels an application comes before, and when, which stages are skipped: nothing of what they found."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Value
from django.db.models.functions import TruncDate

from gonggo.evaluation.definition import Stage
from gonggo.evaluation.models import Assessed, StageSkipped
from gonggo.evaluation.states import PanelState
from gonggo.kernel.clock import SEOUL

_SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that the application was put before, on its day, or that was skipped for all, when that was decided."""

    stage: Stage
    on: date
    is_over: bool
    is_skipped: bool = False


def steps_of(application_id: UUID, program_key: str) -> list[Step]:
    """One statement."""
    before = Assessed.objects.filter(application_id=application_id, ended_at=None)
    decided = TruncDate("decided_at", tzinfo=SEOUL)
    left_out = StageSkipped.objects.filter(program=program_key).values_list("stage", decided, Value(_SKIPPED))
    rows = before.values_list("stage", "panel__on", "panel__state").union(left_out, all=True)
    return [
        Step(Stage(stage), on, state in {PanelState.CLOSED, _SKIPPED}, state == _SKIPPED) for stage, on, state in rows
    ]
