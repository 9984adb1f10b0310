"""Which application goes before which panel: a proposal within conflicts and loads. Pure; solved as whole numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array


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
    chosen = _chosen(pairs, [costs[applications[row], rooms[column].panel_id] for row, column in pairs], rooms)
    placed = tuple(Placed(applications[row], rooms[column].panel_id) for row, column in chosen)
    taken = {one.application_id for one in placed}
    return Proposal(placed, tuple(one for one in applications if one not in taken))


def _chosen(pairs: list[tuple[int, int]], costs: list[int], rooms: Sequence[Room]) -> list[tuple[int, int]]:
    """A column for each pair, the last for the load of the fullest panel; each aim outweighs all that come after."""
    count, has = len(pairs), np.array([room.has for room in rooms], dtype=float)
    highest = int(max(room.has + len({row for row, _ in pairs}) for room in rooms))
    a_load = sum(costs) + 1
    a_place = a_load * (highest + 1)
    weights = np.append(np.array(costs, dtype=float) - a_place, a_load)
    once = _table([row for row, _ in pairs], count)
    loads = _table([column for _, column in pairs], count, height=len(rooms))
    fullest = csr_array((np.ones(len(rooms)), (range(len(rooms)), [count] * len(rooms))), shape=loads.shape)
    solved = milp(
        weights,
        constraints=[
            LinearConstraint(once, -np.inf, 1.0),
            LinearConstraint(loads, -np.inf, np.array([room.most for room in rooms]) - has),
            LinearConstraint(loads - fullest, -np.inf, -has),
        ],
        integrality=np.ones(count + 1),
        bounds=Bounds(np.zeros(count + 1), np.append(np.ones(count), float(highest))),
        options={"mip_rel_gap": 0.0},
    )
    if solved.x is None:
        raise RuntimeError(f"no proposal was found: {solved.message}")
    return [pair for pair, value in zip(pairs, solved.x[:count], strict=True) if value > 0.5]


def _table(rows: list[int], count: int, *, height: int = 0) -> csr_array:
    """A one where a pair falls into a row; the column of the load stays empty."""
    return csr_array((np.ones(count), (rows, range(count))), shape=(height or max(rows) + 1, count + 1))
