"""From the deadline to the first assessment: verdicts, what officers find, cures that come in time and that do not."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from gonggo.applications import commands, screening
from gonggo.eligibility.definition import INSTANTS, Moment, conditions_of, cures
from gonggo.eligibility.queries import VerdictRow
from gonggo.facts.definition import FactKind
from gonggo.kernel.clock import legal_day
from gonggo.pool import commands as pool
from gonggo.pool.queue import queue
from gonggo.pool.states import RegistrationState
from gonggo.programs.definition import Answer
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.world import World


def live(world: World, made: Sequence[Applying]) -> None:
    """The closing run, the officers' findings, the cures, the run at the first assessment."""
    plans = {one.row.id: one for one in made}
    opens = world.program.moment(INSTANTS[Moment.FIRST_ASSESSMENT])
    world.after(hours=1)
    _run(world)
    world.forward_to(world.program.window("application").closes + timedelta(days=2, hours=16))
    _find_all(world, plans)
    world.after(days=3)
    for one in made:
        _cure(world, one)
    _approve_held(world)
    world.forward_to(opens)
    _run(world)
    _find_all(world, plans)
    cured = next((one for one in made if one.task.hit and one.task.hit.condition.curable_until), None)
    if cured is not None:
        _too_late(world, cured)
    world.settle()
    world.counts["closing"] = _standings(made)


def _run(world: World) -> None:
    while commands.screen_due(now=world.now):
        pass
    world.settle()


def _find_all(world: World, plans: dict[UUID, Applying]) -> None:
    """Officers of the agency go through what the facts leave open."""
    key = world.program.key
    while True:
        rows, applications = screening.open_verdicts(of=world.agency, program=key)
        if not rows:
            return
        for row in rows[: screening.PAGE]:
            _find(world, row, plans[applications[row.subject_id].id])


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


def _cure(world: World, one: Applying) -> None:
    """The agency states from evidence what takes a hit away; what nothing takes away stays."""
    hit = one.task.hit
    if hit is None:
        return
    verdict = _verdict(one)
    if verdict is None:
        return
    told: dict[str, Any] = {
        "application_id": one.row.id,
        "verdict_id": verdict.id,
        "by": world.agency,
        "at": world.after(minutes=1),
    }
    day = legal_day(world.now)
    if hit.cure:
        late = day + timedelta(days=1)
        world.once("cure_day_wrong", lambda: commands.state_cure(fact=hit.cure, since_on=late, **told))
        commands.state_cure(fact=hit.cure, since_on=day, **told)
    elif hit.condition.curable_until is None:
        world.once("wrong_state", lambda: commands.state_cure(fact=FactKind.NAME, since_on=day, **told))


def _too_late(world: World, one: Applying) -> None:
    """A cure that is shown when the first assessment has opened."""
    verdict, hit = _verdict(one), one.task.hit
    if verdict is None or hit is None:
        return
    condition = next(each for each in conditions_of(world.program, one.task.track) if each.key == hit.condition.key)
    fact = next(iter(cures(world.program, condition)))
    told: dict[str, Any] = {"application_id": one.row.id, "verdict_id": verdict.id, "by": world.agency, "at": world.now}
    world.is_refused("wrong_state", lambda: commands.state_cure(fact=fact, since_on=legal_day(world.now), **told))


def _verdict(one: Applying) -> VerdictRow | None:
    """What was said of the hit, if the application was judged at all."""
    hit = one.task.hit
    rows = screening.verdicts(one.row)
    mine = [
        row for row in rows if hit and row.condition == hit.condition.key and row.company_id == one.adopter.company_id
    ]
    return next((row for row in mine if row.answer is Answer.NOT_MET), None)


def _approve_held(world: World) -> None:
    """The supplier whose approval was held has cured its ground."""
    for row in queue(of=world.agency, program=world.program, state=RegistrationState.HELD):
        pool.approve(registration_id=row.id, reason="해소를 확인했습니다.", by=world.agency, at=world.now)


def _standings(made: Sequence[Applying]) -> dict[str, int]:
    """How many received applications meet everything, and how many do not."""
    found = {"met": 0, "not_met": 0, "open": 0}
    for one in made:
        answers = {row.answer for row in screening.verdicts(one.row) if row.moment is Moment.FIRST_ASSESSMENT}
        worst = next((each for each in (Answer.NOT_MET, Answer.UNKNOWN, Answer.MET) if each in answers), None)
        if worst is not None:
            found[{Answer.NOT_MET: "not_met", Answer.UNKNOWN: "open", Answer.MET: "met"}[worst]] += 1
    return found
