"""The agency admits evaluators, an operator its own experts, and lets them go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gonggo.evaluation.definition import Sector
from gonggo.evaluation.models import Evaluator
from gonggo.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Employment:
    """Whom somebody worked for; ``until_on`` is the first day on which it was no longer so."""

    name: str
    brn: str
    until_on: date


def admit_evaluator(
    *,
    program_key: str,
    person_id: UUID,
    operator: str,
    sector: Sector,
    employer: str,
    employer_brn: str,
    employed_before: Sequence[Employment],
    by: Actor,
    at: datetime,
) -> Evaluator:
    """A member of the agency with the role of evaluator, or (``operator``) an operator's expert, may score.

    Refuses with: wrong_role, evaluation_not_offered, evaluator_unknown, evaluator_admitted, employer_missing,
    brn_invalid. Raises OutOfReach.
    """
    raise NotImplementedError


def end_evaluator(*, evaluator_id: UUID, by: Actor, at: datetime) -> Evaluator:
    """Somebody does not score any more; a seat in a panel that is not closed must be given up first.

    Refuses with: wrong_role, evaluator_ended, evaluator_seated. Raises OutOfReach.
    """
    raise NotImplementedError
