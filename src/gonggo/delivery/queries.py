"""Everything that reads delivery. ``within_reach`` is the only way to one."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet

from gonggo.agreements import queries as agreements
from gonggo.delivery.definition import Rules, rules_of
from gonggo.delivery.models import Check, CheckFinding, Inspection, Paper, Report
from gonggo.delivery.models import Delivery as Delivery  # noqa: PLC0414  # the web names it, and imports no models
from gonggo.delivery.states import OPEN, CheckState, DeliveryState
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_version

PAGE = 50
_LEAD = {"lead_company_id": agreements.leading("agreement_id")}


def visible_to(of: Actor) -> QuerySet[Delivery]:
    """Those of the agreements that this actor may know of."""
    rows: QuerySet[Any] = Delivery.objects.annotate(**_LEAD)
    return rows if of.role is Role.SYSTEM else rows.filter(agreement_id__in=agreements.visible_to(of).values("id"))


def within_reach(delivery_id: UUID, *, of: Actor, lock: bool = False) -> Delivery:
    """The delivery, if this actor may know that it exists. Raises OutOfReach."""
    rows = visible_to(of).filter(pk=delivery_id)
    found = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if found is None:
        raise OutOfReach(f"delivery:{delivery_id}")
    return found


def of_agreement(agreement_id: UUID, *, of: Actor) -> Delivery | None:
    """The delivery of an agreement, None before it is concluded. One statement."""
    return visible_to(of).filter(agreement_id=agreement_id).first()


def completed(agreement_id: UUID) -> date | None:
    """The day on which the agency confirmed completion, None while it has not. One statement."""
    rows = Delivery.objects.filter(agreement_id=agreement_id, state=DeliveryState.COMPLETED)
    return rows.values_list("completed_on", flat=True).first()


def program_of(delivery: Delivery) -> Program:
    return program_version(delivery.program, delivery.program_version)


def rules_for(delivery: Delivery) -> Rules:
    return rules_of(program_of(delivery))


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper or photo, and the document that it is."""

    document_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    outcome: str
    done_on: date
    text: str
    filed_by: UUID
    papers: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A progress check with what was found on each of its days, the oldest first."""

    id: UUID
    state: CheckState
    planned_on: date
    due_on: date | None
    reason: str
    findings: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """All of one delivery, everything the oldest first."""

    delivery: Delivery
    checks: tuple[CheckRow, ...]
    reports: tuple[tuple[Report, tuple[Kept, ...]], ...]
    inspections: tuple[tuple[Inspection, tuple[Kept, ...]], ...]

    @property
    def state(self) -> DeliveryState:
        return DeliveryState(self.delivery.state)

    @property
    def open_check(self) -> CheckRow | None:
        """Planned, or waiting for a correction."""
        return next((one for one in self.checks if one.state in {CheckState.PLANNED, CheckState.CORRECTION}), None)

    @property
    def stop(self) -> CheckRow | None:
        """The proposal to stop on which the agency has not decided."""
        return next((one for one in self.checks if one.state is CheckState.STOP), None)

    @property
    def standing(self) -> Inspection | None:
        """What the agency has to confirm."""
        rows = (row for row, _ in self.inspections if row.set_aside_at is None and row.confirmed_at is None)
        return next(rows, None)


def whole(delivery_id: UUID, *, of: Actor) -> Whole:
    """All of one delivery. Six statements. Raises OutOfReach."""
    delivery = within_reach(delivery_id, of=of)
    found = Prefetch("findings", queryset=CheckFinding.objects.order_by("filed_at"))
    checks = list(delivery.checks.order_by("planned_at").prefetch_related(found))
    papers = list(delivery.papers.order_by("name"))
    return Whole(
        delivery,
        tuple(_check(one, papers) for one in checks),
        tuple((one, _of("report_id", one.id, papers)) for one in delivery.reports.order_by("filed_at")),
        tuple((one, _of("inspection_id", one.id, papers)) for one in delivery.inspections.order_by("filed_at")),
    )


def _check(row: Check, papers: list[Paper]) -> CheckRow:
    findings = tuple(
        FindingRow(one.outcome, one.done_on, one.text, one.filed_by, _of("finding_id", one.id, papers))
        for one in row.findings.all()
    )
    return CheckRow(row.id, CheckState(row.state), row.planned_on, row.due_on, row.reason, findings)


def _of(column: str, key: UUID, papers: list[Paper]) -> tuple[Kept, ...]:
    return tuple(Kept(one.document_id, one.name) for one in papers if getattr(one, column) == key)


def deliveries(*, of: Actor, program: str = "", state: str = "", offset: int = 0, limit: int = PAGE) -> list[Delivery]:
    """Those within reach, the soonest due first, what is over last. One statement."""
    rows = visible_to(of)
    rows = rows.filter(program=program) if program else rows
    rows = rows.filter(state=state) if state else rows
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "number")[offset : offset + limit])


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are in each state, and how many are overdue."""

    by_state: dict[str, int]
    overdue: int


def counts(program: str, *, of: Actor, on: date) -> Counts:
    """One statement."""
    late = Count("id", filter=Q(due_on__lt=on))
    rows = visible_to(of).filter(program=program).order_by().values_list("state")
    found = [(str(state), count, overdue) for state, count, overdue in rows.annotate(count=Count("id"), late=late)]
    return Counts({state: count for state, count, _ in found}, sum(overdue for _, _, overdue in found))


def next_checks(delivery_ids: list[UUID]) -> dict[UUID, Check]:
    """delivery → its open check or proposal to stop. One statement."""
    states = [CheckState.PLANNED, CheckState.CORRECTION, CheckState.STOP]
    rows = Check.objects.filter(delivery_id__in=delivery_ids, state__in=states).order_by("planned_at")
    return {row.delivery_id: row for row in rows}


def is_open(delivery: Delivery) -> bool:
    return delivery.state in OPEN


def paper_within_reach(document_id: UUID, *, of: Actor) -> Paper:
    """The paper with its delivery, if this actor may know of it. Raises OutOfReach."""
    rows = Paper.objects.filter(delivery__in=visible_to(of), document_id=document_id)
    found = rows.select_related("delivery").first()
    if found is None:
        raise OutOfReach(f"paper:{document_id}")
    return found
