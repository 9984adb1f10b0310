"""Stages of the pool and of applications that are left in the middle: what is begun, asked for and not yet answered."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from gonggo.consulting.definition import offer_of
from gonggo.wiring import acting
from gonggo.wiring.simulate import applicants, claims, consultings, plan
from gonggo.wiring.simulate.plan import Task
from gonggo.wiring.simulate.world import Firm, World

_VISIT = 5
"""The visit that is still to come is on the sixth business day."""
_WRITING = timedelta(hours=3)
_OPEN = 5
"""So many applications are still open shortly before the deadline."""


def of_the_pool(world: World, suppliers: Sequence[Firm]) -> None:
    """The day on which the windows open: adopters ask for consulting and begin to write; one has just registered."""
    tasks = plan.tasks(world.program, world.applications, len(suppliers) - 1, world.dice("plan"))
    adopters = applicants.enter(world, tasks, suppliers)
    claims.confirm(world, [*world.firms.values()][1:-1])  # the first is contested
    of_consulting(world, [(task, adopters[task.place]) for task in tasks[:3]])
    for place, task in enumerate(tasks[3:7]):
        _begin(world, task, adopters[task.place], suppliers[task.supplier], place)
    world.settle()


def of_consulting(world: World, asking: Sequence[tuple[Task, Firm]]) -> None:
    """One asks, the second is taken on, the third knows who visits and when."""
    for place, (task, firm) in enumerate(asking):
        consultings.begin(world, task, firm, steps=place, visit=_VISIT)
    world.settle()


def of_applications(
    world: World, tasks: Sequence[Task], adopters: Sequence[Firm], pool: Sequence[Firm], reports: dict[UUID, UUID]
) -> None:
    """Shortly before the deadline: what was asked for on the last day of consulting, and is not submitted yet.

    A company registers only now; another is wanted by somebody else.
    """
    early, late = tasks[:-_OPEN], tasks[-_OPEN:]
    last_day = offer_of(world.program).window.closes - _WRITING
    applicants.in_turn(world, [one for one in early if one.submit_at < last_day], adopters, pool, reports)
    world.forward_to(last_day)
    of_consulting(world, [(task, adopters[task.place]) for task in late if not task.consulted][:3])
    applicants.in_turn(world, [one for one in early if one.submit_at >= last_day], adopters, pool, reports)
    world.forward_to(world.program.window("application").closes - _WRITING)
    claims.of_a_former_employee(world, pool[0])
    world.firm(supplies=False)
    for place, task in enumerate(late):
        _begin(world, task, adopters[task.place], pool[task.supplier], place)
    world.settle()


def _begin(world: World, task: Task, adopter: Firm, supplier: Firm, steps: int) -> None:
    """Begun and the others invited; then as many of these: they come in, all is written, sealed, half consented to."""
    one = applicants.begin(world, task, adopter, supplier)
    invited = applicants.invite(world, one)

    def write() -> None:
        applicants.write_all(world, one)

    def seal() -> None:
        applicants.seal(world, one)

    def consent() -> None:
        acting.consent_for_all(one.row.id, [one.adopter.manager], at=world.now)

    for step in [lambda: applicants.accept(world, invited), write, seal, consent][:steps]:
        step()
