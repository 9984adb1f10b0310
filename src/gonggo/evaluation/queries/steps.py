"""Which panels an application comes before, and when, which stages are skipped: nothing of what they found."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import CharField, DateField, DateTimeField, Value
from django.db.models.functions import Cast

from gonggo.evaluation.definition import Stage
from gonggo.evaluation.models import Assessed, StageSkipped
from gonggo.evaluation.states import PanelState
from gonggo.kernel.clock import legal_day


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that the application was put before, on its day, or that was skipped for all, when that was decided."""

    stage: Stage
    on: date
    is_over: bool
    is_skipped: bool = False


def steps_of(application_id: UUID, program_key: str) -> list[Step]:
    """One statement."""
    no_day, no_instant = Cast(Value(None), DateField()), Cast(Value(None), DateTimeField())
    left_out = StageSkipped.objects.filter(program=program_key).values_list(
        "stage", no_day, Value("", CharField()), "decided_at"
    )
    rows = (
        Assessed.objects.filter(application_id=application_id, ended_at=None)
        .values_list("stage", "panel__on", "panel__state", no_instant)
        .union(left_out, all=True)
    )
    return [
        Step(Stage(stage), on or legal_day(at), on is None or state == PanelState.CLOSED, is_skipped=on is None)
        for stage, on, state, at in rows
    ]
