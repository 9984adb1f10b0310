"""Aftercare: use reports year by year, some late and one never, requests that a supplier answers; then the end."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from gonggo.aftercare import commands, queries
from gonggo.agreements import queries as agreements
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import SEOUL
from gonggo.settlement.commands import end_due as end_sanctions
from gonggo.wiring.simulate import claims, penalties
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.stages import Stage
from gonggo.wiring.simulate.tasks import Task, Turn, tasks
from gonggo.wiring.simulate.world import NotAsPlanned, World

_MISSES = 10
"""One company in so many misses its first report and hands it in late."""
_LATE = timedelta(days=60)
_WON = 100_000
"""What a company sells or saves is so many won, a thousand times at most."""
_UNANSWERED = timedelta(days=40)
"""So long ago a request was made that nobody has answered."""


def live(world: World, made: Sequence[Applying]) -> None:
    """Every completed task, from the first request for maintenance to the end of its agreement."""
    completed = tasks(made)
    if not completed:
        return
    for task in completed[: max(1, len(completed) // 10)]:
        _maintain(world, task)
    years = len(queries.whole(_row(completed[0]), of=SYSTEM).reports)
    if world.halfway is Stage.AFTERCARE:
        _live_half(world, completed, years // 2 + 1)
        return
    for year in range(1, years + 1):
        _report(world, completed, year)
        world.told("aftercare", year, years)
    _end(world)
    states: Counter[str] = Counter()
    for (_, state), count in queries.report_states(world.program.key, of=SYSTEM).items():
        states[state] += count
    world.counts["use_reports"] = dict(sorted(states.items()))


def _end(world: World) -> None:
    """The days of the last report are over, and with them the agreements and the bars."""
    world.after(days=1)
    commands.miss_due(now=world.now)
    commands.end_due(now=world.now)
    end_sanctions(now=world.now)
    world.settle()
    rows = agreements.visible_to(SYSTEM).filter(program=world.program.key)
    world.counts["agreements"] = dict(sorted(Counter(rows.values_list("state", flat=True)).items()))


def _live_half(world: World, completed: Sequence[Task], year: int) -> None:
    """To the middle year: half have reported; of three requests one is late, one new, one done and not confirmed.

    An invoice turns out to be cancelled, and somebody new says that a company is theirs.
    """
    for before in range(1, year):
        _report(world, completed, before)
        world.told("aftercare", before, year)
    due = max(queries.whole(_row(task), of=SYSTEM).reports[year - 1].due_on for task in completed)
    late, new, done = (completed[place % len(completed)] for place in range(3))
    world.forward_to(datetime.combine(due - _UNANSWERED, time(10), tzinfo=SEOUL))
    _ask(world, late)
    world.forward_to(datetime.combine(due, time(10), tzinfo=SEOUL))
    _ask(world, new)
    request = _ask(world, done)
    commands.finish(request_id=request, text="고쳤습니다.", by=done.one.supplier.manager, at=world.after(hours=1))
    for task in completed[1::2]:
        commands.submit(**_figures(world, task, year), at=world.now)
    penalties.propose(world, completed[0])
    claims.of_a_former_employee(world, completed[-1].one.adopter)


def _row(task: Task) -> Any:
    found = queries.visible_to(SYSTEM).filter(agreement_id=task.terms.id).values_list("id", flat=True).first()
    if found is None:
        raise NotAsPlanned(f"no aftercare was opened for {task.terms.number}")
    return found


def _maintain(world: World, task: Task) -> None:
    """Asked by the adopter, answered and done by the supplier, confirmed by who asked."""
    adopter, supplier = task.one.adopter.manager, task.one.supplier
    request_id = _ask(world, task)
    told: dict[str, Any] = {"request_id": request_id, "at": world.after(hours=3)}
    commands.answer(text="확인하고 있습니다.", by=supplier.manager, **told)
    commands.finish(text="고쳤습니다.", by=supplier.manager, **told)
    commands.confirm(by=adopter, **told)


def _ask(world: World, task: Task) -> UUID:
    """The adopter asks its supplier to mend something."""
    return commands.ask(
        aftercare_id=_row(task),
        supplier_id=task.one.supplier.company_id,
        title="화면 오류",
        text="아침부터 화면이 열리지 않습니다.",
        by=task.one.adopter.manager,
        at=world.now,
    ).id


def _report(world: World, completed: Sequence[Task], year: int) -> None:
    """Each handed in on the last day of its window; what is missed comes late, or never."""
    due = {task.terms.id: _due(task, year) for task in completed}
    missing = []
    for place, task in sorted(enumerate(completed), key=lambda one: due[one[1].terms.id]):
        _forward(world, due[task.terms.id])
        told = _figures(world, task, year)
        if year == 1 and (task.turn is Turn.SILENT or place % _MISSES == 0):
            missing.append((task, told))
        else:
            commands.submit(**told, at=world.now)
    if missing:
        _forward(world, max(due.values()) + _LATE)
        commands.miss_due(now=world.now)
    for task, told in missing:
        world.once("wrong_state", lambda: commands.submit(**told, at=world.now))  # noqa: B023  # called at once
        if task.turn is not Turn.SILENT:
            commands.submit_late(**told, at=world.now)


def _due(task: Task, year: int) -> date:
    return queries.whole(_row(task), of=SYSTEM).reports[year - 1].due_on


def _forward(world: World, day: date) -> None:
    world.forward_to(datetime.combine(day, time(10), tzinfo=SEOUL))


def _figures(world: World, task: Task, year: int) -> dict[str, Any]:
    dice, row = world.dice("use", task.terms.number, year), _row(task)
    rules = queries.rules_for(queries.within_reach(row, of=SYSTEM))
    figures = {one.key: dice.randint(1, 1000) * (_WON if one.is_won else 1) for one in rules.figures}
    by = task.one.adopter.manager
    return {"aftercare_id": row, "year": year, "figures": figures, "comment": "", "by": by}
