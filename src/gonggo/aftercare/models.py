"""Rows of aftercare: one for each completed task, its yearly use reports, its maintenance requests."""

import uuid

from django.db import models
from django.db.models import Q

from gonggo.aftercare.states import FILED, UNANSWERED, ReportState, RequestState
from gonggo.kernel.ref import Kind, Ref


class Aftercare(models.Model):
    """The aftercare of one completed task. Rate: one for each; never thinned before the agreement.

    ``lead_company_id`` is read from the agreement's parties (``queries.visible_to``).
    """

    lead_company_id: uuid.UUID

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement_id = models.UUIDField(unique=True)
    application_id = models.UUIDField(db_index=True)
    number = models.CharField(max_length=50)  # of the agreement
    program = models.CharField(max_length=80, db_index=True)
    program_version = models.PositiveIntegerField()
    completed_on = models.DateField()
    ends_on = models.DateField()  # the last day of the last report
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        """Everything that happens to it is told of its agreement."""
        return Ref(Kind.AGREEMENT, self.agreement_id)


class UseReport(models.Model):
    """What the solution did in one year. ``figures`` is {"version": 1, "figures": {key: whole number}}."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    aftercare = models.ForeignKey(Aftercare, on_delete=models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    due_on = models.DateField()
    missed_on = models.DateField()  # the first day on which it counts as missed
    remind_on = models.DateField(null=True)  # the next reminder
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.SCHEDULED)
    since_at = models.DateTimeField()
    figures = models.JSONField(null=True)
    comment = models.TextField(max_length=2000, blank=True)
    filed_by = models.UUIDField(null=True)
    filed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["aftercare", "year"], name="one_report_of_a_year"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(FILED), filed_by__isnull=False, filed_at__isnull=False)
                | ~Q(state__in=sorted(FILED)) & Q(filed_by=None, filed_at=None),
                name="filed_report_has_filer",
            ),
        ]
        indexes = [models.Index(fields=["state", "missed_on"], name="use_reports_to_miss")]

    def __str__(self) -> str:
        return f"{self.year} {self.state}"


class MaintenanceRequest(models.Model):
    """Something that does not work, asked of the supplier. Rate: a few a year for each task."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    aftercare = models.ForeignKey(Aftercare, on_delete=models.PROTECT, related_name="requests")
    company_id = models.UUIDField()  # who asks
    supplier_id = models.UUIDField()
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.ASKED)
    since_at = models.DateTimeField()
    due_on = models.DateField(null=True)  # of an answer
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(UNANSWERED), due_on__isnull=False)
                | ~Q(state__in=sorted(UNANSWERED)) & Q(due_on=None),
                name="unanswered_request_has_due_day",
            )
        ]
        indexes = [models.Index(fields=["supplier_id", "state"], name="requests_of_supplier")]

    def __str__(self) -> str:
        return f"{self.title} {self.state}"


class RequestLine(models.Model):
    """What one side said of a request, with what it did."""

    id = models.BigAutoField(primary_key=True)
    request = models.ForeignKey(MaintenanceRequest, on_delete=models.PROTECT, related_name="lines")
    did = models.CharField(max_length=10)  # ask, or the move
    text = models.TextField(max_length=2000, blank=True)
    company_id = models.UUIDField()
    said_by = models.UUIDField()
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.did} {self.said_at:%Y-%m-%d}"
