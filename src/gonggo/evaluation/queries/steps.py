"""Which panels an application comes before, and when: nothing of what they found."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gonggo.evaluation.definition import Stage
from gonggo.evaluation.models import Assessed
from gonggo.evaluation.states import PanelState


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that the application was put before, on its day."""

    stage: Stage
    on: date
    is_over: bool


def steps_of(application_id: UUID) -> list[Step]:
    """One statement."""
    rows = Assessed.objects.filter(application_id=application_id, ended_at=None).select_related("panel")
    return [Step(Stage(row.stage), row.panel.on, row.panel.state == PanelState.CLOSED) for row in rows]
