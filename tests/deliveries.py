"""Deliveries as far as tests need them: a task opened, checked, reported, inspected and confirmed."""

import io
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from agreeing import Agreeing, an_agreement
from evaluations import Assessment
from gonggo.agreements.models import Agreement
from gonggo.delivery import commands, queries
from gonggo.delivery.commands.reporting import Built
from gonggo.delivery.models import Check, Delivery
from gonggo.documents.commands import receive
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import Role
from kept import kept
from personas import Persona, an_officer
from world import a_pdf

SEOUL = ZoneInfo("Asia/Seoul")
BEGINS, LAST = date(2024, 8, 1), date(2025, 1, 31)


def at(on: date, hour: int = 10) -> datetime:
    """An instant of this day in Seoul."""
    return datetime(on.year, on.month, on.day, hour, tzinfo=SEOUL)


CONCLUDED = at(date(2024, 7, 31))
CHECKED = date(2024, 10, 15)
REPORTED = date(2025, 1, 20)
INSPECTED = date(2025, 1, 31)
CONFIRMED = date(2025, 2, 3)


@dataclass
class Delivering:
    """One task with its companies, and two people of the agency beside the operator's."""

    of: Agreeing
    inspector: Persona
    lead: Persona
    id: uuid.UUID

    @property
    def row(self) -> Delivery:
        return Delivery.objects.get(id=self.id)

    @property
    def adopter(self) -> Persona:
        return self.of.adopter

    @property
    def supplier(self) -> Persona:
        return self.of.supplier

    @property
    def operator(self) -> Persona:
        return self.of.operator

    @property
    def officer(self) -> Persona:
        return self.of.officer

    @property
    def state(self) -> str:
        return self.row.state

    @property
    def check(self) -> Check:
        return self.row.checks.latest("planned_at")

    def facts(self) -> list[str]:
        return [one.name for one in timeline(self.row.ref) if one.name.startswith("delivery.")]


def concluded(of: Agreeing, *, last_on: date = LAST) -> Agreement:
    """The agreement as its rows stand once it is concluded; how it comes about is that room's own test."""
    row = of.row
    row.state, row.concluded_at, row.begins_on, row.last_on = "concluded", CONCLUDED, BEGINS, last_on
    row.document_id, row.sha256 = uuid.uuid4(), "0" * 64
    row.save()
    return row


@kept
def a_delivery(on: Assessment | None = None, **changed: Any) -> Delivering:
    """Open from the day of its agreement on."""
    of = an_agreement(on, **changed)
    agreement = concluded(of)
    made = commands.open_delivery(agreement_id=agreement.id, at=CONCLUDED)
    assert made is not None
    inspector = an_officer(Role.INSPECTOR, kind="agency", key="agency", name="정점검")
    lead = an_officer(Role.AGENCY_LEAD, kind="agency", key="agency", name="한확정")
    return Delivering(of, inspector, lead, made.id)


def a_paper(by: Persona, when: datetime) -> uuid.UUID:
    name = "점검표.pdf"
    return receive(io.BytesIO(a_pdf()), declared_name=name, size_limit=10**6, by=by.actor, at=when).id


def planned(on: Delivering, day: date = CHECKED) -> Check:
    when = at(BEGINS + timedelta(days=30))
    return commands.plan_check(delivery_id=on.id, planned_on=day, by=on.operator.actor, at=when)


def found(on: Delivering, command: Callable[..., Check], day: date = CHECKED, **more: Any) -> Check:
    """What the operator found on a day, by one of the commands of a check."""
    when = at(day, 17)
    told = {"done_on": day, "text": "현장에서 함께 봄", "papers": [a_paper(on.operator, when)]}
    return command(check_id=on.check.id, **told | more, by=on.operator.actor, at=when)


def checked(on: Delivering) -> Delivering:
    planned(on)
    found(on, commands.find_on_course)
    return on


def built(on: Delivering, day: date = REPORTED, **changed: Any) -> Built:
    said = {"built": "재고를 실시간으로 봄", "differences": "", "in_use_on": day, "papers": ()}
    said |= {"papers": [a_paper(on.adopter, at(day))]}
    return Built(**said | changed)


def reported(on: Delivering, day: date = REPORTED) -> Delivering:
    commands.report_completion(delivery_id=on.id, said=built(on, day), by=on.adopter.actor, at=at(day))
    return on


def passed_on(on: Delivering, day: date = REPORTED) -> Delivering:
    commands.pass_on(delivery_id=on.id, by=on.operator.actor, at=at(day, 15))
    return on


def inspected(on: Delivering, outcome: str = "complete", day: date = INSPECTED) -> Delivering:
    told = {"outcome": outcome, "inspected_on": day, "text": "쓰고 있음을 봄"}
    commands.inspect(delivery_id=on.id, **told, by=on.inspector.actor, at=at(day, 16))
    return on


def confirmed(on: Delivering, day: date = CONFIRMED) -> Delivering:
    command = {"complete": commands.confirm_completion, "supplement": commands.confirm_supplement}
    command |= {"incomplete": commands.confirm_incompletion}
    outcome = queries.whole(on.id, of=on.lead.actor).standing
    assert outcome is not None
    command[outcome.outcome](delivery_id=on.id, by=on.lead.actor, at=at(day))
    return on


@kept
def a_passed_on(on: Assessment | None = None) -> Delivering:
    return passed_on(reported(checked(a_delivery(on))))


@kept
def a_completed(on: Assessment | None = None) -> Delivering:
    return confirmed(inspected(a_passed_on(on)))
