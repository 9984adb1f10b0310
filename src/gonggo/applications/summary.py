"""An application in one row, as its companies' pages show it: what it is, how it stands, what it waits for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from gonggo.applications.models import Application, Supplement
from gonggo.applications.states import ApplicationState, SupplementState
from gonggo.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Facts:
    """The application itself; ``due_on`` is the last day for what the actor's company is asked to supplement."""

    id: UUID
    number: str
    track: str
    type: str
    operator: str
    state: ApplicationState
    title: str
    lead_company_id: UUID
    started_at: datetime
    received_at: datetime | None
    receipt_id: UUID | None
    reason: str
    due_on: date | None


def with_due(rows: QuerySet[Application], of: Actor) -> Any:
    """The rows with the due day of what is still asked of the actor's company. Part of a query."""
    asked = Supplement.objects.filter(application=OuterRef("pk"), state=SupplementState.ASKED)
    own = asked.filter(company_id=of.company_id) if of.company_id else asked.none()
    return rows.annotate(due_on=Subquery(own.values("due_on")[:1]))


def facts_of(row: Any) -> Facts:
    """From a row of ``with_due``."""
    return Facts(
        row.id,
        row.number,
        row.track,
        row.type,
        row.operator,
        ApplicationState(row.state),
        row.title,
        row.lead_company_id,
        row.started_at,
        row.received_at,
        row.receipt_id,
        row.reason,
        row.due_on,
    )
