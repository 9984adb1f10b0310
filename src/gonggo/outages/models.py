"""Rows of the prober's record, and of extensions that were proposed."""

import uuid

from django.db import models
from django.db.models import F, Q

from gonggo.outages.states import ProposalState


class Reading(models.Model):
    """One line of a prober's record as it was handed over. Only grows (a trigger refuses anything else).

    Rate: with two targets and a look each 30 s, 5,760 rows of 0.2 KB a day, while the prober runs: the days of a
    window. Nothing thins it.
    """

    id = models.BigAutoField(primary_key=True)
    record = models.UUIDField()
    n = models.PositiveIntegerField()
    at = models.DateTimeField()
    target = models.CharField(max_length=20)
    ok = models.BooleanField()
    ms = models.PositiveIntegerField()
    reason = models.CharField(max_length=80, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "n"], name="reading_once_a_record")]
        indexes = [models.Index(fields=["at"], name="reading_at")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.target} {self.ok}"


class Proposal(models.Model):
    """An extension that the rule gave and an officer proposed. Rate: a few rows in the life of a program.

    ``outages`` is what the prober had seen then: {"version": 1, "seen": [[began, recovered], …]}, ISO instants.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.CharField(max_length=80)
    program_version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=ProposalState)
    old_closes_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    rule = models.CharField(max_length=10)
    began_at = models.DateTimeField()
    recovered_at = models.DateTimeField()
    announced_at = models.DateTimeField()
    moves_as_of_day = models.BooleanField()
    outages = models.JSONField()
    reason = models.CharField(max_length=500)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decision = models.CharField(max_length=500, blank=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program"], condition=Q(state=ProposalState.PROPOSED), name="one_open_proposal_of_a_program"
            ),
            models.CheckConstraint(condition=Q(closes_at__gt=F("old_closes_at")), name="extension_is_later"),
            models.CheckConstraint(
                condition=Q(state=ProposalState.PROPOSED, decided_by=None, decided_at=None, decision="")
                | ~Q(state=ProposalState.PROPOSED)
                & ~Q(decision="")
                & Q(decided_by__isnull=False)
                & Q(decided_at__isnull=False),
                name="decided_proposal_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.CONFIRMED) | ~Q(decided_by=F("proposed_by")),
                name="extension_of_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program} {self.closes_at:%Y-%m-%d %H:%M} {self.state}"
