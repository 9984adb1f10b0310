"""Screening: lacking papers are asked for, hits are cured or not, and the agency says who is eligible."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from gonggo.applications import commands, screening, supplements
from gonggo.applications.queries import Filter, received_list
from gonggo.applications.states import ApplicationState
from gonggo.eligibility.definition import INSTANTS, Moment, conditions_of, cures
from gonggo.eligibility.queries import VerdictRow
from gonggo.facts.definition import FactKind
from gonggo.kernel.clock import SEOUL, legal_day
from gonggo.kernel.refusal import Refused
from gonggo.pool import commands as pool
from gonggo.pool.queue import queue
from gonggo.pool.states import RegistrationState
from gonggo.programs.definition import Answer, PartyRole
from gonggo.wiring import acting
from gonggo.wiring.simulate import names, objecting
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.closing import find_all, judge
from gonggo.wiring.simulate.stages import Stage
from gonggo.wiring.simulate.world import World

_ASKED = 9
"""One application in so many lacks something."""


def live(world: World, made: Sequence[Applying]) -> None:
    """Until the first assessment has opened and every application is decided."""
    received = [one for one in made if one.task.is_received]
    if world.halfway is Stage.SCREENING:
        _supplement_half(world, [one for one in received if one.task.hit is None])
        return
    _supplement(world, received)
    for one in received:
        _cure(world, one)
    _approve_held(world)
    _refuse_one(world, received)
    _eligible(world)
    world.forward_to(world.program.moment(INSTANTS[Moment.FIRST_ASSESSMENT]))
    judge(world)
    find_all(world, made)
    _too_late(world, received)
    _eligible(world)
    objecting.of_screening(world, made)
    _reopened(world, len(made))
    key = world.program.key
    world.counts["screening"] = {
        state: len(received_list(of=world.agency, where=Filter(program=key, state=state), limit=len(made)))
        for state in ApplicationState
        if state not in {ApplicationState.DRAFT, ApplicationState.WITHDRAWN}
    }


def _supplement(world: World, received: Sequence[Applying]) -> None:
    """Papers are asked for anew: most come in time, some too late, some never; those applications are returned."""
    lacking = [one for one in received if one.task.place % _ASKED == 4 and one.task.hit is None]
    asked = [(one, _ask(world, one)) for one in lacking]
    world.settle()
    if not asked:
        return
    world.after(days=1)
    late = []
    for place, (one, supplement_id) in enumerate(asked):
        if place % 4 == 3:
            late.append((one, supplement_id))
        else:
            _answer(world, one, supplement_id)
    due = supplements.supplements(asked[-1][0].row)[0].due_on
    world.forward_to(datetime.combine(due + timedelta(days=1), time(9), tzinfo=SEOUL))
    for one, supplement_id in late:
        told: dict[str, Any] = {"supplement_id": supplement_id, "by": one.adopter.manager, "at": world.now}
        world.is_refused("supplement_late", partial(commands.answer_supplement, **told))
    judge(world)


def _supplement_half(world: World, sound: Sequence[Applying]) -> None:
    """Two adopters and a supplier are asked for papers anew; one has handed them in."""
    asked = [(one, _ask(world, one)) for one in sound[:2]]
    for one in sound[2:3]:
        _ask(world, one, PartyRole.SUPPLIER)
    world.after(hours=2)
    for one, supplement_id in asked[1:]:
        _answer(world, one, supplement_id)
    world.settle()


def _ask(world: World, one: Applying, role: PartyRole = PartyRole.ADOPTER) -> UUID:
    slots, firm = supplements.slots_for(world.program, role), one.adopter if role is PartyRole.ADOPTER else one.supplier
    slot = next(slot for slot, is_consent in slots.items() if not is_consent)
    ground = next(each for each in supplements.scope_of(world.program).grounds if each != supplements.CONSENTS)
    told: dict[str, Any] = {"application_id": one.row.id, "company_id": firm.company_id, "by": world.agency}
    told["at"] = world.now
    nothing: dict[str, str] = {}
    world.once("supplement_empty", lambda: commands.ask_supplement(items=nothing, reason="보완", **told))
    reason = "서류를 읽을 수 없습니다."
    return commands.ask_supplement(items={slot: ground}, reason=reason, **told).id


def _answer(world: World, one: Applying, supplement_id: UUID) -> None:
    told: dict[str, Any] = {"supplement_id": supplement_id, "by": one.adopter.manager, "at": world.now}
    world.once("supplement_incomplete", lambda: commands.answer_supplement(**told))
    (asked, *_) = supplements.supplements(one.row)
    for item in asked.items:
        content = names.small_pdf(f"{item.slot} {one.row.number} anew", one.adopter.made.brn, legal_day(world.now))
        document = acting.upload(content, name=f"{item.slot}.pdf", by=one.adopter.manager, at=world.now)
        commands.hand_in(slot=item.slot, document_id=document.id, **told)
    commands.answer_supplement(**told)


def _eligible(world: World) -> None:
    """The agency finds eligible everything in which nothing is open, if there is anything."""
    try:
        commands.find_all_eligible(program=world.program.key, by=world.agency, at=world.now)
    except Refused as refused:
        if refused.code != "nothing_clear":
            raise
        world.refusals[refused.code] += 1
    world.settle()


def _reopened(world: World, most: int) -> None:
    """What an upheld objection has brought back is found eligible after all."""
    where = Filter(program=world.program.key, state=ApplicationState.RECEIVED)
    for row in received_list(of=world.agency, where=where, limit=most):
        commands.find_eligible(application_id=row.id, by=world.agency, at=world.now)
    world.settle()


def _refuse_one(world: World, received: Sequence[Applying]) -> None:
    """The agency refuses one that nothing can cure; the others are refused by themselves at the first assessment."""
    hopeless = [each for each in received if each.task.hit and not each.task.hit.condition.curable_until]
    failed = [each for each in hopeless if _verdict(each)]
    if failed:
        told: dict[str, Any] = {"application_id": failed[0].row.id, "by": world.agency, "at": world.now}
        world.is_refused("verdict_not_met", lambda: commands.find_eligible(**told))
        world.is_refused("decision_reason_missing", lambda: commands.refuse(reason="", **told))
        commands.refuse(reason="지원 제외 대상입니다.", **told)


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


def _too_late(world: World, received: Sequence[Applying]) -> None:
    """A cure that is shown when the first assessment has opened."""
    curable = [each for each in received if each.task.hit and each.task.hit.condition.curable_until and _verdict(each)]
    if not curable:
        return
    one = curable[0]
    verdict, hit = _verdict(one), one.task.hit
    assert verdict is not None  # chosen so
    assert hit is not None
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
