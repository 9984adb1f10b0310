"""A life from the notice to its last stage."""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from gonggo.evaluation.definition import Stage as Step
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.clock import OffsetClock, legal_day, machine_now
from gonggo.programs.commands import load
from gonggo.wiring import acting, audit
from gonggo.wiring.log_sealing import Sealer
from gonggo.wiring.pressing import OpenDoor
from gonggo.wiring.simulate import (
    agreeing,
    applicants,
    caring,
    claims,
    closing,
    consultings,
    delivering,
    halfway,
    missteps,
    objecting,
    places,
    plan,
    report,
    screening,
    selecting,
    settling,
    suppliers,
)
from gonggo.wiring.simulate.assessing import Assessing
from gonggo.wiring.simulate.clock import StandingClock, StandingStamps, begins_at
from gonggo.wiring.simulate.names import small_pdf
from gonggo.wiring.simulate.report import Report
from gonggo.wiring.simulate.stages import STAGES, Stage
from gonggo.wiring.simulate.world import World


def live(
    folder: Path,
    *,
    applications: int,
    seed: int,
    until: Stage,
    told: Callable[[str, int, int], object],
    halfway: bool = False,
    prefers: tuple[str, str] | None = None,
) -> Report:
    """Everything up to ``until``, or its middle if ``halfway``, what is to be said of it; ``prefers`` as in World."""
    began, began_cpu = time.monotonic(), time.process_time()
    clock = StandingClock(begins_at(folder))
    with OpenDoor(settings.GONGGO_ENVIRONMENT, clock, StandingStamps(clock)) as door:
        program = load(folder, by=SYSTEM, at=clock.now())
        acting.settle_everything()
        world = World(program, seed, applications, clock, door, told, halfway=until if halfway else None)
        world.prefers = prefers
        _stages(world, until)
        world.set_letters()
    findings = _looked_over(world)
    facts, digest = report.digest_of_facts()
    return Report(
        program=f"{program.key}@{program.version}",
        seed=seed,
        until=until,
        applications=applications,
        counts=world.counts,
        refusals=dict(sorted(world.refusals.items())),
        seconds={step: round(seconds, 2) for step, seconds in world.seconds.items()},
        total_seconds=round(time.monotonic() - began, 2),
        cpu_seconds=round(time.process_time() - began_cpu, 2),
        peak_mb=report.peak_mb(),
        facts=facts,
        digest=digest,
        synchronous=report.synchronous(),
        findings=findings,
    )


def _looked_over(world: World) -> list[str]:
    """The house's clock goes to where the life ended, its log is sealed; what the audit finds."""
    house_clock = settings.GONGGO_CLOCK
    assert isinstance(house_clock, OffsetClock)  # a rehearsal's moves; it began with the life
    house_clock.move_to(world.now)
    acting.settle_everything()  # a life that is left halfway has facts that nobody has read yet
    with world.timed("log"):
        Sealer().seal(now=machine_now())
    with world.timed("audit"):
        found = list(audit.run(machine_now() + timedelta(hours=1)))
    return [f"{one.invariant} {one.about}: {one.says.en}" for one in found]


def _stages(world: World, until: Stage) -> None:
    """One stage after the other."""
    wanted = STAGES[: STAGES.index(until) + 1]
    paper = small_pdf("agreement", "0" * 10, legal_day(world.now))
    acting.agree_with_all(world.program, paper, by=world.agency, at=world.now)
    for one in world.program.operators:
        world.officer(one.key, Role.OPERATOR_OFFICER)
    contested = missteps.of_a_stranger(world)
    with world.timed(Stage.POOL):
        pool = suppliers.live(world)
    if Stage.CONSULTING not in wanted:
        if world.halfway:
            halfway.of_the_pool(world, pool)
            Assessing(world, {}).convene()
        return
    tasks = plan.tasks(world.program, world.applications, len(pool) - 1, world.dice("plan"), world.prefers)
    hits = {(one.hit.condition.key, one.hit.cure) for one in tasks if one.hit}
    world.counts["grounds"] = {"met": len({key for key, _ in hits}), "cures": sum(bool(cure) for _, cure in hits)}
    with world.timed("people"):
        adopters = applicants.enter(world, tasks, pool)
        claims.live(world, pool, contested)
    with world.timed(Stage.CONSULTING):
        asking = [(task, adopters[task.place]) for task in tasks if task.consulted]
        reports = consultings.live(world, asking)
    if Stage.APPLICATIONS not in wanted:
        return
    if world.halfway is Stage.APPLICATIONS:
        halfway.of_applications(world, tasks, adopters, pool, reports)
        Assessing(world, {}).convene()
        return
    with world.timed(Stage.APPLICATIONS):
        made = applicants.live(world, tasks, adopters, pool, reports)
    later = _later(world, made)
    for stage in wanted[STAGES.index(Stage.APPLICATIONS) + 1 :]:
        world.told(stage, 0, 1)
        with world.timed(stage):
            later[stage](world, made)


def _later(world: World, made: Sequence[applicants.Applying]) -> dict[Stage, Callable[..., None]]:
    """What happens in each stage after the applications were written. The draw's seed stands before the interviews."""
    assessing = Assessing(world, {one.row.id: one.task.place for one in made})

    def screened(*_: object) -> None:
        screening.live(world, made)
        if world.halfway is Stage.SCREENING:
            assessing.convene()

    def assessed(step: Step) -> Callable[..., None]:
        def live(*_: object) -> None:
            if step is Step.INTERVIEW:
                selecting.publish_seed(world)
            assessing.live(step, skips=True)

        return live

    return {
        Stage.CLOSING: closing.live,
        Stage.SCREENING: screened,
        Stage.SITE: assessed(Step.SITE),
        Stage.WRITTEN: assessed(Step.WRITTEN),
        Stage.INTERVIEW: assessed(Step.INTERVIEW),
        Stage.SELECTION: selecting.live,
        Stage.RESULT: _results,
        Stage.AGREEMENT: agreeing.live,
        Stage.DELIVERY: delivering.live,
        Stage.SETTLEMENT: settling.live,
        Stage.AFTERCARE: caring.live,
    }


def _results(world: World, made: Sequence[applicants.Applying]) -> None:
    objecting.of_results(world, made)
    places.live(world, made)
    if world.halfway is Stage.RESULT:
        agreeing.begin(world, made)
