"""Requests for consulting as far as tests need them: asked, accepted, assigned, reported."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from gonggo.consulting import commands, queries
from gonggo.consulting.models import Request
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.programs.definition import Program
from kept import kept
from personas import Persona, a_colleague_of, an_officer, an_owner
from world import agree_with_operators, the_program

ASKED_AT = datetime(2024, 4, 10, 1, 0, tzinfo=UTC)  # a Wednesday, inside the window
VISIT_ON = date(2024, 4, 17)  # a Wednesday
VISIT_DAY = datetime(2024, 4, 17, 1, 0, tzinfo=UTC)
SUNDAY = date(2024, 4, 21)
PARTS = {
    "infrastructure": "서버가 낡았습니다.",
    "capability": "담당자는 한 명입니다",
    "plan": "목표를 숫자로 씁니다.",
}


@dataclass(frozen=True)
class Desks:
    """A company with its colleague, and the officer and expert of the operator that it asks."""

    program: Program
    company: Persona
    colleague: Persona
    officer: Persona
    expert: Persona

    @property
    def operator(self) -> str:
        return self.program.operators[0].key


@kept
def desks(program: Program | None = None) -> Desks:
    program = program or the_program()
    agree_with_operators(program)
    key = program.operators[0].key
    company = an_owner(at=ASKED_AT)
    officer = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=key)
    return Desks(program, company, a_colleague_of(company), officer, an_expert(key))


def an_expert(key: str, name: str = "오전문") -> Persona:
    return an_officer(Role.EXPERT, kind="operator", key=key, name=name)


@kept
def asked(on: Desks, by: Persona | None = None, **changed: Any) -> Request:
    agree_with_operators(on.program)
    said: dict[str, Any] = {
        "program_key": on.program.key,
        "operator": on.operator,
        "role": "adopter",
        "wishes": "4월 17일이나 18일",
        "looks_at": "재고 관리",
        "at": ASKED_AT,
    }
    return commands.ask(by=(by or on.company).actor, **said | changed)


@kept
def accepted(on: Desks, **changed: Any) -> Request:
    return commands.accept(request_id=asked(on, **changed).id, by=on.officer.actor, at=ASKED_AT)


@kept
def assigned(on: Desks, *, day: date = VISIT_ON, expert: Persona | None = None, **changed: Any) -> Request:
    return assign(on, accepted(on, **changed).id, day=day, expert=expert)


def assign(
    on: Desks, request_id: UUID, *, day: date = VISIT_ON, expert: Persona | None = None, agreed: bool = False
) -> Request:
    who = (expert or on.expert).person.id
    return commands.assign(
        request_id=request_id, expert_id=who, on=day, day_off_agreed=agreed, by=on.officer.actor, at=ASKED_AT
    )


@kept
def reported(on: Desks, **changed: Any) -> Request:
    request = assigned(on, **changed)
    commands.file_report(request_id=request.id, parts=PARTS, by=on.expert.actor, at=VISIT_DAY)
    return again(request)


def again(request: Request) -> Request:
    return queries.within_reach(request.id, of=SYSTEM)
