"""What panels decided. Only closed panels have results."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from gonggo.evaluation.definition import Stage
from gonggo.evaluation.models import Assessed, Bonus, Seat, Sheet, StageResult
from gonggo.evaluation.rules import item_means


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
    return [result_of_row(row) for row in StageResult.objects.filter(program=program_key).order_by(*_ORDER)]


def results_of(application_id: UUID) -> list[Result]:
    """One application's results in the order of decision. One statement."""
    return [result_of_row(row) for row in StageResult.objects.filter(application_id=application_id).order_by(*_ORDER)]


def results_of_panel(panel_id: UUID) -> list[Result]:
    """What one panel decided: for who may see the panel. One statement."""
    return [result_of_row(row) for row in StageResult.objects.filter(panel_id=panel_id).order_by(*_ORDER)]


def item_means_of(result: Result, *, drop_from: int) -> dict[str, Fraction]:
    """item → its exact mean in what a panel decided. One statement."""
    rows = Sheet.objects.filter(seat__panel_id=result.panel_id, application_id=result.application_id)
    return item_means(list(rows.order_by("filed_at", "id").values_list("points", flat=True)), drop_from=drop_from)


def bonuses(application_id: UUID) -> list[Bonus]:
    """What was fixed for one application, the oldest first. One statement."""
    return list(Bonus.objects.filter(application_id=application_id).order_by("fixed_at", "id"))


def took_part(application_id: UUID) -> set[UUID]:
    """The persons who pledged for a panel of it or scored it, and who formed that panel. Two statements."""
    rows = Assessed.objects.filter(application_id=application_id).values_list("panel_id", "panel__formed_by")
    panels = dict(rows)
    scorers = Seat.objects.filter(panel__in=panels, pledged_at__isnull=False)
    return set(panels.values()) | set(scorers.values_list("evaluator__person_id", flat=True))


_ORDER = ("application_id", "decided_at", "id")


def result_of_row(row: StageResult) -> Result:
    """The row as it is shown."""
    return Result(
        row.application_id,
        Stage(row.stage),
        Fraction(row.numerator, row.denominator),
        row.passed,
        row.finding,
        row.panel_id,
        row.decided_at,
        row.opinion,
        row.money_flag,
    )
