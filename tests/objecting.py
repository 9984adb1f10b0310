"""Decisions and objections to them as tests need them: the agency refused something about a company."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from gonggo.applications import commands as applications
from gonggo.applications import screening
from gonggo.journal.commands import deliver
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Kind, Ref
from gonggo.messages.letters import commands as letters
from gonggo.objections import commands, queries
from gonggo.objections.definition import OfDecision
from gonggo.objections.models import Objection
from gonggo.programs.definition import Program
from kept import kept
from personas import Persona, a_colleague_of, an_officer, an_owner
from world import Consortium, the_program

NOTIFIED_ON = date(2024, 5, 20)  # a Monday; ten days later is Thursday 30 May
FILED_AT = datetime(2024, 5, 21, 1, 0, tzinfo=UTC)
TEXT = "제출한 완납증명서를 보지 않고 판단했습니다."


@dataclass(frozen=True)
class Decided:
    """A decision of the agency about a company: ``refuser`` made it, ``other`` had no part in it."""

    program: Program
    company: Persona
    colleague: Persona
    refuser: Persona
    other: Persona
    subject: Ref = field(default_factory=lambda: Ref(Kind.APPLICATION, uuid.uuid4()))
    fact: uuid.UUID = field(default_factory=uuid.uuid4)


@kept
def decided() -> Decided:
    company = an_owner()
    refuser = an_officer(Role.AGENCY_OFFICER, kind="agency", name="박거절")
    other = an_officer(Role.AGENCY_OFFICER, kind="agency", name="유다름")
    return Decided(the_program(), company, a_colleague_of(company), refuser, other)


@kept
def filed(on: Decided, by: Persona | None = None, **changed: Any) -> Objection:
    told: dict[str, Any] = {
        "fact": on.fact,
        "subject": on.subject,
        "group": "selection",
        "notified_on": NOTIFIED_ON,
        "excluded": {on.refuser.person.id},
    }
    decision = OfDecision(**{name: changed.pop(name, value) for name, value in told.items()})
    said: dict[str, Any] = {"ground": "facts", "text": TEXT, "at": FILED_AT}
    return commands.file_objection(
        program=on.program, of_decision=decision, by=(by or on.company).actor, **said | changed
    )


def again(objection: Objection) -> Objection:
    return queries.within_reach(objection.id, of=SYSTEM)


def followed() -> None:
    """Facts reach their readers, letters get their papers."""
    for _ in range(2):
        while deliver(now=machine_now() + timedelta(seconds=1)):
            pass
        letters.set_waiting()


def refused_by(officer: Persona, case: Consortium) -> datetime:
    """The agency refuses the application by the real commands, and the letter is issued; the moment of it."""
    at = case.program.moment("application.closes")
    applications.screen_due(now=at)
    for row in screening.verdicts(case.again()):
        if row.answer == "unknown":
            applications.find_verdict(
                application_id=case.id, verdict_id=row.id, answer="not_met", reason="확인함", by=officer.actor, at=at
            )
    later = at + timedelta(days=1)
    applications.refuse(application_id=case.id, reason="체납이 확정되었습니다", by=officer.actor, at=later)
    followed()
    return later
