"""Consents: a person's agreement, for a party, to the digest of what that party answers for."""

import uuid

from django.db import models
from django.db.models import F, Q


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
