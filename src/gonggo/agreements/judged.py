"""What the eligibility run before the agreement found (reads only)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gonggo.agreements.models import Agreement
from gonggo.agreements.queries import Terms
from gonggo.eligibility.definition import Moment
from gonggo.eligibility.queries import VerdictRow, last_verdicts
from gonggo.programs.definition import Answer


@dataclass(frozen=True, slots=True)
class Judgement:
    """The last run, if it was made for the agreement."""

    at: datetime
    failed: tuple[VerdictRow, ...]
    unknown: tuple[VerdictRow, ...]


def judged(terms: Terms) -> Judgement | None:
    """The same for who has the terms. One statement."""
    return _judgement(terms.application_id)


def judgement_of(row: Agreement) -> Judgement | None:
    """None while the companies were not judged for the agreement. One statement."""
    return _judgement(row.application_id)


def _judgement(application_id: UUID) -> Judgement | None:
    verdicts = last_verdicts(application_id)
    if not verdicts or verdicts[0].moment is not Moment.AGREEMENT:
        return None
    return Judgement(
        verdicts[0].at,
        tuple(one for one in verdicts if one.answer is Answer.NOT_MET),
        tuple(one for one in verdicts if one.answer is Answer.UNKNOWN),
    )
