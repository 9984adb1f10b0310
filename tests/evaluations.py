"""Assessments as far as tests need them: eligible applications, evaluators, panels formed, pledged, open, scored."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from gonggo.applications.models import Application, Party
from gonggo.evaluation import commands, queries
from gonggo.evaluation.commands import Tie
from gonggo.evaluation.definition import Ground, Part, Rules, Sector, Stage, rules_of
from gonggo.evaluation.models import Evaluator, Panel, Seat, StageResult
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.programs.definition import Program
from kept import kept
from personas import Persona, an_officer, an_owner
from world import agree_with_operators, the_program

PLANNED = datetime(2024, 5, 10, 1, 0, tzinfo=UTC)
OPENS = datetime(2024, 5, 20, 0, 0, tzinfo=UTC)  # 09:00 in Seoul, the first assessment opens
VISIT_ON = date(2024, 5, 20)
MEETS_ON = date(2024, 5, 27)
MEETING = datetime(2024, 5, 27, 1, 0, tzinfo=UTC)
SECTORS = (Sector.INDUSTRY, Sector.ACADEMIA, Sector.RESEARCH, Sector.INDUSTRY, Sector.ACADEMIA)


@dataclass
class Assessment:
    """The agency, an operator that visits, and another that looks after the applications."""

    program: Program
    officer: Persona
    visits: str
    looks_after: str
    people: dict[uuid.UUID, Persona] = field(default_factory=dict)

    @property
    def rules(self) -> Rules:
        return rules_of(self.program)

    def member(self, seat: Seat) -> Persona:
        return self.people[seat.evaluator_id]


@kept
def an_assessment(program: Program | None = None) -> Assessment:
    program = program or the_program()
    agree_with_operators(program)
    officer = an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency")
    first, second = (one.key for one in program.operators[:2])
    return Assessment(program, officer, first, second)


def an_application(on: Assessment, *companies: Persona, number: str = "", **changed: Any) -> Application:
    """An eligible one of these companies; of a new company if none is named."""
    companies = companies or (an_owner(at=PLANNED),)
    said: dict[str, Any] = {
        "number": number or f"T-{uuid.uuid4().hex[:10]}",
        "program": on.program.key,
        "program_version": on.program.version,
        "track": on.program.tracks[0].key,
        "type": on.program.types[0].key,
        "operator": on.looks_after,
        "lead_company_id": companies[0].company.id,
        "state": "eligible",
        "title": "창고의 재고를 실시간으로 보는 일",
        "started_by": companies[0].person.id,
        "started_at": PLANNED,
        "received_at": PLANNED,
        "decided_at": PLANNED,
        "receipt_id": uuid.uuid4(),
        "sealed_revision_id": uuid.uuid4(),
    }
    application = Application.objects.create(**said | changed)
    for place, one in enumerate(companies):
        Party.objects.create(
            application=application,
            role="supplier" if place else "adopter",
            brn=one.company.brn,
            company_id=one.company.id,
            state="joined",
            is_lead=place == 0,
            invited_at=PLANNED,
            joined_at=PLANNED,
        )
    return application


def an_evaluator(on: Assessment, sector: Sector = Sector.INDUSTRY, *, operator: str = "", **changed: Any) -> Evaluator:
    role, key, kind = (Role.EXPERT, operator, "operator") if operator else (Role.EVALUATOR, "agency", "agency")
    persona = changed.pop("persona", None) or an_officer(role, kind=kind, key=key, name="한평가")
    said: dict[str, Any] = {"employer": "한빛대학교", "employer_brn": "", "employed_before": []}
    evaluator = commands.admit_evaluator(
        program_key=on.program.key,
        person_id=persona.person.id,
        operator=operator,
        sector=sector,
        by=on.officer.actor,
        at=PLANNED,
        **said | changed,
    )
    on.people[evaluator.id] = persona
    return evaluator


def form(on: Assessment, stage: Stage, *, day: date | None = None, by: Persona | None = None, **changed: Any) -> Panel:
    visit = stage is Stage.SITE
    said: dict[str, Any] = {
        "program_key": on.program.key,
        "stage": stage,
        "operator": on.visits if visit else "",
        "name": "1반",
        "on": day or (VISIT_ON if visit else MEETS_ON),
        "at": PLANNED,
    }
    return commands.form_panel(by=(by or on.officer).actor, **said | changed)


def take(on: Assessment, panel: Panel, evaluator: Evaluator, part: Part = Part.MEMBER) -> Seat:
    return commands.seat(panel_id=panel.id, evaluator_id=evaluator.id, part=part, by=on.officer.actor, at=PLANNED)


def put(on: Assessment, panel: Panel, application: Application, *, at: datetime = PLANNED) -> None:
    commands.put(panel_id=panel.id, application_id=application.id, by=on.officer.actor, at=at)


def visitors(on: Assessment, panel: Panel) -> list[Seat]:
    return [take(on, panel, an_evaluator(on, operator=on.visits), part) for part in (Part.FIRST, Part.SECOND)]


def committee(on: Assessment, panel: Panel, sectors: Sequence[Sector] = SECTORS) -> list[Seat]:
    return [take(on, panel, an_evaluator(on, sector)) for sector in sectors]


def pledge(on: Assessment, seat: Seat, *ties: Tie, at: datetime = PLANNED, **changed: Any) -> Seat:
    said = {"declared": [one.key for one in on.rules.declarations]}
    return commands.pledge(seat_id=seat.id, ties=ties, by=on.member(seat).actor, at=at, **said | changed)


def a_tie(application: Application, ground: Ground = Ground.FAMILY) -> Tie:
    return Tie(application.id, ground, "대표자와 사촌입니다.")


def a_panel(on: Assessment, stage: Stage, *applications: Application, pledged: bool = True) -> tuple[Panel, list[Seat]]:
    """Formed, seated, with its applications; pledged if not said otherwise."""
    panel = form(on, stage)
    seats = visitors(on, panel) if stage is Stage.SITE else committee(on, panel)
    for one in applications:
        put(on, panel, one)
    return panel, [pledge(on, seat) if pledged else seat for seat in seats]


def open_up(on: Assessment, panel: Panel, *, at: datetime = OPENS) -> Panel:
    return commands.open_panel(panel_id=panel.id, by=on.officer.actor, at=at)


def an_open_panel(on: Assessment, stage: Stage, *applications: Application) -> tuple[Panel, list[Seat]]:
    panel, seats = a_panel(on, stage, *applications)
    return open_up(on, panel), seats


def points(on: Assessment, stage: Stage, total: int) -> dict[str, int]:
    """Points that add up to ``total``, item after item as full as can be."""
    given, left = {}, total
    for item in on.rules.stage(stage).items:
        given[item.key] = min(item.weight, left)
        left -= given[item.key]
    return given


def score(on: Assessment, seat: Seat, application: Application, total: int, **changed: Any) -> None:
    stage = Stage(seat.panel.stage)
    said: dict[str, Any] = {
        "points": points(on, stage, total),
        "opinion": f"{total}점의 의견",
        "finding": "sound" if stage is Stage.WRITTEN else "",
        "money_flag": False,
        "at": MEETING,
    }
    commands.file_sheet(seat_id=seat.id, application_id=application.id, by=on.member(seat).actor, **said | changed)


def elect(on: Assessment, panel: Panel, seat: Seat) -> None:
    commands.elect_chair(panel_id=panel.id, seat_id=seat.id, by=on.officer.actor, at=MEETING)


def close(on: Assessment, panel: Panel) -> list[StageResult]:
    return commands.close_panel(panel_id=panel.id, by=on.officer.actor, at=MEETING)


def decided(on: Assessment, stage: Stage, application: Application, *totals: int, **changed: Any) -> StageResult:
    """A panel of its own scores the application with these totals and closes."""
    panel, seats = an_open_panel(on, stage, application)
    if stage is not Stage.SITE:
        elect(on, panel, seats[0])
    for seat, total in zip(seats, totals, strict=True):
        score(on, seat, application, total, **changed)
    (result,) = close(on, panel)
    return result


def state_of(panel: Panel) -> str:
    return queries.panel_within_reach(panel.id, of=SYSTEM).state


def skip_written(on: Assessment, **changed: Any) -> None:
    said: dict[str, Any] = {"reason": "신청이 적어 생략함", "at": PLANNED, "by": on.officer.actor}
    commands.skip_stage(program_key=on.program.key, stage=Stage.WRITTEN, **said | changed)
