"""Panels as lists and pages show them. No score is in them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gonggo.evaluation.definition import Ground, Part, Sector, Stage, Word
from gonggo.evaluation.states import PanelState
from gonggo.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One line of a list of panels. ``sheets``: how many were filed; ``expected``: how many there can be."""

    id: UUID
    program: str
    program_version: int
    stage: Stage
    operator: str
    name: str
    on: date
    state: PanelState
    seats: int
    pledged: int
    applications: int
    sheets: int


@dataclass(frozen=True, slots=True)
class SeatRow:
    """Who sits. ``name`` is the person's."""

    id: UUID
    evaluator_id: UUID
    person_id: UUID
    name: str
    part: Part
    sector: Sector
    employer: str
    pledged_at: datetime | None
    is_chair: bool


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Who does not score what, and why. ``number`` is empty for what the rule finds before the panel opens."""

    seat_id: UUID
    application_id: UUID
    word: Word
    ground: Ground
    number: str
    on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class AssessedRow:
    """An application before the panel. ``free``: how many may score it; ``filed``: how many have."""

    application_id: UUID
    number: str
    title: str
    track: str
    type_: str
    operator: str
    free: int
    filed: int


@dataclass(frozen=True, slots=True)
class PanelPage:
    """A panel with everything but scores. ``offered``: the commands that the reader may give."""

    row: PanelRow
    seats: tuple[SeatRow, ...]
    applications: tuple[AssessedRow, ...]
    conflicts: tuple[ConflictRow, ...]
    offered: tuple[str, ...]


def panels(of: Actor, *, program_key: str = "", stage: Stage | None = None) -> list[PanelRow]:
    """What is within reach, the next day first. One statement."""
    raise NotImplementedError


def panel(panel_id: UUID, *, of: Actor) -> PanelPage:
    """One panel; a member sees their own conflicts alone. A constant number of statements. Raises OutOfReach."""
    raise NotImplementedError
