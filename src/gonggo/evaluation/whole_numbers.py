"""The solving of a proposal in whole numbers. Pure; apart from it because scipy takes long to load."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from gonggo.evaluation.proposal import Room


def chosen(pairs: list[tuple[int, int]], costs: list[int], rooms: Sequence[Room]) -> list[tuple[int, int]]:
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
