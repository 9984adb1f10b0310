"""Rows of the pool: registrations, their papers, decisions on them, and what the public finds."""

import uuid

from django.db import models
from django.db.models import Q

from gonggo.documents.models import InSlot
from gonggo.pool.states import RegistrationState


class Registration(models.Model):
    """A supplier's registration or renewal in one program, tied to the notice's version under which it was begun.

    ``answers`` is read as form.Answers, what is personal in it encrypted. Rate: some hundreds a program; thinned by
    retention.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=60, unique=True)
    program = models.CharField(max_length=80)
    program_version = models.PositiveIntegerField()
    company_id = models.UUIDField()
    brn = models.CharField(max_length=10)
    state = models.CharField(max_length=20, choices=RegistrationState, default=RegistrationState.DRAFT)
    answers = models.JSONField()
    kind = models.CharField(max_length=20, blank=True)  # as sealed in the revision in force
    name = models.CharField(max_length=200, blank=True)  # as sealed
    started_by = models.UUIDField(null=True)  # nobody: it was begun for who succeeds another
    started_at = models.DateTimeField()
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    received_at = models.DateTimeField(null=True)
    complete_at = models.DateTimeField(null=True)  # the business days of the decision are counted from here
    withdrawn_at = models.DateTimeField(null=True)
    receipt_id = models.UUIDField(null=True)
    sealed_revision_id = models.UUIDField(null=True)
    settled_sequence = models.PositiveIntegerField(default=0)  # the door's last event that was settled

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "company_id"], name="one_registration_of_company"),
            models.CheckConstraint(
                condition=Q(state=RegistrationState.DRAFT)
                | Q(
                    received_at__isnull=False,
                    complete_at__isnull=False,
                    receipt_id__isnull=False,
                    sealed_revision_id__isnull=False,
                ),
                name="registration_received_has_receipt",
            ),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.WITHDRAWN) | Q(withdrawn_at__isnull=False),
                name="registration_withdrawn_has_instant",
            ),
            models.CheckConstraint(
                condition=Q(started_by__isnull=False, follows=None) | Q(started_by=None, follows__isnull=False),
                name="registration_begun_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["program", "state", "complete_at"], name="registrations_to_decide")]

    def __str__(self) -> str:
        return self.number


class PoolPaper(InSlot):
    """A paper of a registration."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="papers")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "slot"], condition=Q(ended_at=None), name="one_pool_paper_in_slot"
            )
        ]

    def __str__(self) -> str:
        return f"{self.slot} in {self.registration_id}"


class Decision(models.Model):
    """What the agency decided once, or what lapsed, on which ground, for which reason. Never changed."""

    id = models.BigAutoField(primary_key=True)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=20, choices=RegistrationState)
    ground = models.CharField(max_length=40, blank=True)  # number of a restriction, or a clause
    basis = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    decided_by = models.UUIDField(null=True)  # nobody: it lapsed
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=RegistrationState.APPROVED) | ~Q(reason=""), name="decision_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(
                    state__in=[
                        RegistrationState.CONDITIONAL,
                        RegistrationState.HELD,
                        RegistrationState.HALTED,
                        RegistrationState.REFUSED,
                    ]
                )
                | ~Q(basis=""),
                name="decision_has_basis",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.registration_id}"


class Supplier(models.Model):
    """An approved supplier as everybody may find it: what the consent allows to be shown, and nothing personal.

    ``fields`` and ``industries`` are keys between bars (|a|b|); ``solutions`` is read as form.Answers.
    """

    registration = models.OneToOneField(Registration, on_delete=models.PROTECT, primary_key=True)
    program = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    region = models.CharField(max_length=80)
    fields = models.CharField(max_length=400)
    industries = models.CharField(max_length=400)
    staff_software = models.PositiveIntegerField()
    staff_engineering = models.PositiveIntegerField()
    record = models.TextField()
    solutions = models.JSONField()
    approved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["program", "name"], name="suppliers_by_name")]

    def __str__(self) -> str:
        return self.name
