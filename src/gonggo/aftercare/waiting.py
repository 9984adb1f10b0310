"""What waits for whom in aftercare, as parts of queries."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from gonggo.aftercare.models import MaintenanceRequest, UseReport
from gonggo.aftercare.queries import visible_to
from gonggo.aftercare.states import UNANSWERED, ReportState, RequestState
from gonggo.agreements.queries import leading
from gonggo.kernel.actor import Actor


def reports_to_file(of: Actor, on: date) -> "QuerySet[Any]":
    """What can be filed, of the tasks that this company leads."""
    if of.company_id is None:
        return UseReport.objects.none()
    return _reports(of).filter(state=ReportState.SCHEDULED, opens_on__lte=on)


def reports_missed(of: Actor) -> "QuerySet[Any]":
    """What was missed and may still come, of the tasks that this company leads."""
    if of.company_id is None:
        return UseReport.objects.none()
    return _reports(of).filter(state=ReportState.MISSED)


def _reports(of: Actor) -> "QuerySet[Any]":
    """With who leads the task: this company."""
    rows = UseReport.objects.annotate(lead_company_id=leading("aftercare__agreement_id"))
    return rows.filter(aftercare__in=visible_to(of), lead_company_id=of.company_id)


def requests_to_answer(of: Actor) -> QuerySet[MaintenanceRequest]:
    if of.company_id is None:
        return MaintenanceRequest.objects.none()
    return MaintenanceRequest.objects.filter(supplier_id=of.company_id, state__in=sorted(UNANSWERED))


def requests_to_confirm(of: Actor) -> QuerySet[MaintenanceRequest]:
    if of.company_id is None:
        return MaintenanceRequest.objects.none()
    return MaintenanceRequest.objects.filter(company_id=of.company_id, state=RequestState.DONE)


def overdue_requests(of: Actor, on: date) -> QuerySet[MaintenanceRequest]:
    """What suppliers have not answered in their days, for who looks after the task."""
    rows = MaintenanceRequest.objects.filter(aftercare__in=visible_to(of))
    return rows.filter(state__in=sorted(UNANSWERED), due_on__lt=on)
