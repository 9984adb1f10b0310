"""Consulting: adopters ask for a day, experts visit and write, some are declined or think better of it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from gonggo.consulting import commands
from gonggo.consulting.definition import offer_of
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.clock import SEOUL, legal_day
from gonggo.programs.calendar import korean_business_days
from gonggo.wiring.simulate.plan import Task
from gonggo.wiring.simulate.world import Firm, World

_DAYS = 6
"""Business days on which experts visit."""


@dataclass(frozen=True, slots=True)
class _Visit:
    request_id: UUID
    expert: Actor
    on: date


def live(world: World, asking: list[tuple[Task, Firm]]) -> dict[UUID, UUID]:
    """By company the request that ended in a report."""
    window = offer_of(world.program).window
    world.forward_to(window.opens + timedelta(days=5, hours=9))
    asked = [(firm, _ask(world, task, firm), task.operator) for task, firm in asking]
    world.settle()
    visits: list[tuple[Firm, _Visit]] = []
    for place, (firm, request_id, operator) in enumerate(asked):
        officer = world.officer(operator, Role.OPERATOR_OFFICER)
        told: dict[str, Any] = {"request_id": request_id, "by": officer, "at": world.after(minutes=2)}
        if place % 5 == 3:  # one in five
            world.is_refused("reason_missing", partial(commands.decline, reason=" ", **told))
            commands.decline(reason="이번 주에는 방문할 전문가가 없습니다.", **told)
            continue
        commands.accept(**told)
        if place % 5 == 4:
            commands.cancel(request_id=request_id, by=firm.manager, at=world.after(minutes=1))
            continue
        visits.append((firm, _assign(world, request_id, operator, officer, len(visits))))
    for place, (_, visit) in enumerate(sorted(visits, key=lambda one: one[1].on)):
        _visited(world, visit, corrects=place == 0)
    world.settle()
    world.counts["consulting"] = {"asked": len(asked), "reported": len(visits)}
    return {firm.company_id: visit.request_id for firm, visit in visits}


def begin(world: World, task: Task, firm: Firm, *, steps: int, visit: int) -> None:
    """A request that is still on its way: asked for, then taken on (1), then with an expert and a day (2)."""
    request_id, officer = _ask(world, task, firm), world.officer(task.operator, Role.OPERATOR_OFFICER)
    if steps > 0:
        commands.accept(request_id=request_id, by=officer, at=world.after(minutes=2))
    if steps > 1:
        _assign(world, request_id, task.operator, officer, visit)


def _ask(world: World, task: Task, firm: Firm) -> UUID:
    told: dict[str, Any] = {
        "program_key": world.program.key,
        "operator": task.operator,
        "role": offer_of(world.program).who,
        "wishes": "다음 주 오전",
        "looks_at": "지금 쓰는 장부와 예약을 한곳에서 볼 수 있는지 봐 주세요.",
        "by": firm.manager,
        "at": world.after(minutes=1),
    }
    request = commands.ask(**told)
    world.once("already_asked_for_consulting", lambda: commands.ask(**told))
    return request.id


def _assign(world: World, request_id: UUID, operator: str, officer: Actor, place: int) -> _Visit:
    """An expert's days one after the other, then the next expert's."""
    expert = world.officer(operator, Role.EXPERT, place // _DAYS)
    assert expert.person_id is not None  # a person of the operator
    on = korean_business_days().after(legal_day(world.now), 1 + place % _DAYS)
    told: dict[str, Any] = {
        "request_id": request_id,
        "expert_id": expert.person_id,
        "by": officer,
        "at": world.after(minutes=1),
    }
    sunday = on + timedelta(days=6 - on.weekday())
    world.once("visit_on_a_day_off", lambda: commands.assign(on=sunday, day_off_agreed=False, **told))
    commands.assign(on=on, day_off_agreed=False, **told)
    return _Visit(request_id, expert, on)


def _visited(world: World, visit: _Visit, *, corrects: bool) -> None:
    """The expert writes on the day of the visit, not before; the first corrects it later."""
    parts = {part.key: f"{part.label.ko}을 살펴본 내용입니다."[: part.most] for part in offer_of(world.program).parts}
    told: dict[str, Any] = {"request_id": visit.request_id, "parts": parts, "by": visit.expert}
    if legal_day(world.now) < visit.on:
        world.once("visit_not_yet", lambda: commands.file_report(at=world.now, **told))
    world.forward_to(datetime.combine(visit.on, time(17), tzinfo=SEOUL))
    commands.file_report(at=world.after(minutes=1), **told)
    if corrects:
        commands.correct_report(reason="숫자를 바로잡습니다.", at=world.after(minutes=1), **told)
