"""What is told of one application once the list is published, and who had a part in it (reads only)."""

from dataclasses import dataclass
from uuid import UUID

from gonggo.evaluation import queries as evaluation
from gonggo.evaluation.definition import rules_of
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.queries import program as program_version
from gonggo.selection import queries
from gonggo.selection.definition import Outcome
from gonggo.selection.models import Place, PlacesMoved, TieDecision


@dataclass(frozen=True, slots=True)
class Told:
    """A place as it was published. ``reserve_place``: the first in reserve is 1; ``opinion`` is the last stage's."""

    round_id: UUID
    outcome: Outcome
    reserve_place: int | None
    track: str
    type: str
    opinion: str


def told(application_id: UUID) -> Told:
    """The published place of an application. Four statements. Raises OutOfReach."""
    place = _published(application_id)
    in_reserve = place.round.places.filter(track=place.track, type=place.type, outcome=Outcome.RESERVE)
    return Told(
        place.round_id,
        Outcome(place.outcome),
        in_reserve.filter(rank__lte=place.rank).count() if place.outcome == Outcome.RESERVE else None,
        place.track,
        place.type,
        _last_opinion(place),
    )


def _last_opinion(place: Place) -> str:
    """Of the stage that comes last in the program, whenever each was decided."""
    rules = rules_of(program_version(place.round.program, place.round.program_version))
    opinions = {one.stage: one.opinion for one in evaluation.results_of(place.application_id)}
    return next((opinions[one.stage] for one in reversed(rules.stages) if one.stage in opinions), "")


def _published(application_id: UUID) -> Place:
    found = queries.published_places().filter(application_id=application_id).first()
    if found is None:
        raise OutOfReach(f"result:{application_id}")
    return found


def took_part(application_id: UUID) -> set[UUID]:
    """Who had a part in a published result: scored it or convened its panels, drew the list up, confirmed it, decided
    a tie or moved places for it. Five statements. Raises OutOfReach."""
    drawn = _published(application_id).round
    people = evaluation.took_part(application_id) | {drawn.drawn_by, drawn.first_by, drawn.second_by}
    for decisions in (TieDecision, PlacesMoved):
        rows = decisions.objects.filter(program=drawn.program, decided_at__lte=drawn.drawn_at)
        people |= set(rows.values_list("decided_by", flat=True))
    return {person for person in people if person is not None}
