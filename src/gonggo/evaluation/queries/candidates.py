"""Who may score, what is due for a stage, which stages are skipped."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gonggo.applications.models import Application
from gonggo.evaluation.definition import Sector, Stage
from gonggo.evaluation.models import StageSkipped
from gonggo.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class EvaluatorRow:
    """Somebody who was admitted. ``employed_before``: (name, brn, first day on which it was no longer so)."""

    id: UUID
    person_id: UUID
    name: str
    operator: str
    sector: Sector
    employer: str
    employer_brn: str
    employed_before: tuple[tuple[str, str, date], ...]
    seats: int
    """How many seats they have in panels that are not closed."""


def evaluators(program_key: str, *, of: Actor) -> list[EvaluatorRow]:
    """Everybody admitted and not ended, for who convenes: an operator its own. Three statements. Raises OutOfReach."""
    raise NotImplementedError


def skipped(program_key: str) -> dict[Stage, StageSkipped]:
    """The stages that were skipped, with the decision. One statement."""
    raise NotImplementedError


def due(program_key: str, stage: Stage, *, of: Actor) -> list[Application]:
    """What is to be scored at ``stage`` and is before no panel of it, by number: what is eligible at the first stage;
    later who passed the stage before it that was not skipped. For who convenes. Raises OutOfReach."""
    raise NotImplementedError
