"""Stored bytes and the papers that people gave us with them."""

import uuid

from django.db import models
from django.db.models import Q

from gonggo.documents.kinds import FileKind
from gonggo.documents.states import Hold, Scan


class StoredFile(models.Model):
    """Bytes that are kept once, however often they are handed in.

    ``traits`` is a list of the words of structure/traits.py. Rate: about ten an application; thinned by destruction
    after retention.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in FileKind])
    traits = models.JSONField(default=list)
    scan = models.CharField(max_length=12, choices=Scan.choices)
    scanned_at = models.DateTimeField(null=True)
    signature = models.CharField(max_length=200, blank=True)
    hold = models.CharField(max_length=9, choices=Hold.choices)
    released_at = models.DateTimeField(null=True)
    released_by = models.UUIDField(null=True)
    release_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["scan"], condition=Q(scan__in=[Scan.WAITING, Scan.NOT_SCANNED]), name="file_unscanned"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(scan__in=[Scan.CLEAN, Scan.INFECTED], scanned_at__isnull=False)
                | Q(scan__in=[Scan.WAITING, Scan.NOT_SCANNED], scanned_at__isnull=True),
                name="file_scanned_has_instant",
            ),
            models.CheckConstraint(
                condition=(
                    Q(hold=Hold.RELEASED, released_at__isnull=False, released_by__isnull=False) & ~Q(release_reason="")
                )
                | (~Q(hold=Hold.RELEASED) & Q(released_at__isnull=True, released_by__isnull=True, release_reason="")),
                name="file_released_has_officer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:16]} {self.kind} {self.size}"


class Document(models.Model):
    """A file as somebody handed it in. Its row never changes; another version is another row.

    ``name`` is cleaned and only shown. ``organisation`` is a Ref as text, empty for a person alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="documents")
    name = models.CharField(max_length=255)
    uploaded_by = models.UUIDField(null=True)
    organisation = models.CharField(max_length=60, blank=True)
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} ({self.file_id[:16]})"


class Validity(models.Model):
    """What a certificate says of itself, as its company read it off. Only grows: the last one said counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="validities")
    issued_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)  # the last day on which it is valid
    said_by = models.UUIDField()
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on__isnull=False) | Q(valid_until__isnull=False), name="validity_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.issued_on} - {self.valid_until}"


class InSlot(models.Model):
    """A document in a slot of a room's own. Replacing ends the row and makes another: versions are kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slot = models.CharField(max_length=60)
    document_id = models.UUIDField()
    placed_by = models.UUIDField()
    placed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
