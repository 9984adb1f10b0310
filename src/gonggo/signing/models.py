"""Consents to the digest of what a party answers for, and signatures over a paper in a fixed order."""

import uuid

from django.db import models
from django.db.models import F, Q

from gonggo.kernel.ref import Kind, Ref
from gonggo.signing.states import SigningState


class Consent(models.Model):
    """One consent. It holds for every sealed revision whose part of this party has the same digest.

    Rate: a handful a party and submission; kept as long as the application.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    party_id = models.UUIDField()
    text_key = models.CharField(max_length=80)
    text_version = models.CharField(max_length=20)
    text_digest = models.CharField(max_length=64)
    language = models.CharField(max_length=5)
    part_digest = models.CharField(max_length=64)
    person_id = models.UUIDField()
    role = models.CharField(max_length=30)
    stepped_up_at = models.DateTimeField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "party_id", "text_key", "part_digest"],
                condition=Q(withdrawn_at=None),
                name="one_standing_consent",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")), name="withdrawn_after_given"
            ),
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="signing_subject")]

    def __str__(self) -> str:
        return f"{self.text_key} by {self.person_id} for {self.party_id}"


class Signing(models.Model):
    """A paper that several sign one after the other. Rate: one an agreement, and one for each called off or changed.

    ``document_id`` and ``sha256`` are of the paper before anybody signed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    program = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=120)  # of the file, without what comes behind the dot
    document_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=SigningState)
    opened_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"],
                condition=Q(state=SigningState.OPEN),
                name="one_open_signing_of_a_subject",
            ),
            models.CheckConstraint(
                condition=Q(state=SigningState.OPEN, completed_at=None, voided_at=None)
                | Q(state=SigningState.COMPLETED, completed_at__isnull=False, voided_at=None)
                | Q(state=SigningState.VOID, completed_at=None, voided_at__isnull=False) & ~Q(void_reason=""),
                name="signing_has_its_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject_id} {self.state}"

    @property
    def subject(self) -> Ref:
        return Ref(Kind(self.subject_kind), self.subject_id)


class Signature(models.Model):
    """The place of one party in a signing, and its signature once it is given. Rate: four to six a signing.

    ``before`` and ``after`` are the SHA-256 of the file before and with this signature. ``name`` is the organisation's
    as it stands in the paper, ``label`` its role there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    signing = models.ForeignKey(Signing, on_delete=models.PROTECT, related_name="signatures")
    place = models.PositiveSmallIntegerField()
    party = models.CharField(max_length=60)  # a Ref as text
    name = models.CharField(max_length=120)
    label = models.CharField(max_length=60)
    label_en = models.CharField(max_length=60)
    person_id = models.UUIDField(null=True)
    stepped_up_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    document_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signing", "place"], name="one_signer_in_a_place"),
            models.UniqueConstraint(fields=["signing", "party"], name="one_signature_of_a_party"),
            models.UniqueConstraint(
                fields=["signing", "before"], condition=~Q(before=""), name="one_signature_over_the_same_bytes"
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, person_id=None, stepped_up_at=None, before="", after="", document_id=None)
                | Q(
                    signed_at__isnull=False,
                    person_id__isnull=False,
                    stepped_up_at__isnull=False,
                    document_id__isnull=False,
                )
                & ~Q(before="")
                & ~Q(after=""),
                name="signature_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["party"], condition=Q(signed_at=None), name="signature_awaited")]

    def __str__(self) -> str:
        return f"{self.place} {self.name}"
