"""How far a program's evaluation is, read at once: what a ranking is made from, and what is still missing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.db.models import Q

from gonggo.applications.models import Application
from gonggo.applications.states import ApplicationState
from gonggo.evaluation.definition import Stage, rules_of
from gonggo.evaluation.models import Bonus, StageResult
from gonggo.evaluation.queries.candidates import skipped
from gonggo.evaluation.queries.results import Result, Scored, results
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_in_force


@dataclass(frozen=True, slots=True)
class Progress:
    """``ended`` did not reach the last stage; ``unfinished`` counts those that a stage has still to decide on."""

    scored: tuple[Scored, ...]
    ended: tuple[Application, ...]
    unfinished: int


def progress(program: Program) -> Progress:
    """Four statements."""
    left_out = skipped(program.key)
    held = [one.stage for one in rules_of(program).stages if one.stage not in left_out]
    found: dict[Stage, dict[UUID, Result]] = {stage: {} for stage in Stage}
    for one in results(program.key):
        found[one.stage][one.application_id] = one
    rows = _concerned(program.key)
    missing = _unfinished({row.id for row in rows.values() if row.state == ApplicationState.ELIGIBLE}, held, found)
    last = found[held[-1]]
    ended = {application_id for decided in found.values() for application_id in decided} - set(last)
    return Progress(
        tuple(_scored(rows, last, found[Stage.SITE])),
        tuple(sorted((rows[one] for one in ended), key=lambda row: row.number)),
        missing,
    )


def _concerned(program_key: str) -> dict[UUID, Application]:
    """What is eligible, and what a stage has decided on, should it not be eligible any more. One statement."""
    decided = StageResult.objects.filter(program=program_key).values("application_id")
    rows = Application.objects.filter(program=program_key)
    return {row.id: row for row in rows.filter(Q(state=ApplicationState.ELIGIBLE) | Q(id__in=decided))}


def scored(program_key: str) -> list[Scored]:
    """Everybody who finished the last stage, by number. The statements of ``progress`` and one."""
    return list(progress(program_in_force(program_key)).scored)


def _unfinished(eligible_ids: set[UUID], held: list[Stage], found: Mapping[Stage, Mapping[UUID, Result]]) -> int:
    """How many passed the stage before, and are not decided on by the next."""
    waiting, may = set[UUID](), eligible_ids
    for stage in held:
        waiting |= may - set(found[stage])
        may = eligible_ids & {application_id for application_id, one in found[stage].items() if one.passed}
    return len(waiting)


def _scored(rows: Mapping[UUID, Application], last: Mapping[UUID, Result], site: Mapping[UUID, Result]) -> list[Scored]:
    bonus: Counter[UUID] = Counter()
    for application_id, more in Bonus.objects.filter(application_id__in=last).values_list("application_id", "points"):
        bonus[application_id] += more
    return [
        Scored(
            row.id,
            row.number,
            row.track,
            row.type,
            row.operator,
            site[row.id].mean if row.id in site else Fraction(0),
            last[row.id].mean,
            Fraction(bonus[row.id]),
            last[row.id].passed,
        )
        for row in sorted((rows[one] for one in last), key=lambda row: row.number)
    ]
