"""Delivery: paid in advance, checked on the way, reported, inspected and confirmed by the agency."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from gonggo.delivery import commands, queries
from gonggo.delivery.commands.reporting import Built
from gonggo.delivery.models import Delivery
from gonggo.delivery.states import DeliveryState, Outcome
from gonggo.kernel.actor import SYSTEM, Actor, Role
from gonggo.kernel.clock import SEOUL, legal_day
from gonggo.payments.definition import rules_of
from gonggo.payments.rules import amount_of
from gonggo.programs.calendar import korean_business_days
from gonggo.wiring import acting
from gonggo.wiring.simulate import paying, turns
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.names import small_pdf
from gonggo.wiring.simulate.stages import Stage
from gonggo.wiring.simulate.tasks import Task, Turn, tasks
from gonggo.wiring.simulate.world import NotAsPlanned, Step, World

_CHECKED_AFTER = timedelta(days=75)
_REPORTED_BEFORE = timedelta(days=10)
_SUPPLEMENTS = 9
"""One completion in so many is to be supplemented."""
_UNPAID = 3
"""So many still wait for their first payment halfway."""


def live(world: World, made: Sequence[Applying]) -> None:
    """All tasks side by side, from the first payment on: completed in time, stopped, or given more time."""
    if not tasks(made):
        return
    if world.halfway is Stage.DELIVERY:
        _live_half(world, [one for one in tasks(made) if one.turn is not Turn.TERMINATED])
        return
    paying.pay_first(world, tasks(made))
    paying.spend(world, tasks(made))
    turns.while_underway(world, made)
    _check(world, tasks(made))
    complete(world, [one for one in tasks(made) if one.turn is not Turn.EXTENDED])
    count(world)


def count(world: World) -> None:
    """How many tasks are in each state."""
    rows = queries.visible_to(SYSTEM).filter(program=world.program.key)
    world.counts["deliveries"] = dict(sorted(Counter(rows.values_list("state", flat=True)).items()))


def _row(task: Task) -> Delivery:
    found = queries.of_agreement(task.terms.id, of=SYSTEM)
    if found is None:
        raise NotAsPlanned(f"no delivery was opened for {task.terms.number}")
    return found


def _paper(world: World, task: Task, by: Actor, *, name: str = "점검표") -> UUID:
    content = small_pdf(f"check {task.terms.number}", task.one.adopter.made.brn, legal_day(world.now))
    return acting.upload(content, name=f"{name}.pdf", by=by, at=world.now).id


def _check(world: World, on_their_way: Sequence[Task]) -> None:
    """The operator visits each; every seventh has something to correct, and has corrected it a week later.

    Where nothing was done the agency ends the agreement.
    """
    day = korean_business_days().after(legal_day(world.now) + _CHECKED_AFTER, 1)
    planned = [
        commands.plan_check(delivery_id=_row(task).id, planned_on=day, by=task.operator(world), at=world.now)
        for task in on_their_way
    ]
    _forward(world, day)
    correcting = []
    for place, (task, check) in enumerate(zip(on_their_way, planned, strict=True)):
        by = task.operator(world)
        told: dict[str, Any] = {"check_id": check.id, "done_on": day, "by": by, "at": world.now}
        told |= {"text": "현장에서 함께 보았습니다.", "papers": [_paper(world, task, by)]}
        if task.turn is Turn.TERMINATED:
            commands.propose_stop(in_good_faith=False, **told)
            turns.terminate(world, task)
        elif place % 7 == 6:
            commands.ask_to_correct(**told)
            correcting.append((task, check.id))
        else:
            commands.find_on_course(**told)
    world.after(days=7)
    for task, check_id in correcting:
        by = task.operator(world)
        told = {"check_id": check_id, "done_on": legal_day(world.now), "by": by, "at": world.now}
        commands.find_on_course(text="고친 것을 보았습니다.", papers=[_paper(world, task, by)], **told)


def _report(world: World, task: Task, *, delivery_id: UUID, by: Actor, supplements: bool = False) -> None:
    papers = [_paper(world, task, by, name="완료보고서")]
    said = Built(built="계획한 대로 구축했습니다.", differences="", in_use_on=legal_day(world.now), papers=papers)
    command = commands.answer_supplement if supplements else commands.report_completion
    command(delivery_id=delivery_id, said=said, by=by, at=world.now)


def complete(world: World, on_their_way: Sequence[Task]) -> None:
    """Reported before the term ends, passed on by the operator, inspected and confirmed by two of the agency."""
    if not on_their_way:
        return
    _forward(world, min(task.last_on for task in on_their_way) - _REPORTED_BEFORE)
    supplements = []
    for place, task in enumerate(on_their_way):
        delivery_id = _row(task).id
        _report(world, task, delivery_id=delivery_id, by=task.one.adopter.manager)
        commands.pass_on(delivery_id=delivery_id, by=task.operator(world), at=world.now)
        lacks = place % _SUPPLEMENTS == _SUPPLEMENTS - 1
        _inspect(world, delivery_id, Outcome.SUPPLEMENT if lacks else Outcome.COMPLETE)
        if lacks:
            supplements.append(task)
        world.told("delivery", place + 1, len(on_their_way))
    world.after(days=5)
    for task in supplements:
        delivery_id = _row(task).id
        _report(world, task, delivery_id=delivery_id, by=task.one.adopter.manager, supplements=True)
        _inspect(world, delivery_id, Outcome.COMPLETE)
    world.settle()
    states = {_row(task).state for task in on_their_way}
    if states != {DeliveryState.COMPLETED}:
        raise NotAsPlanned(f"deliveries ended as {sorted(states)}")


def _live_half(world: World, on_their_way: Sequence[Task]) -> None:
    """Some wait for their first payment still, each a step further; so do the others on their way to completion."""
    unpaid, paid = on_their_way[:_UNPAID], on_their_way[_UNPAID:]
    paying.pay_first(world, paid)
    paying.spend(world, paid)
    _check(world, on_their_way)
    _forward(world, min(task.last_on for task in on_their_way) - _REPORTED_BEFORE)
    rules, inspector = rules_of(world.program), world.officer("agency", Role.INSPECTOR)
    for place, task in enumerate(unpaid):
        won = amount_of(rules, rules.portions[0], task.terms.government)
        _take(world, place, paying.steps(world, task, rules.portions[0], won, place))
    for place, task in enumerate(paid):
        _take(world, place, _steps(world, task, inspector))


def _take(world: World, place: int, steps: Sequence[Step]) -> None:
    for step in world.steps_of(Stage.DELIVERY, place, steps):
        step()
        world.settle()


def _steps(world: World, task: Task, inspector: Actor) -> list[Step]:
    delivery_id = _row(task).id
    return [
        lambda: _report(world, task, delivery_id=delivery_id, by=task.one.adopter.manager),
        lambda: commands.pass_on(delivery_id=delivery_id, by=task.operator(world), at=world.now),
        lambda: _look(world, delivery_id, Outcome.COMPLETE, inspector),
        lambda: _confirm(world, delivery_id, Outcome.COMPLETE),
    ]


def _inspect(world: World, delivery_id: UUID, outcome: Outcome) -> None:
    _look(world, delivery_id, outcome)
    _confirm(world, delivery_id, outcome)


def _look(world: World, delivery_id: UUID, outcome: Outcome, by: Actor | None = None) -> None:
    """By whoever inspects for the agency, or an officer."""
    commands.inspect(
        delivery_id=delivery_id,
        outcome=outcome,
        inspected_on=legal_day(world.now),
        text="쓰고 있음을 보았습니다.",
        by=by or world.agency,
        at=world.now,
    )


def _confirm(world: World, delivery_id: UUID, outcome: Outcome) -> None:
    """Nobody confirms what they inspected themselves."""
    inspector, lead = world.agency, world.officer("agency", Role.AGENCY_LEAD)
    told: dict[str, Any] = {"delivery_id": delivery_id, "at": world.now}
    confirm = commands.confirm_supplement if outcome is Outcome.SUPPLEMENT else commands.confirm_completion
    world.once("inspector_confirms", lambda: confirm(by=inspector, **told))
    confirm(by=lead, **told)


def _forward(world: World, day: date) -> None:
    world.forward_to(datetime.combine(day, time(10), tzinfo=SEOUL))
