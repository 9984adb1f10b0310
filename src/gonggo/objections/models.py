"""Rows of objections: what was objected to and the answer, and who may not decide it."""

import uuid

from django.db import models
from django.db.models import F, Q

from gonggo.objections.states import DECIDED, OPEN, Ground, ObjectionState


class Objection(models.Model):
    """A company objects to one decision, once. Rate: a few in a hundred applications; thinned by retention."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.CharField(max_length=80)
    program_version = models.PositiveIntegerField()
    subject = models.CharField(max_length=60)  # the text of a Ref: what the decision is about
    decision = models.UUIDField()  # uid of the fact objected to
    group = models.CharField(max_length=40)  # which of the program's tables of days holds
    company_id = models.UUIDField()
    state = models.CharField(max_length=10, choices=ObjectionState)
    ground = models.CharField(max_length=10, choices=Ground)
    text = models.TextField(max_length=4000)
    notified_on = models.DateField()
    until_on = models.DateField()
    due_on = models.DateField()
    filed_by = models.UUIDField()
    filed_at = models.DateTimeField()
    extended_at = models.DateTimeField(null=True)
    extended_for = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    answer = models.TextField(max_length=4000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "subject", "company_id"], name="one_objection_to_a_decision"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(OPEN), closed_at=None, decided_by=None, answer="")
                | Q(state=ObjectionState.WITHDRAWN, closed_at__isnull=False, decided_by=None, answer="")
                | (Q(state__in=sorted(DECIDED), closed_at__isnull=False, decided_by__isnull=False) & ~Q(answer="")),
                name="decided_objection_has_answer",
            ),
            models.CheckConstraint(
                condition=Q(extended_at=None, extended_for="") | (Q(extended_at__isnull=False) & ~Q(extended_for="")),
                name="extended_objection_has_reason",
            ),
            models.CheckConstraint(condition=Q(until_on__gte=F("notified_on")), name="objection_until_after_notice"),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="objections_queue"),
            models.Index(fields=["company_id", "-filed_at"], name="objections_of_company"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.state}"


class TookPart(models.Model):
    """Somebody who had a part in the decision objected to, and so may not decide on the objection."""

    id = models.BigAutoField(primary_key=True)
    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="took_part")
    person_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["objection", "person_id"], name="took_part_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.objection_id}"
