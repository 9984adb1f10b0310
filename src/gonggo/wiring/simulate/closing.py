"""The deadline has passed: every received application is judged, and officers find what the facts leave open."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from gonggo.applications import commands, screening
from gonggo.eligibility.queries import VerdictRow
from gonggo.pool import commands as pool
from gonggo.programs.definition import Answer
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.world import World


def live(world: World, made: Sequence[Applying]) -> None:
    """The run at the deadline, an hour later; two days later nothing is open any more."""
    world.after(hours=1)
    judge(world)
    world.forward_to(world.program.window("application").closes + timedelta(days=2, hours=16))
    find_all(world, made)
    world.settle()
    world.counts["closing"] = standings(made)


def judge(world: World) -> None:
    """What comes by itself at the clock's now."""
    while commands.screen_due(now=world.now) + pool.lapse_due(now=world.now):
        pass
    world.settle()


def find_all(world: World, made: Sequence[Applying]) -> None:
    """Officers of the agency go through what the facts leave open."""
    plans: dict[UUID, Applying] = {one.row.id: one for one in made}
    while True:
        rows, _ = screening.open_verdicts(of=world.agency, program=world.program.key)
        if not rows:
            return
        for row in rows[: screening.PAGE]:
            _find(world, row, plans[row.subject_id])


def _find(world: World, row: VerdictRow, one: Applying) -> None:
    hit = one.task.hit
    is_hit = hit is not None and hit.condition.key == row.condition and row.company_id == one.adopter.company_id
    told: dict[str, Any] = {
        "application_id": row.subject_id,
        "verdict_id": row.id,
        "by": world.agency,
        "at": world.now,
    }
    world.once("finding_reason_missing", lambda: commands.find_verdict(answer=Answer.MET, reason="", **told))
    answer = Answer.NOT_MET if is_hit else Answer.MET
    commands.find_verdict(answer=answer, reason="제출한 서류와 조회 결과를 보고 판단했습니다.", **told)


def standings(made: Sequence[Applying]) -> dict[str, int]:
    """How many received applications meet everything, and how many do not."""
    found = {"met": 0, "not_met": 0, "open": 0}
    names = {Answer.NOT_MET: "not_met", Answer.UNKNOWN: "open", Answer.MET: "met"}
    for one in made:
        if one.task.is_received:
            answers = {row.answer for row in screening.verdicts(one.row)}
            found[names[next(each for each in names if each in answers)]] += 1
    return found
