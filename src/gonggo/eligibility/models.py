"""Rows of runs, their verdicts, and what officers found. All of them only grow."""

import uuid

from django.db import models
from django.db.models import Q

from gonggo.eligibility.definition import Moment, Standing
from gonggo.programs.definition import Answer


class Run(models.Model):
    """One subject judged at one moment. ``cause`` names the moment with its instant or revision: judged once for each.

    Rate: about 4 a subject; thinned with its subject.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    moment = models.CharField(max_length=20, choices=[(moment.value, moment.value) for moment in Moment])
    cause = models.CharField(max_length=80)
    program_digest = models.CharField(max_length=64)
    at = models.DateTimeField()  # what was known then was heard

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_id", "cause"], name="one_run_for_a_cause")]
        indexes = [models.Index(fields=["subject_id", "-at"], name="runs_of_subject")]

    def __str__(self) -> str:
        return f"{self.cause} of {self.subject_id}"


class Verdict(models.Model):
    """What one condition answered for a company, or for a representative of it, in a run.

    Rate: about 40 a run; thinned with its run.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="verdicts")
    place = models.PositiveSmallIntegerField()  # in its run: the lead first, a company before its representatives
    company_id = models.UUIDField()
    person = models.CharField(max_length=300, blank=True)  # the representative's name; empty for the company itself
    condition = models.CharField(max_length=80)
    answer = models.CharField(max_length=10, choices=[(answer.value, answer.value) for answer in Answer])
    standing = models.CharField(max_length=10, choices=[(standing.value, standing.value) for standing in Standing])
    basis = models.CharField(max_length=200)
    facts = models.JSONField()  # {"version": 1, "facts": [id, …]}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "company_id", "person", "condition"], name="one_verdict_of_condition"
            )
        ]
        indexes = [models.Index(fields=["run"], condition=Q(answer="unknown"), name="verdicts_unknown")]

    def __str__(self) -> str:
        return f"{self.condition} {self.answer} of {self.company_id}"


class Finding(models.Model):
    """What an officer found where the facts were silent. It fills the same gap in later runs of the subject."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    verdict = models.OneToOneField(Verdict, on_delete=models.PROTECT, related_name="finding")
    answer = models.CharField(max_length=10, choices=[("met", "met"), ("not_met", "not_met")])
    reason = models.CharField(max_length=500)
    found_by = models.UUIDField()
    found_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="finding_has_reason")]

    def __str__(self) -> str:
        return f"{self.verdict_id}: {self.answer}"
