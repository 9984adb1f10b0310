"""What panels decided. Only closed panels have results."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from gonggo.applications.concerned import by_ids
from gonggo.evaluation.definition import Stage, rules_of
from gonggo.evaluation.models import Assessed, Bonus, Seat, StageResult
from gonggo.evaluation.queries.candidates import skipped
from gonggo.programs.queries import program as program_in_force


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


def bonuses(application_id: UUID) -> list[Bonus]:
    """What was fixed for one application, the oldest first. One statement."""
    return list(Bonus.objects.filter(application_id=application_id).order_by("fixed_at", "id"))


def scored(program_key: str) -> list[Scored]:
    """Everybody who finished the last stage, by number. Five statements."""
    rules = rules_of(program_in_force(program_key))
    left_out = skipped(program_key)
    last = [one.stage for one in rules.stages if one.stage not in left_out][-1]
    found: dict[Stage, dict[UUID, Result]] = {stage: {} for stage in Stage}
    for one in results(program_key):
        found[one.stage][one.application_id] = one
    finished = found[last]
    points = Bonus.objects.filter(application_id__in=finished).values_list("application_id", "points")
    bonus: Counter[UUID] = Counter()
    for application_id, more in points:
        bonus[application_id] += more
    site = {application_id: one.mean for application_id, one in found[Stage.SITE].items()}
    return [
        Scored(
            row.id,
            row.number,
            row.track,
            row.type,
            row.operator,
            site.get(row.id, Fraction(0)),
            finished[row.id].mean,
            Fraction(bonus[row.id]),
            finished[row.id].passed,
        )
        for row in sorted(by_ids(finished).values(), key=lambda row: row.number)
    ]


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
