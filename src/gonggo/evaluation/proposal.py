"""Which application goes before which panel: a proposal within conflicts and loads. Pure; solved as whole numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Placed:
    """One application before one panel."""

    application_id: UUID
    panel_id: UUID


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a stage. ``left``: what no panel can take within conflicts and loads."""

    placed: tuple[Placed, ...]
    left: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """A panel as the proposal sees it: how many it has, how many it may have at most."""

    panel_id: UUID
    has: int
    most: int


def solve(applications: Sequence[UUID], rooms: Sequence[Room], costs: Mapping[tuple[UUID, UUID], int]) -> Proposal:
    """As many placed as can be; then the fullest panel as empty as can be; then as few who step out as can be.

    ``costs``: (application, panel) → how many of the panel step out for it; a pair that is not there is not allowed.
    """
    pairs = [
        (row, column)
        for row, application in enumerate(applications)
        for column, room in enumerate(rooms)
        if (application, room.panel_id) in costs
    ]
    if not pairs:
        return Proposal((), tuple(applications))
    from gonggo.evaluation.whole_numbers import chosen  # loads scipy, half a second that only a proposal needs

    found = chosen(pairs, [costs[applications[row], rooms[column].panel_id] for row, column in pairs], rooms)
    placed = tuple(Placed(applications[row], rooms[column].panel_id) for row, column in found)
    taken = {one.application_id for one in placed}
    return Proposal(placed, tuple(one for one in applications if one not in taken))
