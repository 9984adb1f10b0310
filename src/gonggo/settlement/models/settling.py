"""Rows of what was settled, returned, recovered."""

import uuid

from django.db import models
from django.db.models import F, Q

from gonggo.kernel.ref import Kind, Ref
from gonggo.settlement.states import RecoveryState, ReturnState, SettlementState, Verdict


class Settlement(models.Model):
    """What was spent under one agreement, settled with what was paid. Amounts in whole won. Rate: one an agreement.

    ``company_id`` is who leads the agreement now, and reports; it is read from its parties (``queries.visible_to``).
    """

    company_id: uuid.UUID

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.CharField(max_length=80)
    program_version = models.PositiveIntegerField()
    operator = models.CharField(max_length=60)
    agreement_id = models.UUIDField(unique=True)
    application_id = models.UUIDField()
    state = models.CharField(max_length=10, choices=SettlementState)
    opened_at = models.DateTimeField()
    due_on = models.DateField()  # the last day to report
    private_paid = models.BigIntegerField(default=0)  # cash and in kind, as shown by evidence
    interest = models.BigIntegerField(default=0)  # of the dedicated account
    vat_refund = models.BigIntegerField(default=0)
    reported_by = models.UUIDField(null=True)
    reported_at = models.DateTimeField(null=True)
    examined_by = models.UUIDField(null=True)
    examined_for = models.CharField(max_length=60, blank=True)  # the text of a Ref: the organisation acted for
    examined_at = models.DateTimeField(null=True)
    sent_back_for = models.CharField(max_length=500, blank=True)
    confirmed_by = models.UUIDField(null=True)
    confirmed_for = models.CharField(max_length=60, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    sum = models.JSONField(null=True)  # of the settlement as it was confirmed (``summing.kept``)
    rechecked_by = models.UUIDField(null=True)
    rechecked_at = models.DateTimeField(null=True)
    rechecked_says = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(private_paid__gte=0, interest__gte=0, vat_refund__gte=0), name="settlement_not_below_zero"
            ),
            models.CheckConstraint(
                condition=~Q(state=SettlementState.CONFIRMED)
                | Q(confirmed_at__isnull=False, sum__isnull=False, examined_by__isnull=False),
                name="confirmed_settlement_has_sum",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | ~Q(confirmed_by=F("examined_by")) & ~Q(confirmed_for=F("examined_for")),
                name="settlement_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state=SettlementState.DUE, reported_at=None)
                | ~Q(state=SettlementState.DUE) & Q(reported_at__isnull=False),
                name="reported_settlement_says_when",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="settlements_queue")]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.state}"

    @property
    def ref(self) -> Ref:
        return Ref(Kind.SETTLEMENT, self.id)


class SettlementItem(models.Model):
    """One thing that was spent on, and what became of it. ``disallowed`` won of ``amount`` are not recognised."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="items")
    spending_id = models.UUIDField()
    line = models.CharField(max_length=40)
    supplier = models.CharField(max_length=80)
    spent_on = models.DateField()
    invoice = models.CharField(max_length=40, blank=True)
    amount = models.BigIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.OPEN)
    disallowed = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=500, blank=True)
    found_by = models.UUIDField(null=True)
    found_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["settlement", "spending_id"], name="spending_settled_once"),
            models.CheckConstraint(
                condition=Q(disallowed__gte=0, disallowed__lte=F("amount")), name="disallowed_within_item"
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.DISALLOWED, disallowed__gt=0) & ~Q(reason="")
                | ~Q(verdict=Verdict.DISALLOWED) & Q(disallowed=0),
                name="disallowed_item_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.amount} {self.verdict}"


class Return(models.Model):
    """반납: what a company gives back under its agreement. Amounts in whole won. Rate: one in some agreements.

    ``of_support`` won of ``amount`` were paid as support; the rest is interest and refunded VAT.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    settlement = models.OneToOneField(Settlement, on_delete=models.PROTECT, related_name="giving_back")
    amount = models.BigIntegerField()
    of_support = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=ReturnState)
    ordered_at = models.DateTimeField()
    due_on = models.DateField()
    reminded_at = models.DateTimeField(null=True)
    grace_until_on = models.DateField(null=True)
    called_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, of_support__gte=0, of_support__lte=F("amount")), name="return_has_won"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ReturnState.REMINDED, ReturnState.CALLED]) | Q(grace_until_on__isnull=False),
                name="reminded_return_has_day",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="returns_queue")]

    def __str__(self) -> str:
        return f"{self.settlement_id} {self.amount} {self.state}"

    @property
    def ref(self) -> Ref:
        return Ref(Kind.RETURN, self.id)

    @property
    def agreement_id(self) -> uuid.UUID:
        return self.settlement.agreement_id


class Recovery(models.Model):
    """환수: an unlawful gain taken back by law, with interest and a surcharge. Amounts in whole won. Rate: rare.

    ``company_id`` is who leads the agreement now (``queries.recoveries_visible_to``): who succeeds owes it too.
    """

    company_id: uuid.UUID

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.CharField(max_length=80)
    program_version = models.PositiveIntegerField()
    operator = models.CharField(max_length=60)
    agreement_id = models.UUIDField(db_index=True)
    state = models.CharField(max_length=10, choices=RecoveryState)
    gain = models.BigIntegerField()
    interest = models.BigIntegerField()
    surcharge = models.BigIntegerField()
    paid_on = models.DateField()  # when the gain was paid: interest runs from it
    reason = models.CharField(max_length=500)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    ordered_by = models.UUIDField(null=True)
    ordered_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_for = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(gain__gt=0, interest__gte=0, surcharge__gte=0), name="recovery_has_won"),
            models.CheckConstraint(
                condition=~Q(state__in=[RecoveryState.ORDERED, RecoveryState.DONE])
                | Q(ordered_by__isnull=False, due_on__isnull=False),
                name="ordered_recovery_has_day",
            ),
            models.CheckConstraint(
                condition=Q(ordered_by=None) | ~Q(ordered_by=F("proposed_by")), name="recovery_ordered_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.amount} {self.state}"

    @property
    def ref(self) -> Ref:
        return Ref(Kind.RECOVERY, self.id)

    @property
    def amount(self) -> int:
        return self.gain + self.interest + self.surcharge

    @property
    def of_support(self) -> int:
        """Won of it that were paid as support."""
        return self.gain


class PaidIn(models.Model):
    """Won that came in for a return or a recovery: recorded by one office, confirmed by another. Rate: a few each."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    giving_back = models.ForeignKey(Return, on_delete=models.PROTECT, null=True, related_name="paid_in")
    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, null=True, related_name="paid_in")
    amount = models.BigIntegerField()
    on = models.DateField()
    recorded_by = models.UUIDField()
    recorded_for = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True)
    confirmed_for = models.CharField(max_length=60, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    booked = models.BigIntegerField(default=0)  # won of it that stand in the ledger

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(giving_back=None, recovery__isnull=False) | Q(giving_back__isnull=False, recovery=None),
                name="paid_in_for_one",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0, booked__lte=F("amount")), name="paid_in_has_won"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | ~Q(confirmed_by=F("recorded_by")) & ~Q(confirmed_for=F("recorded_for")),
                name="paid_in_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.on}"

    @property
    def owed(self) -> Ref:
        """The return or the recovery that it came in for."""
        if self.giving_back_id is not None:
            return Ref(Kind.RETURN, self.giving_back_id)
        assert self.recovery_id is not None  # the database keeps that it is one of the two
        return Ref(Kind.RECOVERY, self.recovery_id)

    @property
    def ref(self) -> Ref:
        """What its posting in the ledger names as its cause."""
        return Ref(Kind.RETURN if self.recovery_id is None else Kind.RECOVERY, self.id)
