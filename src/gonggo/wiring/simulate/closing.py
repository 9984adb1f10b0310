"""The deadline has passed: every received application is judged, and officers find what the facts leave open."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from gonggo.applications import commands, screening
from gonggo.eligibility.queries import VerdictRow
from gonggo.eligibility.states import VerdictState
from gonggo.pool import commands as pool
from gonggo.programs.definition import Answer
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.stages import Stage
from gonggo.wiring.simulate.world import World


def live(world: World, made: Sequence[Applying]) -> None:
    """The run at the deadline, an hour later; two days later nothing is open any more."""
    world.after(hours=1)
    judge(world)
    world.forward_to(world.program.window("application").closes + timedelta(days=2, hours=16))
    find_all(world, made[::2] if world.halfway is Stage.SCREENING else made)
    world.settle()
    world.counts["closing"] = standings(made)


def judge(world: World) -> None:
    """What comes by itself at the clock's now."""
    while commands.screen_due(now=world.now) + pool.lapse_due(now=world.now):
        pass
    world.settle()


def find_all(world: World, made: Sequence[Applying]) -> None:
    """Officers of the agency go through what the facts leave open."""
    for one in made:
        if one.task.is_received:
            rows = [row for row in screening.verdicts(one.row) if row.state is VerdictState.OPEN]
            if rows:
                _find(world, rows, one)


def _find(world: World, rows: Sequence[VerdictRow], one: Applying) -> None:
    """With one reason, what is open in one application."""
    hit = one.task.hit
    answers: dict[UUID, str] = {}
    for row in rows:
        is_hit = hit is not None and hit.condition.key == row.condition and row.company_id == one.adopter.company_id
        answers[row.id] = Answer.NOT_MET if is_hit else Answer.MET
    told: dict[str, Any] = {
        "application_id": one.row.id,
        "answers": answers,
        "by": world.agency,
        "at": world.now,
    }
    world.once("finding_reason_missing", lambda: commands.find_verdicts(reason="", **told))
    commands.find_verdicts(reason="제출한 서류와 조회 결과를 보고 판단했습니다.", **told)


def standings(made: Sequence[Applying]) -> dict[str, int]:
    """How many received applications meet everything, and how many do not."""
    found = {"met": 0, "not_met": 0, "open": 0}
    names = {Answer.NOT_MET: "not_met", Answer.UNKNOWN: "open", Answer.MET: "met"}
    for one in made:
        if one.task.is_received:
            answers = {row.answer for row in screening.verdicts(one.row)}
            found[names[next(each for each in names if each in answers)]] += 1
    return found
