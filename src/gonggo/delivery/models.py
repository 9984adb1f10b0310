"""Rows of delivery: the task of an agreement, its progress checks, reports of completion and their inspections."""

import uuid

from django.db import models
from django.db.models import F, Q

from gonggo.delivery.states import OPEN, OPEN_CHECKS, CheckState, DeliveryState, Outcome
from gonggo.delivery.states import Finding as Found
from gonggo.kernel.ref import Kind, Ref


class Delivery(models.Model):
    """The task of one concluded agreement. Rate: one for each; never thinned before the agreement.

    ``due_on`` is the day by which whoever's turn it is has to act. ``lead_company_id`` is read from the agreement's
    parties (``queries.visible_to``).
    """

    lead_company_id: uuid.UUID

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement_id = models.UUIDField(unique=True)
    application_id = models.UUIDField(db_index=True)
    number = models.CharField(max_length=40)  # of the agreement
    program = models.CharField(max_length=80)
    program_version = models.PositiveIntegerField()
    begins_on = models.DateField()
    last_on = models.DateField()
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.UNDERWAY)
    since_at = models.DateTimeField()  # in this state
    due_on = models.DateField(null=True)
    opened_at = models.DateTimeField()
    completed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DeliveryState.COMPLETED, completed_on__isnull=False)
                | ~Q(state=DeliveryState.COMPLETED) & Q(completed_on=None),
                name="completed_delivery_has_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(OPEN), due_on__isnull=False) | ~Q(state__in=sorted(OPEN)) & Q(due_on=None),
                name="open_delivery_has_due_day",
            ),
            models.CheckConstraint(condition=Q(last_on__gte=F("begins_on")), name="delivery_has_days"),
        ]
        indexes = [models.Index(fields=["program", "state", "due_on"], name="deliveries_by_state")]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"

    @property
    def ref(self) -> Ref:
        """Everything that happens to it is told of its agreement."""
        return Ref(Kind.AGREEMENT, self.agreement_id)


class Check(models.Model):
    """A progress check: planned for a day, done, perhaps done again after what was found was corrected."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="checks")
    state = models.CharField(max_length=10, choices=CheckState, default=CheckState.PLANNED)
    planned_on = models.DateField()
    planned_by = models.UUIDField()
    planned_at = models.DateTimeField()
    due_on = models.DateField(null=True)  # of a correction
    decided_by = models.UUIDField(null=True)  # who of the agency had a stopped task go on
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["delivery"], condition=Q(state__in=sorted(OPEN_CHECKS)), name="one_open_check"
            ),
            models.UniqueConstraint(
                fields=["delivery"], condition=Q(state=CheckState.STOP), name="one_proposal_to_stop"
            ),
            models.CheckConstraint(
                condition=Q(state=CheckState.CORRECTION, due_on__isnull=False) | ~Q(state=CheckState.CORRECTION),
                name="correction_has_due_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.planned_on} {self.state}"


class CheckFinding(models.Model):
    """What was found on a day of a check, and by whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    check_of = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="findings")
    outcome = models.CharField(max_length=20, choices=Found)
    done_on = models.DateField()
    text = models.TextField(max_length=4000)
    filed_by = models.UUIDField()
    filed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="finding_has_text")]

    def __str__(self) -> str:
        return f"{self.done_on} {self.outcome}"


class Report(models.Model):
    """The company says what was built against the plan; a later one answers a supplement."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="reports")
    is_supplement = models.BooleanField(default=False)
    built = models.TextField(max_length=4000)
    differences = models.TextField(max_length=4000, blank=True)
    in_use_on = models.DateField()
    filed_by = models.UUIDField()
    filed_at = models.DateTimeField()
    sent_back_at = models.DateTimeField(null=True)
    sent_back_for = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_back_at=None, sent_back_for="") | Q(sent_back_at__isnull=False) & ~Q(sent_back_for=""),
                name="report_sent_back_for_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.filed_at:%Y-%m-%d} {'supplement' if self.is_supplement else 'completion'}"


class Inspection(models.Model):
    """What a person of the agency found, and who else of the agency confirmed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="inspections")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="inspections")
    outcome = models.CharField(max_length=12, choices=Outcome)
    inspected_on = models.DateField()
    text = models.TextField(max_length=4000)
    inspector_id = models.UUIDField()
    filed_at = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    set_aside_by = models.UUIDField(null=True)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_for = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report"], condition=Q(set_aside_at=None), name="one_standing_inspection"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_at__isnull=False, set_aside_at=None) & ~Q(confirmed_by=F("inspector_id")),
                name="inspection_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspected_on} {self.outcome}"


class Paper(models.Model):
    """A paper or photo in the slot of a finding, a report or an inspection."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="papers")
    finding = models.ForeignKey(CheckFinding, on_delete=models.PROTECT, null=True, related_name="papers")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="papers")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, null=True, related_name="papers")
    document_id = models.UUIDField(unique=True)
    name = models.CharField(max_length=255)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finding__isnull=False, report=None, inspection=None)
                | Q(finding=None, report__isnull=False, inspection=None)
                | Q(finding=None, report=None, inspection__isnull=False),
                name="paper_belongs_to_one",
            )
        ]

    def __str__(self) -> str:
        return self.name
