"""Assessments: panels are formed and filled, members pledge, step back, score; every stage of the notice or a skip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from gonggo.evaluation import commands, queries
from gonggo.evaluation.commands import Tie
from gonggo.evaluation.definition import Finding, Ground, Part, Rules, Sector, StageRules, rules_of
from gonggo.evaluation.definition import Stage as Step
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.clock import SEOUL, legal_day
from gonggo.programs.calendar import korean_business_days
from gonggo.wiring.simulate.stages import Stage
from gonggo.wiring.simulate.world import NotAsPlanned, World

_A_DAY = 10
"""So many applications come before a panel."""
_DAYS = 5
"""So many days panels of a round sit on, and at least as many panels are formed at once."""
_ROUNDS = 4
"""A stage takes so many rounds, or a few more where an application waits for other members."""
_COMMITTEE = 6
"""One more than are needed, so that one may step back."""
_EXPERTS = 3
"""Pairs of experts who visit for an operator."""
_FAILS = 12
"""One application in so many is scored too low to go on."""


@dataclass(frozen=True, slots=True)
class _Member:
    """Somebody who sits: the seat and the person."""

    seat_id: UUID
    actor: Actor


@dataclass(frozen=True, slots=True)
class _Scored:
    """An application that is due, with its number and who looks after it."""

    id: UUID
    number: str
    operator: str


class Assessing:
    """One program's assessments; who was admitted is kept from stage to stage."""

    def __init__(self, world: World, places: dict[UUID, int]) -> None:
        self._world = world
        self._rules: Rules = rules_of(world.program)
        self._places = places
        self._admitted: dict[tuple[str, int], tuple[UUID, Actor]] = {}

    def live(self, step: Step, *, skips: bool) -> None:
        """A stage, panel after panel, until nothing is due for it; or its skip, where the notice allows one."""
        world, stage = self._world, self._rules.stage(step)
        world.forward_to(self._rules.opens_at)
        if skips and stage.skippable:
            self._skip(step)
            return
        if not stage.skippable:
            world.once("stage_needed", lambda: self._skip(step))
        decided, wanted = 0, 0
        while due := queries.due(world.program.key, step, of=world.agency):
            world.told(step, decided, decided + len(due))
            wanted = wanted or max(_DAYS, -(-len(due) // (_A_DAY * _ROUNDS)))
            found = self._round(stage, [_Scored(one.id, one.number, one.operator) for one in due], wanted)
            if self._is_left(step):
                self._formed(stage, "", 1, legal_day(world.now) + timedelta(days=stage.notice_days + 1))
                break
            if not found:
                raise NotAsPlanned(f"{len(due)} applications find no panel at {step}")
            decided += found
        results = [one for one in queries.results(world.program.key) if one.stage is step]
        world.counts[step] = {"assessed": len(results), "passed": sum(one.passed for one in results)}
        world.settle()

    def convene(self) -> None:
        """The first visit and the first committee of the notice are called together; nobody has pledged yet."""
        program = self._world.program
        for step in (Step.SITE, Step.INTERVIEW):
            stage = self._rules.stage(step)
            on = next(one.from_on for one in program.stages if one.key == step)
            if on is not None:
                self._formed(stage, "" if stage.by_committee else program.operators[0].key, 0, on)

    def _is_left(self, step: Step) -> bool:
        """Whether the life ends in the middle of this stage."""
        return self._world.halfway is Stage(step.value)

    def _skip(self, step: Step) -> None:
        world = self._world
        commands.skip_stage(
            program_key=world.program.key, stage=step, reason="현장평가로 충분합니다.", by=world.agency, at=world.now
        )
        world.counts[step] = {"skipped": 1}

    def _round(self, stage: StageRules, due: Sequence[_Scored], most: int) -> int:
        """At most so many panels are formed, filled as the house proposes, and sit; how many applications they
        decided."""
        world = self._world
        wanted = min(-(-len(due) // _A_DAY), most)
        first = legal_day(world.now) + timedelta(days=stage.notice_days + 1)
        days = [korean_business_days().after(first, place % _DAYS + 1) for place in range(wanted)]
        told: dict[str, Any] = {"by": world.agency, "at": world.now}
        formed = [
            self._formed(stage, "" if stage.by_committee else self._other(due[place * _A_DAY].operator), place, on)
            for place, on in enumerate(days)
        ]
        proposal = commands.propose(program_key=world.program.key, stage=stage.stage, most=_A_DAY, **told)
        commands.accept_proposal(placed=proposal.placed, **told)
        known = {one.id: one for one in due}
        for panel_id, members, on in formed:
            own = sorted(
                (known[one.application_id] for one in proposal.placed if one.panel_id == panel_id),
                key=lambda one: one.number,
            )
            self._sits(stage, panel_id, members, own, on)
        return len(proposal.placed)

    def _other(self, operator: str) -> str:
        """Whose experts visit what ``operator`` looks after: the next operator's."""
        keys = [one.key for one in self._world.program.operators]
        return keys[(keys.index(operator) + 1) % len(keys)]

    def _formed(self, stage: StageRules, operator: str, place: int, on: date) -> tuple[UUID, list[_Member], date]:
        """A panel with its members: two experts of an operator, or a committee of every sector."""
        world = self._world
        panel = commands.form_panel(
            program_key=world.program.key,
            stage=stage.stage,
            operator=operator,
            name=f"{stage.label.ko} {on:%m-%d} {place + 1:02}",
            on=on,
            by=world.agency,
            at=world.now,
        )
        parts = [Part.MEMBER] * _COMMITTEE if stage.by_committee else [Part.FIRST, Part.SECOND]
        group = (place // _DAYS * _EXPERTS + place % _DAYS % _EXPERTS) * len(parts)
        members = []
        for each, part in enumerate(parts):
            evaluator_id, actor = self._evaluator(operator, group + each)
            seat = commands.seat(panel_id=panel.id, evaluator_id=evaluator_id, part=part, by=world.agency, at=world.now)
            members.append(_Member(seat.id, actor))
        return panel.id, members, on

    def _evaluator(self, operator: str, place: int) -> tuple[UUID, Actor]:
        """The person at this place; admitted when first needed."""
        world = self._world
        if (operator, place) not in self._admitted:
            role = Role.EXPERT if operator else Role.EVALUATOR
            actor = world.officer(operator or "agency", role, place)
            sectors = sorted(self._rules.sectors) or list(Sector)
            evaluator = commands.admit_evaluator(
                program_key=world.program.key,
                person_id=actor.person_id,  # type: ignore[arg-type]  # a person of an office
                operator=operator,
                sector=Sector(sectors[place % len(sectors)]),
                employer="한빛대학교",
                employer_brn="",
                employed_before=[],
                by=world.agency,
                at=world.now,
            )
            self._admitted[operator, place] = evaluator.id, actor
        return self._admitted[operator, place]

    def _sits(
        self, stage: StageRules, panel_id: UUID, members: Sequence[_Member], own: Sequence[_Scored], on: date
    ) -> None:
        """Pledged, opened, scored by everybody who may, closed."""
        world = self._world
        if not own:
            return
        told: dict[str, Any] = {"panel_id": panel_id, "by": world.agency}
        world.once("pledge_missing", lambda: commands.open_panel(at=world.now, **told))
        back = own[0].id if stage.by_committee else None
        for place, one in enumerate(members):
            self._pledge(one, back if place == len(members) - 1 else None)
        commands.open_panel(at=world.now, **told)
        if stage.by_committee:
            commands.elect_chair(seat_id=members[0].seat_id, at=world.now, **told)
        world.once("assessment_not_yet", lambda: self._file(stage, members[0], own[0], 0))
        world.forward_to(datetime.combine(on, time(10), tzinfo=SEOUL))
        world.once("sheets_missing", lambda: commands.close_panel(at=world.now, **told))
        is_left = self._is_left(stage.stage)
        for place, member in enumerate(members[: len(members) // 2] if is_left else members):
            for each in own:
                if not (each.id == back and place == len(members) - 1):
                    self._file(stage, member, each, place)
        world.once("sheet_filed", lambda: self._file(stage, members[0], own[0], 0))
        if is_left:
            return
        commands.close_panel(at=world.after(minutes=5), **told)

    def _pledge(self, member: _Member, back_from: UUID | None) -> None:
        """All declarations; one who knows an applicant steps back from it at once."""
        world = self._world
        told: dict[str, Any] = {"seat_id": member.seat_id, "by": member.actor, "at": world.now}
        world.once("declaration_missing", lambda: commands.pledge(declared=[], ties=[], **told))
        ties = [Tie(back_from, Ground.FAMILY, "대표자와 사촌입니다.")] if back_from else []
        commands.pledge(declared=[one.key for one in self._rules.declarations], ties=ties, **told)

    def _file(self, stage: StageRules, member: _Member, one: _Scored, place: int) -> None:
        """Points by the dice of the application and the seat; neighbours in the plan are scored alike: some tie."""
        commands.file_sheet(
            seat_id=member.seat_id,
            application_id=one.id,
            points=self._points(stage, one, place),
            opinion="계획이 구체적이고 사람이 정해져 있습니다.",
            finding=Finding.SOUND if stage.finds else "",
            money_flag=stage.flags_money and self._places[one.id] % 9 == 0,
            by=member.actor,
            at=self._world.now,
        )

    def _points(self, stage: StageRules, one: _Scored, place: int) -> dict[str, int]:
        pair = self._places[one.id] // 2
        quality = self._world.dice("quality", stage.stage, pair).uniform(0.64, 0.95)
        if self._places[one.id] % _FAILS == _FAILS - 1:
            quality = 0.5
        swing = self._world.dice("seat", stage.stage, pair, place).uniform(-0.03, 0.03)
        return {item.key: min(item.weight, round(item.weight * (quality + swing))) for item in stage.items}
