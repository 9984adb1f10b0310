"""The solving of a proposal in whole numbers. Pure; apart from it because scipy takes long to load."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from gonggo.evaluation.proposal import Room


def chosen(pairs: list[tuple[int, int]], costs: list[int], rooms: Sequence[Room]) -> list[tuple[int, int]]:
    """A column for each pair of a kind and a room, the last for the load of the fullest panel; each aim outweighs all
    that come after.

    Rows that may go to the same rooms at the same costs are of one kind: it is solved how many of a kind go where, and
    the first of them go first. Thousands of rows are a handful of kinds.
    """
    kinds = list(_kinds(pairs, costs).items())
    cells = [(kind, column, cost) for kind, (pattern, _) in enumerate(kinds) for column, cost in pattern]
    sizes = np.array([len(rows) for _, rows in kinds], dtype=float)
    count, has = len(cells), np.array([room.has for room in rooms], dtype=float)
    highest = int(max(room.has for room in rooms) + sizes.sum())
    a_load = sum(costs) + 1
    a_place = a_load * (highest + 1)
    weights = np.append(np.array([cost for _, _, cost in cells], dtype=float) - a_place, a_load)
    once = _table([kind for kind, _, _ in cells], count)
    loads = _table([column for _, column, _ in cells], count, height=len(rooms))
    fullest = csr_array((np.ones(len(rooms)), (range(len(rooms)), [count] * len(rooms))), shape=loads.shape)
    solved = milp(
        weights,
        constraints=[
            LinearConstraint(once, -np.inf, sizes),
            LinearConstraint(loads, -np.inf, np.array([room.most for room in rooms]) - has),
            LinearConstraint(loads - fullest, -np.inf, -has),
        ],
        integrality=np.ones(count + 1),
        bounds=Bounds(np.zeros(count + 1), np.append(sizes[[kind for kind, _, _ in cells]], float(highest))),
        options={"mip_rel_gap": 0.0},
    )
    if solved.x is None:
        raise RuntimeError(f"no proposal was found: {solved.message}")
    waiting = [iter(rows) for _, rows in kinds]
    taken = zip(cells, solved.x[:count], strict=True)
    return sorted((next(waiting[kind]), column) for (kind, column, _), many in taken for _ in range(round(many)))


def _kinds(pairs: list[tuple[int, int]], costs: list[int]) -> dict[tuple[tuple[int, int], ...], list[int]]:
    """(room, cost) of all rooms that a row may go to → the rows of which it is so, in their order."""
    patterns: dict[int, list[tuple[int, int]]] = {}
    for (row, column), cost in zip(pairs, costs, strict=True):
        patterns.setdefault(row, []).append((column, cost))
    kinds: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for row, pattern in patterns.items():
        kinds.setdefault(tuple(pattern), []).append(row)
    return kinds


def _table(rows: list[int], count: int, *, height: int = 0) -> csr_array:
    """A one where a pair falls into a row; the column of the load stays empty."""
    return csr_array((np.ones(count), (rows, range(count))), shape=(height or max(rows) + 1, count + 1))
