"""Selection: the seed, a tie, unused places, a list that two confirm, and the instant at which it is published."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from gonggo.kernel.actor import Role
from gonggo.kernel.clock import SEOUL, legal_day
from gonggo.programs.calendar import korean_business_days
from gonggo.programs.queries import program as program_in_force
from gonggo.selection import commands, queries
from gonggo.selection.commands import publish_due
from gonggo.selection.definition import Outcome
from gonggo.selection.overview import CellRow, overview
from gonggo.selection.queries import Ranking
from gonggo.selection.verify import is_sound
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.world import NotAsPlanned, World

_STAGE = "selection"
"""The stage of the notice in which results are published."""
_REASON = "위원회가 기록으로 정했습니다."


def publish_seed(world: World) -> None:
    """The seed of a draw goes on record before the last stage has any result; it is too early for a list."""
    told: dict[str, Any] = {"program": world.program.key, "by": world.agency, "at": world.now}
    world.is_refused("evaluation_running", lambda: commands.draw_up(**told))
    world.is_refused("seed_missing", lambda: commands.publish_seed(text=" ", **told))
    commands.publish_seed(text=f"{world.program.key} 공개 추첨 {world.seed}", **told)
    world.is_refused("seed_published", lambda: commands.publish_seed(text="다른 씨앗값", **told))


def live(world: World, made: Sequence[Applying]) -> None:
    """From the last result of the last stage to the published list."""
    world.after(hours=1)
    told: dict[str, Any] = {"program": world.program.key, "by": world.agency, "at": world.now}
    world.is_refused("seed_too_late", lambda: commands.publish_seed(text="늦은 씨앗값", **told))
    seen = overview(program_in_force(world.program.key), of=world.agency)
    tied = [tuple(sorted(one.number for one in group.entries)) for group in seen.groups]
    decided, moved = _decide_tie(world, tied), _move_places(world, seen.cells)
    round_id = _confirm(world)
    _publish(world, round_id, made)
    found = standing(world)
    if not is_sound(queries.bundle(world.program.key, of=world.agency)):
        raise NotAsPlanned("the published list does not follow from its bundle")
    outcomes, broken = Counter(row.outcome for row in found.rows), Counter(row.broken_by for row in found.rows)
    world.counts["selection"] = {one: outcomes[one] for one in Outcome} | {
        "tied": len(tied),
        "ties_decided": decided,
        "places_moved": moved,
        **{f"broken_by_{by}": count for by, count in sorted(broken.items()) if by},
    }


def standing(world: World) -> Ranking:
    """The list as the agency has it. Raises NotAsPlanned where there is none."""
    found = queries.ranking(world.program.key, of=world.agency)
    if found is None:
        raise NotAsPlanned("no list stands")
    return found


def _decide_tie(world: World, tied: Sequence[tuple[str, ...]]) -> int:
    """The committee puts the first who tie in an order; the seed's draw decides all other ties."""
    told: dict[str, Any] = {"program": world.program.key, "by": world.agency, "at": world.after(minutes=10)}
    world.is_refused("tie_unknown", lambda: commands.decide_tie(numbers=["-"], reason=_REASON, **told))
    for numbers in tied[:1]:
        order = list(reversed(numbers))
        world.once("selection_reason_missing", lambda: commands.decide_tie(numbers=order, reason=" ", **told))  # noqa: B023
        commands.decide_tie(numbers=order, reason=_REASON, **told)
    return len(tied[:1])


def _move_places(world: World, cells: Sequence[CellRow]) -> int:
    """Some that nobody of their track and type can take go to where most wait; how many."""
    unused = {one.cell: one.places - one.passed for one in sorted(cells, key=lambda one: one.cell)}
    source, target = max(unused, key=unused.__getitem__), min(unused, key=unused.__getitem__)
    told: dict[str, Any] = {"program": world.program.key, "source": source, "reason": _REASON, "by": world.agency}
    told["at"] = world.after(minutes=10)
    more = max(unused[source], 0) + 1
    world.is_refused("cell_unknown", lambda: commands.move_places(target=source, places=1, **told))
    if source == target:
        return 0
    world.is_refused("places_not_unused", lambda: commands.move_places(target=target, places=more, **told))
    moved = min(max(-unused[target] // 2, 1), max(unused[source], 0))  # half of those who wait still wait
    if moved:
        commands.move_places(target=target, places=moved, **told)
    return moved


def _confirm(world: World) -> Any:
    """Drawn up, supported, drawn up anew, and confirmed by two: neither the same twice nor a third."""
    first, third = (world.officer("agency", Role.AGENCY_OFFICER, place) for place in (1, 2))
    second = world.officer("agency", Role.AGENCY_LEAD)
    draw: dict[str, Any] = {"program": world.program.key, "by": world.agency}
    found = commands.draw_up(at=world.after(minutes=10), **draw)
    told: dict[str, Any] = {"round_id": found.id, "at": world.now}
    world.is_refused("list_changed", lambda: commands.support(digest="0" * 64, by=first, **told))
    world.is_refused("wrong_state", lambda: commands.confirm(digest=found.digest, by=second, **told))
    commands.support(digest=found.digest, by=first, **told)

    anew = commands.draw_up(at=world.after(minutes=10), **draw)
    told = {"round_id": anew.id, "digest": anew.digest, "at": world.now}
    world.is_refused("wrong_state", lambda: commands.confirm(by=second, **told))
    commands.support(by=first, **told)
    world.is_refused("second_person_needed", lambda: commands.confirm(by=first, **told))
    early = world.after(minutes=10)
    told["at"] = early
    world.is_refused("wrong_state", lambda: commands.announce(round_id=anew.id, publish_at=early, by=second, at=early))
    commands.confirm(by=second, **told)
    world.is_refused("wrong_state", lambda: commands.confirm(by=third, **told))
    world.is_refused("list_fixed", lambda: commands.draw_up(at=world.now, **draw))
    return anew.id


def _publish(world: World, round_id: Any, made: Sequence[Applying]) -> None:
    """Announced for an instant of the notice's own days, put off by a day, published at that instant, not before."""
    first = next((one.from_on for one in world.program.stages if one.key == _STAGE), None) or legal_day(world.now)
    day = max(korean_business_days().after(legal_day(world.now), 2), first)
    instant, put_off = (
        datetime.combine(one, time(10), tzinfo=SEOUL) for one in (day, korean_business_days().after(day, 1))
    )
    told: dict[str, Any] = {"round_id": round_id, "by": world.officer("agency", Role.AGENCY_LEAD), "at": world.now}
    past = world.now - timedelta(seconds=1)
    world.is_refused("instant_past", lambda: commands.announce(publish_at=past, **told))
    commands.announce(publish_at=instant, **told)
    commands.announce(publish_at=put_off, **told)
    world.forward_to(instant)
    row, by = next((one.row, one.adopter.manager) for one in made if one.task.is_received)
    early: dict[str, Any] = {"application_id": row.id, "reason": "사정이 바뀌었습니다.", "by": by, "at": world.now}
    world.is_refused("no_place_to_give_up", lambda: commands.give_up(**early))
    if publish_due(now=world.now) or queries.selected(world.program.key):
        raise NotAsPlanned("the results came before their instant")
    world.forward_to(put_off)
    if publish_due(now=world.now) != 1:
        raise NotAsPlanned("the results did not come at their instant")
    world.settle()
