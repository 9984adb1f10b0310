"""Rows of applications: the application itself, its parties, their papers."""

import uuid

from django.db import models
from django.db.models import Q

from gonggo.applications.states import RECEIVED, ApplicationState, PartyState, SupplementState
from gonggo.documents.models import InSlot


class Application(models.Model):
    """One application, tied to the version of the notice under which it was started.

    Its answers are drafts in the door's store until sealed; what was submitted is the sealed revision named here.
    Rate: up to 15,000 a round; thinned by retention (drafts never submitted after 6 months).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=40, unique=True)
    program = models.CharField(max_length=80)
    program_version = models.PositiveIntegerField()
    track = models.CharField(max_length=40)
    type = models.CharField(max_length=40)
    operator = models.CharField(max_length=60)
    lead_company_id = models.UUIDField()
    state = models.CharField(max_length=20, choices=ApplicationState, default=ApplicationState.DRAFT)
    title = models.CharField(max_length=300, blank=True)  # as sealed in the revision in force
    started_by = models.UUIDField()
    started_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    receipt_id = models.UUIDField(null=True)
    sealed_revision_id = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)  # found eligible, refused or returned
    reason = models.CharField(max_length=500, blank=True)  # why it was refused or returned
    settled_sequence = models.PositiveIntegerField(default=0)  # the door's last event that was settled

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=sorted(RECEIVED))
                | Q(received_at__isnull=False, receipt_id__isnull=False, sealed_revision_id__isnull=False),
                name="received_has_receipt",
            ),
            models.CheckConstraint(
                condition=~Q(state=ApplicationState.WITHDRAWN) | Q(withdrawn_at__isnull=False),
                name="withdrawn_has_instant",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["eligible", "refused", "returned"], decided_at__isnull=False)
                | ~Q(state__in=["eligible", "refused", "returned"]) & Q(decided_at=None),
                name="decided_has_instant",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "returned"]) | ~Q(reason=""), name="refused_has_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["lead_company_id", "-started_at"], name="applications_of_company"),
            models.Index(fields=["program", "state", "received_at"], name="applications_received"),
        ]

    def __str__(self) -> str:
        return self.number


class Numbering(models.Model):
    """The last serial given in one series (program and track): locked while the next is taken."""

    series = models.CharField(max_length=80, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"


class Party(models.Model):
    """A company in an application. The lead adopter joins by starting it, others by invitation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=20)  # key of the program's role: adopter, supplier
    brn = models.CharField(max_length=10)
    company_id = models.UUIDField(null=True)  # known once the company has answered
    state = models.CharField(max_length=20, choices=PartyState)
    is_lead = models.BooleanField(default=False)
    email = models.EmailField(blank=True)
    invited_by = models.UUIDField(null=True)
    invited_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    end_reason = models.CharField(max_length=500, blank=True)  # why another took its place

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "brn"],
                condition=Q(state__in=[PartyState.INVITED, PartyState.JOINED]),
                name="company_once_in_application",
            ),
            models.UniqueConstraint(fields=["application"], condition=Q(is_lead=True), name="one_lead"),
            models.CheckConstraint(
                condition=~Q(state=PartyState.JOINED) | Q(joined_at__isnull=False, company_id__isnull=False),
                name="joined_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["company_id", "state"], name="parties_of_company"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.brn} in {self.application_id}"


class Channel(models.TextChoices):
    """How a natural person is reached."""

    MAIL = "mail"
    TEXT = "text"


class NamedPerson(models.Model):
    """A natural person whose data is in an application, as their company named them; they may have no account.

    ``contact`` (a telephone number or an e-mail address) is sealed. The link and its codes are computed from this row
    and the installation's key: none of them is kept. Moments of link and code are by the machine's clock.
    Rate: about four a party.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="people")
    company_id = models.UUIDField()
    name = models.CharField(max_length=60)
    capacities = models.CharField(max_length=200)  # keys of the program's capacities, parted by spaces
    channel = models.CharField(max_length=4, choices=Channel)
    contact_sealed = models.CharField(max_length=700)
    contact_lookup = models.CharField(max_length=64)
    named_by = models.UUIDField()
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    link = models.PositiveSmallIntegerField(default=1)  # a new one ends the one before
    link_sent_at = models.DateTimeField()
    code = models.PositiveSmallIntegerField(default=0)  # of this link: how many codes were sent
    code_sent_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)  # of this code: how many were wrong

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "company_id", "contact_lookup"],
                condition=Q(ended_at=None),
                name="one_person_of_a_contact",
            ),
            models.CheckConstraint(
                condition=Q(code=0, code_sent_at=None) | Q(code__gt=0, code_sent_at__isnull=False),
                name="code_has_its_moment",
            ),
        ]
        indexes = [models.Index(fields=["application", "company_id"], name="people_of_party")]

    def __str__(self) -> str:
        return f"{self.name} in {self.application_id}"

    @property
    def contact_seal(self) -> str:
        """What the sealed contact is bound to."""
        return f"named_person.contact:{self.id}"


class OpenedSection(models.Model):
    """A page of the lead that a supplier writes too, until it is closed again. Rate: a few in some applications."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="opened_sections")
    company_id = models.UUIDField()
    section = models.CharField(max_length=80)
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "company_id", "section"],
                condition=Q(closed_at=None),
                name="section_open_once_to_company",
            )
        ]

    def __str__(self) -> str:
        return f"{self.section} of {self.application_id} to {self.company_id}"


class Paper(InSlot):
    """A paper of one company."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="papers")
    company_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "company_id", "slot"], condition=Q(ended_at=None), name="one_paper_in_slot"
            )
        ]

    def __str__(self) -> str:
        return f"{self.slot} of {self.company_id} in {self.application_id}"


class Supplement(models.Model):
    """What one company is asked to hand in after the closing; the sealed revision stays as it was submitted.

    It opens papers and consents, never the plan, the budget or the parties. Rate: about one in three applications.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="supplements")
    company_id = models.UUIDField()
    state = models.CharField(max_length=12, choices=SupplementState, default=SupplementState.ASKED)
    reason = models.CharField(max_length=500)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    due_on = models.DateField()  # the last day on which it can be answered
    closed_at = models.DateTimeField(null=True)  # answered, or lapsed

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "company_id"],
                condition=Q(state=SupplementState.ASKED),
                name="one_open_supplement_of_company",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", closed_at=None) | ~Q(state="asked") & Q(closed_at__isnull=False),
                name="closed_supplement_has_its_moment",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="supplement_has_reason"),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(state="asked"), name="supplements_open")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.company_id} {self.state}"


class SupplementItem(models.Model):
    """One thing that is asked for: a paper of a slot, or a consent; and what was handed in for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    supplement = models.ForeignKey(Supplement, on_delete=models.PROTECT, related_name="items")
    slot = models.CharField(max_length=60)  # of a paper, or the key of a consent's text
    ground = models.CharField(max_length=20)  # of the program's list of what a supplement opens
    document_id = models.UUIDField(null=True)
    handed_in_by = models.UUIDField(null=True)
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["supplement", "slot"], name="item_once_in_supplement"),
            models.CheckConstraint(
                condition=Q(handed_in_at=None, handed_in_by=None, document_id=None)
                | Q(handed_in_at__isnull=False, handed_in_by__isnull=False),
                name="handed_in_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} ({self.ground})"


class Reversal(models.Model):
    """A refusal or a return that an upheld objection undid. Only grows.

    ``conditions`` is {"version": 1, "conditions": [key, …]}: what the refusal rested on and rests on no more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="reversals")
    objection_id = models.UUIDField(unique=True)
    decision = models.UUIDField()  # uid of the fact that was undone
    conditions = models.JSONField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.application_id} by {self.objection_id}"
