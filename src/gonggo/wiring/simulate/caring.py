"""Aftercare: use reports year by year, one missed and handed in late, and requests that a supplier answers."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from gonggo.aftercare import commands, queries
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import SEOUL
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.tasks import Task, tasks
from gonggo.wiring.simulate.world import NotAsPlanned, World

_MISSES = 10
"""One company in so many misses its first report."""


def live(world: World, made: Sequence[Applying]) -> None:
    """Every completed task, from the first request for maintenance to the last report."""
    completed = tasks(made)
    if not completed:
        return
    for task in completed[: max(1, len(completed) // 10)]:
        _maintain(world, task)
    years = len(queries.whole(_row(completed[0]), of=SYSTEM).reports)
    for year in range(1, years + 1):
        _report(world, completed, year)
        world.told("aftercare", year, years)
    world.settle()
    states: Counter[str] = Counter()
    for (_, state), count in queries.report_states(world.program.key, of=SYSTEM).items():
        states[state] += count
    world.counts["use_reports"] = dict(sorted(states.items()))


def _row(task: Task) -> Any:
    found = queries.visible_to(SYSTEM).filter(agreement_id=task.terms.id).values_list("id", flat=True).first()
    if found is None:
        raise NotAsPlanned(f"no aftercare was opened for {task.terms.number}")
    return found


def _maintain(world: World, task: Task) -> None:
    """Asked by the adopter, answered and done by the supplier, confirmed by who asked."""
    adopter, supplier = task.one.adopter.manager, task.one.supplier
    asked: dict[str, Any] = {"aftercare_id": _row(task), "supplier_id": supplier.company_id, "title": "화면 오류"}
    asked |= {"text": "아침부터 화면이 열리지 않습니다.", "at": world.now}
    request = commands.ask(**asked, by=adopter)
    told: dict[str, Any] = {"request_id": request.id, "at": world.after(hours=3)}
    commands.answer(text="확인하고 있습니다.", by=supplier.manager, **told)
    commands.finish(text="고쳤습니다.", by=supplier.manager, **told)
    commands.confirm(by=adopter, **told)


def _report(world: World, completed: Sequence[Task], year: int) -> None:
    """Handed in on the last day of the year's window; the missed one comes late."""
    due = max(queries.whole(_row(task), of=SYSTEM).reports[year - 1].due_on for task in completed)
    world.forward_to(datetime.combine(due, time(10), tzinfo=SEOUL))
    missing = []
    for place, task in enumerate(completed):
        told = _figures(world, task, year)
        if year == 1 and place % _MISSES == 0:
            missing.append(told)
        else:
            commands.submit(**told, at=world.now)
    if missing:
        world.after(days=120)
        commands.miss_due(now=world.now)
        for told in missing:
            commands.submit_late(**told, at=world.now)


def _figures(world: World, task: Task, year: int) -> dict[str, Any]:
    dice, row = world.dice("use", task.terms.number, year), _row(task)
    rules = queries.rules_for(queries.within_reach(row, of=SYSTEM))
    figures = {one.key: dice.randint(1, 1000) for one in rules.figures}
    by = task.one.adopter.manager
    return {"aftercare_id": row, "year": year, "figures": figures, "comment": "", "by": by}
