"""People, companies, agencies, and what ties them."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from gonggo.kernel.actor import AGENCY_ROLES, COMPANY_ROLES, MINISTRY_ROLES, OPERATOR_ROLES, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.parties.states import STANDING, ClaimState, InvitationState

_AGENCY_SIDE = OPERATOR_ROLES | AGENCY_ROLES | MINISTRY_ROLES | {Role.EXPERT, Role.EVALUATOR}
_ROLES = [(role.value, role.value) for role in sorted(COMPANY_ROLES | _AGENCY_SIDE)]


class People(BaseUserManager["Person"]):
    """Finds people; they are made by sign-up and by ``commands.add_person``."""


class Person(AbstractBaseUser):
    """Who signs in. One e-mail address, one person; what they may do lies in memberships."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=2, default="ko", choices=[("ko", "ko"), ("en", "en")])
    phone_sealed = models.CharField(max_length=300, blank=True)
    phone_lookup = models.CharField(max_length=64, blank=True, db_index=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="email_in_lower_case")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def ref(self) -> Ref:
        return Ref(Kind.PERSON, self.id)

    @property
    def phone_seal(self) -> str:
        """What a sealed telephone number of this person is bound to."""
        return f"person.phone:{self.id}"


class Company(models.Model):
    """A company is its registration number; all else about it is dated facts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brn = models.CharField(max_length=10, unique=True)
    claimed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.brn

    @property
    def ref(self) -> Ref:
        return Ref(Kind.COMPANY, self.id)


class Agency(models.Model):
    """An office of the program: an operator, the agency or the ministry. ``key`` is its name in program folders."""

    class Office(models.TextChoices):
        OPERATOR = "operator"
        AGENCY = "agency"
        MINISTRY = "ministry"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=Office)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> Ref:
        return Ref(Kind.AGENCY, self.id)


class Membership(models.Model):
    """A person's role in one organisation, from ``since_at`` until it is ended. Ended rows stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="memberships")
    role = models.CharField(max_length=20, choices=_ROLES)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(company__isnull=False, agency=None, role__in=sorted(COMPANY_ROLES))
                | Q(company=None, agency__isnull=False, role__in=sorted(_AGENCY_SIDE)),
                name="membership_of_one_organisation",
            ),
            models.CheckConstraint(condition=Q(until_at=None) | Q(until_at__gte=F("since_at")), name="membership_ends"),
            models.UniqueConstraint(
                fields=["person", "company"], condition=Q(until_at=None), name="one_open_company_membership"
            ),
            models.UniqueConstraint(
                fields=["person", "agency"], condition=Q(until_at=None), name="one_open_agency_membership"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.organisation}"

    @property
    def organisation(self) -> Ref:
        if self.company_id is not None:
            return Ref(Kind.COMPANY, self.company_id)
        assert self.agency_id is not None  # the constraint: one of the two
        return Ref(Kind.AGENCY, self.agency_id)


class Claim(models.Model):
    """A person says: this company is ours. At most one claim of a company stands; others contest it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="claims")
    claimant = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="claims")
    state = models.CharField(max_length=10, choices=ClaimState)
    claimed_at = models.DateTimeField()
    certificate_id = models.UUIDField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company"], condition=Q(state__in=sorted(STANDING)), name="one_standing_claim"
            ),
            models.UniqueConstraint(
                fields=["company", "claimant"],
                condition=Q(state=ClaimState.CONTESTED),
                name="one_contest_per_claimant",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["claimed", "contested"], decided_at=None)
                | Q(state__in=["confirmed", "refused"], decided_at__isnull=False),
                name="decided_claim_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="contested") | Q(certificate_id__isnull=False), name="contest_has_its_certificate"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.state}"


class Invitation(models.Model):
    """A manager asks somebody to join. Of the link's token only the SHA-256 is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in sorted(COMPANY_ROLES)])
    token_digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=InvitationState, default=InvitationState.SENT)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "email"], condition=Q(state=InvitationState.SENT), name="one_open_invitation"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", answered_at=None) | ~Q(state="sent") & Q(answered_at__isnull=False),
                name="open_invitation_is_unanswered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.state}"
