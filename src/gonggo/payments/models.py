"""Rows of payments: the ledger, tranches, the instruction of each, and what was spent."""

import uuid
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import LessThanOrEqual

from gonggo.kernel.ref import Kind, Ref
from gonggo.payments.accounts import BOOKS, AccountKind, Booking
from gonggo.payments.states import APPROVED, GONE, InstructionState, TrancheState


def _choices(names: type[AccountKind] | type[Booking]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in names]


def _pairs() -> Q:
    """A booking goes between its own two accounts alone."""
    rows = BOOKS.items()
    return reduce(or_, (Q(booking=one.value, debit_kind=to.value, credit_kind=of.value) for one, (to, of) in rows))


class Posting(models.Model):
    """One entry of the ledger: the same won into one account and out of another, so it is balanced as it stands.

    The table only grows (a trigger refuses anything else). Rate: about 30 an agreement; never thinned.
    """

    id = models.BigAutoField(primary_key=True)
    program = models.CharField(max_length=80)
    agreement_id = models.UUIDField()
    booking = models.CharField(max_length=20, choices=_choices(Booking))
    debit_kind = models.CharField(max_length=12, choices=_choices(AccountKind))
    debit_id = models.UUIDField()
    credit_kind = models.CharField(max_length=12, choices=_choices(AccountKind))
    credit_id = models.UUIDField()
    amount = models.BigIntegerField()  # won
    cause_kind = models.CharField(max_length=20)
    cause_id = models.UUIDField()
    at = models.DateTimeField()
    person_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="posting_has_won"),
            models.CheckConstraint(condition=_pairs(), name="posting_between_its_accounts"),
            models.UniqueConstraint(fields=["booking", "cause_kind", "cause_id"], name="one_posting_of_a_cause"),
        ]
        indexes = [
            models.Index(fields=["agreement_id", "id"], name="postings_of_agreement"),
            models.Index(fields=["program", "id"], name="postings_of_program"),
        ]

    def __str__(self) -> str:
        return f"{self.debit_kind} ← {self.credit_kind} {self.amount}"


class Tranche(models.Model):
    """A part of the support of one agreement, as it was asked for. Rate: two or three an agreement; never thinned.

    ``agreed``, ``cap``, ``total`` (won) and the share are those of the agreement when it was asked for; ``before`` is
    what the earlier tranches come to. ``content_digest`` is what was prepared, ``approved_digest`` what was approved.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement_id = models.UUIDField()
    application_id = models.UUIDField(db_index=True)
    program = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=TrancheState, default=TrancheState.ASKED)
    amount = models.BigIntegerField()
    before = models.BigIntegerField()
    agreed = models.BigIntegerField()
    cap = models.BigIntegerField()
    total = models.BigIntegerField()
    share_part = models.BigIntegerField()
    share_whole = models.BigIntegerField()
    payee_id = models.UUIDField()
    bank = models.CharField(max_length=40)
    holder = models.CharField(max_length=80)
    account_sealed = models.CharField(max_length=300)
    account_lookup = models.CharField(max_length=64)
    seen = models.JSONField(null=True)  # rules.Seen
    content_digest = models.CharField(max_length=64, blank=True)
    approved_digest = models.CharField(max_length=64, blank=True)
    asked_by = models.UUIDField()
    asked_for = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    prepared_by = models.UUIDField(null=True)
    prepared_for = models.CharField(max_length=60, blank=True)
    prepared_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    approved_for = models.CharField(max_length=60, blank=True)
    approved_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)  # why it was sent back, refused by the bank, or is void
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement_id", "number"],
                condition=~Q(state__in=sorted(GONE)),
                name="one_tranche_of_a_number",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0, before__gte=0), name="tranche_has_won"),
            models.CheckConstraint(condition=Q(agreed__gte=F("before") + F("amount")), name="tranche_within_agreed"),
            models.CheckConstraint(condition=Q(cap__gte=F("agreed")), name="tranche_agreed_within_cap"),
            models.CheckConstraint(
                condition=LessThanOrEqual(F("agreed") * F("share_whole"), F("total") * F("share_part")),
                name="tranche_agreed_within_share",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(APPROVED))
                | Q(prepared_by__isnull=False, approved_by__isnull=False, approved_at__isnull=False)
                & Q(approved_digest=F("content_digest"))
                & ~Q(content_digest="")
                & ~Q(approved_by=F("asked_by"))
                & ~Q(approved_by=F("prepared_by"))
                & ~Q(prepared_by=F("asked_by"))
                & ~Q(approved_for=F("asked_for"))
                & ~Q(approved_for=F("prepared_for"))
                & ~Q(prepared_for=F("asked_for")),
                name="approved_by_two_of_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.number} {self.state}"

    @property
    def ref(self) -> Ref:
        return Ref(Kind.TRANCHE, self.id)

    @property
    def account_seal(self) -> str:
        """What the sealed account number is bound to."""
        return f"tranche.account:{self.id}"


class Grant(models.Model):
    """What the settlement of an agreement left to be paid of its support, in won. Rate: one an agreement."""

    agreement_id = models.UUIDField(primary_key=True)
    program = models.CharField(max_length=80)
    amount = models.BigIntegerField()
    cause_kind = models.CharField(max_length=20)
    cause_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="grant_not_below_zero")]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.amount}"


class CarryOver(models.Model):
    """What was unspent of an agreement when a year was over, and may be spent in the next. Amounts in won.

    ``held`` stood in the dedicated account, ``promised`` was not paid yet. Rate: one an agreement; never changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement_id = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    held = models.BigIntegerField()
    promised = models.BigIntegerField()
    reason = models.CharField(max_length=500)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement_id", "year"], name="one_carry_over_of_a_year"),
            models.CheckConstraint(condition=Q(held__gte=0, promised__gte=0), name="carry_over_not_below_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.year} {self.held + self.promised}"


class Instruction(models.Model):
    """The one order to the bank for a tranche; its id is the key that the bank knows it by, whatever happens."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tranche = models.OneToOneField(Tranche, on_delete=models.PROTECT, related_name="instruction")
    state = models.CharField(max_length=10, choices=InstructionState, default=InstructionState.WAITING)
    amount = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    asked_times = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()  # by the machine's clock
    answered_at = models.DateTimeField(null=True)
    bank_reference = models.CharField(max_length=80, blank=True)
    bank_amount = models.BigIntegerField(default=0)
    bank_says = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=InstructionState.PAID)
                | ~Q(bank_reference="") & Q(answered_at__isnull=False, bank_amount=F("amount")),
                name="paid_with_reference",
            ),
            models.UniqueConstraint(
                fields=["bank_reference"], condition=~Q(bank_reference=""), name="one_instruction_of_a_reference"
            ),
        ]
        indexes = [models.Index(fields=["state", "next_at"], name="instructions_due")]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class Clearing(models.Model):
    """What two people of two bodies found in the bank's statement where its answer contradicts the order. Rare."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instruction = models.OneToOneField(Instruction, on_delete=models.PROTECT, related_name="clearing")
    was_paid = models.BooleanField()  # the whole amount; False: nothing of it
    reference = models.CharField(max_length=80, blank=True)
    says = models.CharField(max_length=500)
    stated_by = models.UUIDField()
    stated_for = models.CharField(max_length=60)
    stated_at = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True)
    confirmed_for = models.CharField(max_length=60, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(was_paid=False) | ~Q(reference=""), name="cleared_with_reference"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("stated_by")) & ~Q(confirmed_for=F("stated_for")),
                name="clearing_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instruction_id} {self.was_paid}"


class Spending(models.Model):
    """What the company spent, with its evidence; never changed, only withdrawn. Amounts in won, VAT apart.

    Rate: some ten an agreement; thinned by retention.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement_id = models.UUIDField(db_index=True)
    application_id = models.UUIDField()
    program = models.CharField(max_length=80)
    company_id = models.UUIDField()
    line = models.CharField(max_length=40)
    amount = models.BigIntegerField()
    vat = models.BigIntegerField()
    supplier = models.CharField(max_length=80)
    spent_on = models.DateField()
    evidence = models.CharField(max_length=40)
    invoice = models.CharField(max_length=40, blank=True)
    in_kind = models.BooleanField(default=False)  # contributed in kind: it never touched the dedicated account
    document_id = models.UUIDField()
    entered_by = models.UUIDField()
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["invoice"], condition=~Q(invoice="") & Q(withdrawn_at=None), name="one_spending_of_an_invoice"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0, vat__gte=0), name="spending_has_won"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""), name="withdrawn_spending_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.line} {self.amount}"

    @property
    def ref(self) -> Ref:
        return Ref(Kind.SPENDING, self.id)
