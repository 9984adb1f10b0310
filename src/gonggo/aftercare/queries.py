"""Everything that reads aftercare. ``within_reach`` is the only way to one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gonggo.aftercare.definition import Rules, rules_of
from gonggo.aftercare.models import Aftercare as Aftercare  # noqa: PLC0414  # the web names it, and imports no models
from gonggo.aftercare.models import MaintenanceRequest, RequestLine, UseReport
from gonggo.aftercare.states import FILED, UNANSWERED, ReportState, RequestState
from gonggo.agreements import queries as agreements
from gonggo.agreements.models import Party
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_version

PAGE = 50
_LEAD = {"lead_company_id": agreements.leading("agreement_id")}


def visible_to(of: Actor) -> QuerySet[Aftercare]:
    """Those of the agreements that this actor may know of."""
    rows: QuerySet[Any] = Aftercare.objects.annotate(**_LEAD)
    return rows if of.role is Role.SYSTEM else rows.filter(agreement_id__in=agreements.visible_to(of).values("id"))


def within_reach(aftercare_id: UUID, *, of: Actor) -> Aftercare:
    """The aftercare, if this actor may know that it exists. Raises OutOfReach."""
    found = visible_to(of).filter(pk=aftercare_id).first()
    if found is None:
        raise OutOfReach(f"aftercare:{aftercare_id}")
    return found


def program_of(aftercare: Aftercare) -> Program:
    return program_version(aftercare.program, aftercare.program_version)


def roles_in(aftercare: Aftercare) -> dict[UUID, str]:
    """company → its role in the agreement, the lead first. One statement."""
    rows = Party.objects.filter(agreement=aftercare.agreement_id, left_on=None).order_by("place")
    return dict(rows.values_list("company_id", "role"))


def rules_for(aftercare: Aftercare) -> Rules:
    return rules_of(program_of(aftercare))


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One year's report; ``figures`` is empty until it is filed."""

    year: int
    state: ReportState
    opens_on: date
    due_on: date
    figures: dict[str, int]
    comment: str
    filed_at: datetime | None

    def may_be_filed(self, on: date) -> bool:
        return self.state is ReportState.MISSED or (self.state is ReportState.SCHEDULED and self.opens_on <= on)


@dataclass(frozen=True, slots=True)
class LineRow:
    did: str
    text: str
    company_id: UUID
    said_at: datetime


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A maintenance request with all that was said, the oldest first."""

    id: UUID
    title: str
    state: RequestState
    company_id: UUID
    supplier_id: UUID
    due_on: date | None
    asked_at: datetime
    lines: tuple[LineRow, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """All of one aftercare: reports by year, requests the latest first."""

    aftercare: Aftercare
    reports: tuple[ReportRow, ...]
    requests: tuple[RequestRow, ...]

    def report(self, year: int) -> ReportRow:
        """Raises OutOfReach."""
        found = next((one for one in self.reports if one.year == year), None)
        if found is None:
            raise OutOfReach(f"report:{year}")
        return found

    def request(self, request_id: UUID) -> RequestRow:
        """Raises OutOfReach."""
        found = next((one for one in self.requests if one.id == request_id), None)
        if found is None:
            raise OutOfReach(f"request:{request_id}")
        return found

    def figures_before(self, year: int) -> dict[str, int]:
        """The figures that were reported last before a year: what its form begins with."""
        filed = [one.figures for one in self.reports if one.year < year and one.state in FILED]
        return filed[-1] if filed else {}


def whole(aftercare_id: UUID, *, of: Actor) -> Whole:
    """All of one aftercare. Four statements. Raises OutOfReach."""
    row = within_reach(aftercare_id, of=of)
    said = Prefetch("lines", queryset=RequestLine.objects.order_by("id"))
    return Whole(
        row,
        tuple(_report(one) for one in row.reports.order_by("year")),
        tuple(_request(one) for one in row.requests.order_by("-asked_at").prefetch_related(said)),
    )


def _report(row: UseReport) -> ReportRow:
    figures = {key: int(value) for key, value in (row.figures or {"figures": {}})["figures"].items()}
    state = ReportState(row.state)
    return ReportRow(row.year, state, row.opens_on, row.due_on, figures, row.comment, row.filed_at)


def _request(row: MaintenanceRequest) -> RequestRow:
    lines = tuple(LineRow(one.did, one.text, one.company_id, one.said_at) for one in row.lines.all())
    state = RequestState(row.state)
    return RequestRow(row.id, row.title, state, row.company_id, row.supplier_id, row.due_on, row.asked_at, lines)


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list: the next report's day, how many were filed and missed, requests that are open or overdue."""

    id: UUID
    number: str
    lead_company_id: UUID
    next_due_on: date | None
    filed: int
    missed: int
    open_requests: int
    overdue_requests: int


def aftercares(*, of: Actor, on: date, program: str = "", offset: int = 0, limit: int = PAGE) -> list[Listed]:
    """Those within reach, the soonest due first. One statement."""
    rows = visible_to(of).filter(program=program) if program else visible_to(of)
    rows = rows.annotate(
        next_due=Min("reports__due_on", filter=Q(reports__state=ReportState.SCHEDULED)),
        filed=Count("reports", filter=Q(reports__state__in=sorted(FILED))),
        missed=Count("reports", filter=Q(reports__state=ReportState.MISSED)),
        unanswered=_requests(Q(state__in=sorted(UNANSWERED))),
        overdue=_requests(Q(state__in=sorted(UNANSWERED), due_on__lt=on)),
    ).order_by("next_due", "number")
    return [
        Listed(
            one.id, one.number, one.lead_company_id, one.next_due, one.filed, one.missed, one.unanswered, one.overdue
        )
        for one in rows[offset : offset + limit]
    ]


def _requests(which: Q) -> Coalesce:
    """How many requests of the row are such."""
    rows = MaintenanceRequest.objects.filter(which, aftercare=OuterRef("pk")).order_by().values("aftercare")
    return Coalesce(Subquery(rows.annotate(count=Count("id")).values("count"), output_field=IntegerField()), 0)


def report_states(program: str, *, of: Actor) -> dict[tuple[int, str], int]:
    """(year, state) → how many reports. One statement."""
    rows = UseReport.objects.filter(aftercare__in=visible_to(of).filter(program=program)).order_by()
    return {(year, state): count for year, state, count in rows.values_list("year", "state").annotate(Count("id"))}
