"""The journal's rows, the marks of what has been delivered from it, and the access log beside it."""

import uuid

from django.db import models
from django.db.models import Q

from gonggo.journal.purposes import Purpose


class Entry(models.Model):
    """One past-tense fact. The table only grows (a trigger refuses anything else).

    Rate: a few rows a command, about 200 in an application's life; thinned by nothing, moved by year when closed.
    """

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    program = models.CharField(max_length=80, blank=True)
    person_id = models.UUIDField(null=True)
    role = models.CharField(max_length=30)
    organisation = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    basis = models.CharField(max_length=200, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="journal_subject"),
            models.Index(fields=["name", "id"], name="journal_name"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.name} {self.subject_kind}:{self.subject_id}"


class Delivery(models.Model):
    """One reader's mark on one entry: waiting until ``done_at`` is set. Done marks may be thinned after a year."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="deliveries")
    reader = models.CharField(max_length=60)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "reader"], name="one_delivery_per_reader")]
        indexes = [models.Index(fields=["id"], condition=Q(done_at=None), name="journal_waiting")]

    def __str__(self) -> str:
        return f"{self.reader} of {self.entry_id}"


class Access(models.Model):
    """Somebody's data was opened: who, when, from where, whose, what for. The table only grows, as the journal's.

    The fact itself is ``entry``, a leaf of the tamper-evident log; ``origin``, the network address of a person, stands
    here alone, so that it can be destroyed. ``whose`` is the Ref of a company as text. Rate: a row for each company of
    an application that an officer opens, and for each paper; kept for the program's ``access-log-years``.
    """

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="accesses")
    person_id = models.UUIDField()
    at = models.DateTimeField()
    origin = models.GenericIPAddressField()
    whose = models.CharField(max_length=60)
    purpose = models.CharField(max_length=40, choices=[(one.value, one.value) for one in Purpose])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "whose"], name="access_once_of_each")]
        indexes = [
            models.Index(fields=["at"], name="access_at"),
            models.Index(fields=["person_id", "at"], name="access_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.person_id} {self.whose} {self.purpose}"
