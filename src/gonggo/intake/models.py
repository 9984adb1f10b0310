"""The door's store as the house sees it. The door itself reads and writes these tables with the statements in ``sql``.

Growth: an event, its signature, settlement and leaf are about 1.2 KB together, one set a press of the submit button; a
draft revision is as large as its text and comes at most once a second and writer, ``thin_drafts`` takes old ones away.
"""

from django.db import models

from gonggo.intake.fields import InstantField


class Gate(models.Model):
    """What a subject's requests are judged by: the window in force, the epoch, the revision that may be submitted."""

    subject_id = models.UUIDField(primary_key=True)
    subject_kind = models.CharField(max_length=32)
    program = models.CharField(max_length=100)
    number = models.CharField(max_length=40, unique=True)
    opens_at = InstantField()
    closes_at = InstantField()
    basis = models.CharField(max_length=200)
    epoch = models.IntegerField(default=1)
    sealed_id = models.UUIDField(null=True)
    sealed_digest = models.CharField(max_length=64, default="")
    opened_at = InstantField()

    class Meta:
        indexes = [models.Index(fields=["program", "subject_kind"], name="gate_program")]
        constraints = [
            models.CheckConstraint(condition=models.Q(opens_at__lt=models.F("closes_at")), name="gate_opens_first"),
        ]

    def __str__(self) -> str:
        return self.number


class PersonEpoch(models.Model):
    """A person who may act at a gate; a raised epoch takes every capability minted before away."""

    subject_id = models.UUIDField()
    person_id = models.UUIDField()
    epoch = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_id", "person_id"], name="person_once_a_gate")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.subject_id}: {self.epoch}"


class SealedRevision(models.Model):
    """One immutable revision: what was checked, consented to and may be submitted.

    ``content`` and ``disclosures`` (each company's salted list of papers) are canonical JSON, ``digest`` is over both.
    """

    id = models.UUIDField(primary_key=True)
    subject_kind = models.CharField(max_length=32)
    subject_id = models.UUIDField()
    revision = models.IntegerField()
    digest = models.CharField(max_length=64)
    content = models.TextField()
    disclosures = models.TextField()
    receipt_part = models.TextField()
    sealed_at = InstantField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_id", "revision"], name="revision_once_a_subject")]

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject_id} r{self.revision}"


class Event(models.Model):
    """One answer of the door. Its id is the capability's nonce; ``link`` chains the events of a subject.

    ``written_at`` is the machine's time, but always later than that of the subject's event before; ``batch`` names what
    was written, and is signed, together.
    """

    id = models.UUIDField(primary_key=True)
    subject_kind = models.CharField(max_length=32)
    subject_id = models.UUIDField()
    number = models.CharField(max_length=40)
    seq = models.IntegerField()
    event = models.CharField(max_length=16)
    code = models.CharField(max_length=40)
    basis = models.CharField(max_length=200)
    stamped_at = InstantField()
    closes_at = InstantField(null=True)
    sealed_id = models.UUIDField(null=True)
    sealed_digest = models.CharField(max_length=64)
    standing_id = models.UUIDField(null=True)
    person_id = models.UUIDField()
    role = models.CharField(max_length=32)
    company_id = models.UUIDField(null=True)
    step_up_at = InstantField(null=True)
    previous = models.CharField(max_length=64)
    link = models.CharField(max_length=64)
    written_at = InstantField()
    batch = models.UUIDField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_id", "seq"], name="event_once_a_place"),
            models.CheckConstraint(
                condition=models.Q(event__in=["submitted", "withdrawn", "refused"]), name="event_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(event="refused") ^ models.Q(code=""), name="event_has_code_if_refused"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}-{self.seq} {self.event}"


class Signature(models.Model):
    """The signature of a batch's receipts, written by the door shortly after its answers (the same bytes)."""

    batch = models.UUIDField(primary_key=True)
    key_id = models.CharField(max_length=80)
    public_key = models.CharField(max_length=44)
    signature = models.CharField(max_length=88)

    def __str__(self) -> str:
        return f"{self.batch} by {self.key_id}"


class Settlement(models.Model):
    """The mark that the house has acted on an event."""

    event_id = models.UUIDField(primary_key=True)
    settled_at = InstantField()

    def __str__(self) -> str:
        return str(self.event_id)


class DraftField(models.Model):
    """A field that a draft may have, by form (a program's version); what the door checks a save against."""

    form = models.CharField(max_length=160)
    section = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=16)
    max_length = models.IntegerField()
    shape = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "key"], name="field_once_a_form")]

    def __str__(self) -> str:
        return f"{self.form} {self.key}"


class DraftRevision(models.Model):
    """One saved value of one field; the newest that is no ``conflict`` is the draft's text."""

    subject_id = models.UUIDField()
    party = models.UUIDField()
    key = models.CharField(max_length=120)
    revision = models.IntegerField()
    value = models.TextField()
    conflict = models.BooleanField()
    saved_by = models.UUIDField()
    tab = models.CharField(max_length=32)
    saved_at = InstantField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_id", "party", "key", "revision"], name="draft_once_a_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.key} r{self.revision}"


class LogLeaf(models.Model):
    """An entry of the log: the digest of a receipt or of a journal row, in settlement order."""

    place = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=16)
    ref = models.CharField(max_length=80)
    event_id = models.UUIDField(null=True, unique=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "ref"], name="leaf_once")]

    def __str__(self) -> str:
        return f"{self.place} {self.kind} {self.ref}"


class LogNode(models.Model):
    """A complete subtree of the log, written once (level 0: the leaves' hashes)."""

    level = models.SmallIntegerField()
    place = models.BigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "place"], name="node_once")]

    def __str__(self) -> str:
        return f"{self.level}/{self.place}"


class Checkpoint(models.Model):
    """A signed note: the log had this size and this root."""

    size = models.BigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    note = models.TextField()
    signed_at = InstantField()

    def __str__(self) -> str:
        return str(self.size)
