"""A life from the notice to its last stage."""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from gonggo.evaluation.definition import Stage as Step
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import OffsetClock, legal_day, machine_now
from gonggo.programs.commands import load
from gonggo.wiring import acting, audit
from gonggo.wiring.log_sealing import Sealer
from gonggo.wiring.pressing import OpenDoor
from gonggo.wiring.simulate import (
    applicants,
    closing,
    consultings,
    missteps,
    objecting,
    places,
    plan,
    report,
    screening,
    selecting,
    suppliers,
)
from gonggo.wiring.simulate.assessing import Assessing
from gonggo.wiring.simulate.clock import StandingClock, begins_at
from gonggo.wiring.simulate.names import small_pdf
from gonggo.wiring.simulate.report import Report
from gonggo.wiring.simulate.stages import STAGES, Stage
from gonggo.wiring.simulate.world import World


def live(
    folder: Path, *, applications: int, seed: int, until: Stage, told: Callable[[str, int, int], object]
) -> Report:
    """Everything up to the stage ``until``, and what is to be said of it."""
    began, began_cpu = time.monotonic(), time.process_time()
    clock = StandingClock(begins_at(folder))
    with OpenDoor(settings.GONGGO_ENVIRONMENT, clock) as door:
        program = load(folder, by=SYSTEM, at=clock.now())
        acting.settle_everything()
        world = World(program, seed, applications, clock, door, told)
        _stages(world, until)
        world.set_letters()
    house_clock = settings.GONGGO_CLOCK
    assert isinstance(house_clock, OffsetClock)  # a rehearsal's moves; it began with the life
    house_clock.move_to(clock.now())
    with world.timed("log"):
        Sealer().seal(now=machine_now())
    with world.timed("audit"):
        findings = [
            f"{one.invariant} {one.about}: {one.says.en}" for one in audit.run(machine_now() + timedelta(hours=1))
        ]
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


def _stages(world: World, until: Stage) -> None:
    """One stage after the other."""
    wanted = STAGES[: STAGES.index(until) + 1]
    paper = small_pdf("agreement", "0" * 10, legal_day(world.now))
    acting.agree_with_all(world.program, paper, by=world.agency, at=world.now)
    missteps.of_a_stranger(world)
    with world.timed(Stage.POOL):
        pool = suppliers.live(world)
    if Stage.CONSULTING not in wanted:
        return
    tasks = plan.tasks(world.program, world.applications, len(pool) - 1, world.dice("plan"))
    hits = {(one.hit.condition.key, one.hit.cure) for one in tasks if one.hit}
    world.counts["grounds"] = {"met": len({key for key, _ in hits}), "cures": sum(bool(cure) for _, cure in hits)}
    with world.timed("people"):
        adopters = applicants.enter(world, tasks, pool)
    with world.timed(Stage.CONSULTING):
        asking = [(task, adopters[task.place]) for task in tasks if task.consulted]
        reports = consultings.live(world, asking)
    if Stage.APPLICATIONS not in wanted:
        return
    with world.timed(Stage.APPLICATIONS):
        made = applicants.live(world, tasks, adopters, pool, reports)
    if Stage.CLOSING not in wanted:
        return
    with world.timed(Stage.CLOSING):
        closing.live(world, made)
    if Stage.SCREENING not in wanted:
        return
    with world.timed(Stage.SCREENING):
        screening.live(world, made)
    _assess(world, made, wanted)
    if Stage.SELECTION not in wanted:
        return
    with world.timed(Stage.SELECTION):
        selecting.live(world, made)
    if Stage.RESULT not in wanted:
        return
    with world.timed(Stage.RESULT):
        objecting.of_results(world, made)
        places.live(world, made)


def _assess(world: World, made: Sequence[applicants.Applying], wanted: Sequence[Stage]) -> None:
    """The stages of the evaluation; the seed of the draw stands before the last of them begins."""
    assessing = Assessing(world, {one.row.id: one.task.place for one in made})
    for step in (Step.SITE, Step.WRITTEN, Step.INTERVIEW):
        if Stage(step) in wanted:
            if step is Step.INTERVIEW:
                selecting.publish_seed(world)
            with world.timed(step):
                assessing.live(step, skips=True)
