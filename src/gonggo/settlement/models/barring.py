"""Rows of sanctions."""

import uuid

from django.db import models
from django.db.models import F, Q

from gonggo.kernel.canonical import digest
from gonggo.kernel.ref import Kind, Ref
from gonggo.settlement.states import ONCE_DECIDED, GroundKind, SanctionState


class Sanction(models.Model):
    """A bar of a company from programs, from its proposal to its end. Rate: a few in a hundred agreements.

    Days are half-open: the bar holds on ``[first_on, until_on)``, but for its stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.CharField(max_length=80)
    program_version = models.PositiveIntegerField()
    operator = models.CharField(max_length=60, blank=True)  # whose proposal it is, or who looked after the project
    company_id = models.UUIDField()
    agreement_id = models.UUIDField(null=True)
    ground = models.CharField(max_length=60)  # a key of the program's
    kind = models.CharField(max_length=12, choices=GroundKind)
    state = models.CharField(max_length=10, choices=SanctionState)
    reason = models.CharField(max_length=500)  # why it is proposed
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    noticed_by = models.UUIDField(null=True)
    noticed_at = models.DateTimeField(null=True)
    hear_until_on = models.DateField(null=True)  # the last day to be heard
    opinion = models.TextField(max_length=4000, blank=True)
    heard_at = models.DateTimeField(null=True)
    drawn_by = models.UUIDField(null=True)
    drawn_at = models.DateTimeField(null=True)
    first_on = models.DateField(null=True)  # the day of the committee's decision
    months = models.PositiveSmallIntegerField(null=True)
    persons = models.CharField(max_length=300, blank=True)  # representatives barred with it, parted by commas
    decision = models.CharField(max_length=500, blank=True)  # the reason that the company reads
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    until_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_for = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=sorted(ONCE_DECIDED))
                | Q(
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    drawn_by__isnull=False,
                    noticed_at__isnull=False,
                    first_on__isnull=False,
                    months__gte=1,
                    until_on__isnull=False,
                ),
                name="decided_sanction_has_decision",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("drawn_by")), name="sanction_decided_by_another"
            ),
            models.CheckConstraint(
                condition=Q(noticed_at=None) | Q(hear_until_on__isnull=False), name="noticed_sanction_has_days"
            ),
            models.CheckConstraint(condition=Q(heard_at=None) | ~Q(opinion=""), name="heard_sanction_has_opinion"),
            models.CheckConstraint(
                condition=~Q(state__in=[SanctionState.DROPPED, SanctionState.LIFTED]) | ~Q(closed_for=""),
                name="closed_sanction_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "hear_until_on"], name="sanctions_queue"),
            models.Index(fields=["company_id", "-proposed_at"], name="sanctions_of_company"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.ground} {self.state}"

    @property
    def ref(self) -> Ref:
        return Ref(Kind.SANCTION, self.id)

    @property
    def digest(self) -> str:
        """Of the decision as it was drawn up: what the second person decides on is what was on the page."""
        return digest([str(self.id), str(self.first_on), self.months, self.persons, self.decision, self.ground])


class SanctionStay(models.Model):
    """A stay of a bar: it does not hold on ``[since_on, until_on)``. Rate: rare."""

    id = models.BigAutoField(primary_key=True)
    sanction = models.ForeignKey(Sanction, on_delete=models.PROTECT, related_name="stays")
    order = models.CharField(max_length=200)  # who stayed it, by which number
    since_on = models.DateField()
    until_on = models.DateField(null=True)
    stayed_by = models.UUIDField()
    stayed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sanction"], condition=Q(until_on=None), name="one_open_stay"),
            models.CheckConstraint(condition=Q(until_on=None) | Q(until_on__gte=F("since_on")), name="stay_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.sanction_id} {self.since_on}..{self.until_on or ''}"
