"""Rows of agreements: the agreement with its figures, its parties, its budget by lines."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import LessThanOrEqual

from gonggo.agreements.states import WAS_CONCLUDED, AgreementState, ChangeState
from gonggo.documents.models import InSlot
from gonggo.kernel.ref import Kind, Ref

_HAS_TERM = Q(concluded_at__isnull=False, begins_on__isnull=False, last_on__isnull=False)


class Agreement(models.Model):
    """One for each place, from the published result on. Rate: as many as there are places; never thinned.

    Amounts are whole won. ``asked_*`` are the application's, the others what is agreed or proposed now; ``cap`` and
    ``share_*`` stand here so that the database itself keeps what is agreed within the notice.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application_id = models.UUIDField(unique=True)
    number = models.CharField(max_length=50, unique=True)
    program = models.CharField(max_length=80)
    program_version = models.PositiveIntegerField()
    track = models.CharField(max_length=40)
    type = models.CharField(max_length=40)
    title = models.CharField(max_length=300, blank=True)
    operator = models.CharField(max_length=60)
    state = models.CharField(max_length=12, choices=AgreementState)
    opened_at = models.DateTimeField()
    papers_due_on = models.DateField()  # the last day for the papers
    conclude_by_on = models.DateField()  # the last day for the agreement itself
    asked_government = models.PositiveBigIntegerField()
    asked_cash = models.PositiveBigIntegerField()
    asked_in_kind = models.PositiveBigIntegerField()
    government = models.PositiveBigIntegerField()
    cash = models.PositiveBigIntegerField()
    in_kind = models.PositiveBigIntegerField()
    cap = models.PositiveBigIntegerField()
    share_numerator = models.PositiveIntegerField()
    share_denominator = models.PositiveIntegerField()
    has_advance = models.BooleanField(default=True)  # False: no guarantee, so nothing is paid in advance
    company_says = models.CharField(max_length=500, blank=True)  # why it does not agree with the cuts
    ruling = models.CharField(max_length=500, blank=True)
    cleared_run_at = models.DateTimeField(null=True)  # of the eligibility run that an officer let pass
    clearing_reason = models.CharField(max_length=500, blank=True)
    document_id = models.UUIDField(null=True)  # the agreement as it was frozen for signature
    sha256 = models.CharField(max_length=64, blank=True)
    concluded_at = models.DateTimeField(null=True)
    begins_on = models.DateField(null=True)
    last_on = models.DateField(null=True)  # the last day inside
    ended_at = models.DateTimeField(null=True)  # ended, lapsed or terminated
    end_reason = models.CharField(max_length=500, blank=True)
    in_good_faith = models.BooleanField(null=True)  # of a termination

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(government__lte=F("asked_government"), cash__lte=F("asked_cash"))
                & Q(in_kind__lte=F("asked_in_kind")),
                name="agreed_within_application",
            ),
            models.CheckConstraint(condition=Q(government__lte=F("cap")), name="agreed_within_cap"),
            models.CheckConstraint(
                condition=LessThanOrEqual(
                    F("government") * F("share_denominator"),
                    F("share_numerator") * (F("government") + F("cash") + F("in_kind")),
                ),
                name="agreed_within_share",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(WAS_CONCLUDED)) & _HAS_TERM
                | ~Q(state__in=sorted(WAS_CONCLUDED)) & Q(concluded_at=None, begins_on=None, last_on=None),
                name="concluded_has_term",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signing", *sorted(WAS_CONCLUDED)])
                | Q(document_id__isnull=False) & ~Q(sha256=""),
                name="signed_is_frozen",
            ),
            models.CheckConstraint(condition=Q(begins_on=None) | Q(last_on__gte=F("begins_on")), name="term_has_days"),
            models.CheckConstraint(
                condition=~Q(state="terminated") | Q(in_good_faith__isnull=False) & ~Q(end_reason=""),
                name="terminated_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["program", "state"], name="agreements_of_program")]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref(Kind.AGREEMENT, self.id)


class Party(models.Model):
    """A company that the agreement binds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    company_id = models.UUIDField()
    role = models.CharField(max_length=20)  # key of the program's role: adopter, supplier
    leads = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField()  # the lead first, then adopters, then suppliers
    left_on = models.DateField(null=True)  # the first day on which it does not bind it any more

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "company_id"], condition=Q(left_on=None), name="company_once_in_agreement"
            ),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(leads=True, left_on=None), name="one_lead_of_agreement"
            ),
        ]
        indexes = [models.Index(fields=["company_id"], name="agreements_of_company")]

    def __str__(self) -> str:
        return f"{self.role} {self.company_id} in {self.agreement_id}"


class BudgetLine(models.Model):
    """What stands in one line of the budget: as the company laid it out, and as it is after the review.

    Whole won. Rate: about seven an agreement.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="lines")
    line = models.CharField(max_length=40)  # key of the program's budget line
    place = models.PositiveSmallIntegerField()
    asked_government = models.PositiveBigIntegerField()
    asked_cash = models.PositiveBigIntegerField()
    asked_in_kind = models.PositiveBigIntegerField()
    government = models.PositiveBigIntegerField()
    cash = models.PositiveBigIntegerField()
    in_kind = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=500, blank=True)  # of the cut

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "line"], name="line_once_in_agreement"),
            models.CheckConstraint(
                condition=Q(government__lte=F("asked_government"), cash__lte=F("asked_cash"))
                & Q(in_kind__lte=F("asked_in_kind")),
                name="line_within_what_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(government=F("asked_government"), cash=F("asked_cash"), in_kind=F("asked_in_kind"))
                | ~Q(reason=""),
                name="cut_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.government}+{self.cash}+{self.in_kind}"


class Paper(InSlot):
    """A paper that the lead company brings before the agreement, and what the office said of it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="papers")
    is_accepted = models.BooleanField(null=True)  # None: nobody has looked yet
    reason = models.CharField(max_length=500, blank=True)  # why it was sent back
    looked_by = models.UUIDField(null=True)
    looked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "slot"], condition=Q(ended_at=None), name="one_paper_of_agreement"
            ),
            models.CheckConstraint(
                condition=Q(is_accepted=None, looked_by=None, looked_at=None, reason="")
                | Q(is_accepted=True, looked_by__isnull=False, looked_at__isnull=False, reason="")
                | Q(is_accepted=False, looked_by__isnull=False, looked_at__isnull=False) & ~Q(reason=""),
                name="looked_at_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} of {self.agreement_id}"


class Change(models.Model):
    """What is to be, or was, changed in an agreement; an extension is one of ``months``. Rate: one or two an agreement.

    ``before`` and ``after`` are what the company wrote of the item, beside each other; of a change of supplier they are
    names. That one, and a succession that the program wants signed, stand once everybody has signed the agreement as it
    is then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="changes")
    item = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=ChangeState)
    months = models.PositiveSmallIntegerField(default=0)
    before = models.CharField(max_length=1000)
    after = models.CharField(max_length=1000)
    reason = models.CharField(max_length=500)
    cause_on = models.DateField()
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    due_on = models.DateField()  # the last day for the answer
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    leaves_id = models.UUIDField(null=True)
    comes_id = models.UUIDField(null=True)
    signing_id = models.UUIDField(null=True)
    company_id = models.UUIDField(null=True)  # in whose life it happened; None: it is the agreement's own

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "item"],
                condition=Q(state__in=["asked", "signing"], company_id=None),
                name="one_open_change_of_item",
            ),
            models.UniqueConstraint(
                fields=["agreement", "item", "company_id"],
                condition=Q(state__in=["asked", "signing"]),
                name="one_open_event_of_company",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "notified"], answered_at=None, answered_by=None)
                | Q(state__in=["signing", "approved", "refused"], answered_at__isnull=False, answered_by__isnull=False)
                & ~Q(answer=""),
                name="answered_change_has_answer",
            ),
            models.CheckConstraint(
                condition=Q(leaves_id=None, comes_id=None)
                | Q(leaves_id__isnull=False, comes_id__isnull=False) & ~Q(leaves_id=F("comes_id")),
                name="who_leaves_is_followed",
            ),
            models.CheckConstraint(condition=~Q(state="signing") | Q(signing_id__isnull=False), name="signing_change"),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(state="asked"), name="changes_open")]

    def __str__(self) -> str:
        return f"{self.item} {self.state} of {self.agreement_id}"
