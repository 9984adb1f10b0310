"""Which panels an application comes before, and when, which stages are skipped: nothing of what they found."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gonggo.evaluation.definition import Stage
from gonggo.evaluation.models import Assessed
from gonggo.evaluation.queries.candidates import skipped
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
    """Two statements."""
    left_out = [
        Step(stage, legal_day(row.decided_at), is_over=True, is_skipped=True)
        for stage, row in skipped(program_key).items()
    ]
    rows = Assessed.objects.filter(application_id=application_id, ended_at=None).select_related("panel")
    before = [Step(Stage(row.stage), row.panel.on, row.panel.state == PanelState.CLOSED) for row in rows]
    return before + left_out
