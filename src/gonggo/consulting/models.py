"""Rows of consulting: what a company asked for, the visits planned for it, the versions of the report."""

import uuid

from django.db import models
from django.db.models import F, Q

from gonggo.consulting.states import STANDING, RequestState


class Request(models.Model):
    """A company asks one operator for a day of consulting. Rate: as many as applicants; thinned by retention."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.CharField(max_length=80)
    program_version = models.PositiveIntegerField()
    company_id = models.UUIDField()
    operator = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.ASKED)
    wishes = models.CharField(max_length=300)  # the days that would suit, in the company's words
    looks_at = models.TextField(max_length=1000)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)  # why the operator does not take it on
    closed_at = models.DateTimeField(null=True)  # declined, cancelled, or the report was filed

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company_id", "program"],
                condition=Q(state__in=sorted(STANDING)),
                name="one_standing_request",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "accepted", "assigned"], closed_at=None)
                | Q(state__in=["reported", "declined", "cancelled"], closed_at__isnull=False),
                name="closed_request_has_its_moment",
            ),
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(reason=""), name="declined_request_has_reason"),
        ]
        indexes = [
            models.Index(fields=["operator", "state", "asked_at"], name="consulting_queue"),
            models.Index(fields=["company_id", "-asked_at"], name="consulting_of_company"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.state}"


class Visit(models.Model):
    """An expert goes to a company on a day. A visit that is called off keeps its row: it tells who was there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="visits")
    expert_id = models.UUIDField()
    on = models.DateField()
    ended_on = models.DateField(null=True)  # the day on which it was called off

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request"], condition=Q(ended_on=None), name="one_visit_stands"),
            models.UniqueConstraint(fields=["expert_id", "on"], condition=Q(ended_on=None), name="one_visit_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.expert_id} on {self.on}"


class Report(models.Model):
    """A version of the report: a draft until it is filed, then never changed. ``parts`` is read into ``Written``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="reports")
    version = models.PositiveSmallIntegerField()
    parts = models.JSONField()
    reason = models.CharField(max_length=500, blank=True)  # why a later version was needed
    written_by = models.UUIDField()
    saved_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "version"], name="one_report_of_a_version"),
            models.UniqueConstraint(fields=["request"], condition=Q(filed_at=None), name="one_draft_of_a_report"),
            models.CheckConstraint(
                condition=Q(filed_at=None) | Q(version=1) | ~Q(reason=""), name="corrected_report_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(filed_at=None) | Q(filed_at__gte=F("saved_at")), name="filed_report_was_saved"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} version {self.version}"
