"""After the result: places are given up, in reserve too, and go on to the next in reserve."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from gonggo.selection import commands, queries
from gonggo.selection.definition import Cell, Outcome
from gonggo.selection.models import Round
from gonggo.selection.queries import PlaceRow
from gonggo.wiring.simulate import selecting
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.stages import Stage
from gonggo.wiring.simulate.world import World

_ONE_IN = 40
"""So many selected companies have one among them that gives its place up."""
_REASON = "사업 계획이 바뀌었습니다."


def live(world: World, made: Sequence[Applying]) -> None:
    """Some selected companies give their places up, one in reserve steps back, and the agency fills what is free."""
    found = selecting.standing(world)
    plans = {one.row.id: one for one in made}
    sizes = Counter(row.cell for row in found.rows)
    rows = sorted(found.rows, key=lambda row: (-sizes[row.cell], row.cell))
    selected = [row for row in rows if row.outcome is Outcome.SELECTED]
    reserve = [row for row in rows if row.outcome is Outcome.RESERVE]
    told: dict[str, Any] = {"round_id": found.id, "by": world.agency}
    given_up = promoted = 0
    if reserve:
        cell = reserve[0].cell
        world.is_refused("no_free_place", lambda: commands.promote(cell=cell, at=world.now, **told))
        _give_up(world, plans, reserve[0])
        given_up += 1
    for row in selected[:: max(1, min(_ONE_IN, len(selected)))]:
        _give_up(world, plans, row)
        given_up += 1
        if world.halfway is not Stage.RESULT:
            promoted += _promote(world, told, row.cell)
    world.settle()
    world.counts["places"] = {
        "given_up": given_up,
        "promoted": promoted,
        "taken": len(queries.selected(world.program.key)),
    }


def _give_up(world: World, plans: dict[UUID, Applying], row: PlaceRow) -> None:
    """By the lead company alone, with a reason, once."""
    one, at = plans[row.application_id], world.after(hours=1)
    told: dict[str, Any] = {"application_id": row.application_id, "at": at}
    world.once("lead_company_only", lambda: commands.give_up(reason=_REASON, by=one.supplier.manager, **told))
    told["by"] = one.adopter.manager
    world.once("selection_reason_missing", lambda: commands.give_up(reason=" ", **told))
    commands.give_up(reason=_REASON, **told)
    if world.refusals["no_place_to_give_up"] < 2:  # the first was before the instant
        world.is_refused("no_place_to_give_up", lambda: commands.give_up(reason=_REASON, **told))


def _promote(world: World, told: dict[str, Any], cell: Cell) -> bool:
    """Whoever comes next in the track and type, an upheld objection before the reserve, where anybody waits."""
    at = world.after(minutes=30)
    if queries.next_in_reserve(Round.objects.get(id=told["round_id"]), cell):
        commands.promote(cell=cell, at=at, **told)
        return True
    world.once("reserve_empty", lambda: commands.promote(cell=cell, at=at, **told))
    return False
