"""What panels decided. Only closed panels have results."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from gonggo.evaluation.definition import Stage


@dataclass(frozen=True, slots=True)
class Result:
    """What one stage decided of one application. ``mean`` is exact."""

    application_id: UUID
    stage: Stage
    mean: Fraction
    passed: bool
    finding: str
    panel_id: UUID
    decided_at: datetime
    opinion: str
    money_flag: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """An application that finished the last stage: all that a ranking needs. Marks are exact."""

    application_id: UUID
    number: str
    track: str
    type_: str
    operator: str
    site: Fraction
    interview: Fraction
    bonus: Fraction
    passed: bool


def results(program_key: str) -> list[Result]:
    """Every result of a program, by application and in the order of decision. One statement."""
    raise NotImplementedError


def results_of(application_id: UUID) -> list[Result]:
    """One application's results in the order of decision. One statement."""
    raise NotImplementedError


def scored(program_key: str) -> list[Scored]:
    """Everybody who finished the last stage, by number. Four statements."""
    raise NotImplementedError


def took_part(application_id: UUID) -> set[UUID]:
    """The persons who pledged for a panel of it, scored it, or convened that panel. Two statements."""
    raise NotImplementedError
