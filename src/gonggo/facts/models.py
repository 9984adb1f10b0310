"""The rows of dated facts."""

from django.db import models
from django.db.models import F, Q

from gonggo.facts.definition import Source
from gonggo.kernel.ref import Kind, Ref


class Fact(models.Model):
    """One thing that is so about a party on each day of ``[since_on, until_on)``, as far as we know.

    A row that follows from a decision of a room (``follows``) is a span of its own: it stands beside what is stated of
    the same kind, which does not take over from it. Rows never change but for ``until_on``, which closes when a later
    statement takes over; a correction of the same day leaves an empty interval, so that what was once believed can
    still be read.
    Rate: about 10 a company and year.
    """

    id = models.BigAutoField(primary_key=True)
    subject_kind = models.CharField(max_length=20)  # of Kind
    subject_id = models.UUIDField()
    kind = models.CharField(max_length=80)  # of the house (FactKind) or of a program
    program = models.CharField(max_length=80, blank=True)  # key; empty for what is so whatever the program
    value = models.JSONField()
    since_on = models.DateField()
    until_on = models.DateField(null=True)
    source = models.CharField(max_length=20, choices=[(source.value, source.value) for source in Source])
    evidence_id = models.UUIDField(null=True)
    recorded_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    follows = models.CharField(max_length=60, blank=True)  # the text of a Ref: the decision that made it so

    class Meta:
        indexes = [models.Index(fields=["subject_id", "kind", "since_on"], name="fact_of_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "kind", "program"],
                condition=Q(until_on=None),
                name="one_open_fact",
            ),
            models.CheckConstraint(condition=Q(until_on=None) | Q(until_on__gte=F("since_on")), name="fact_ends"),
            models.CheckConstraint(condition=Q(follows="") | Q(until_on__isnull=False), name="fact_that_follows_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject_id} {self.kind} {self.since_on}..{self.until_on or ''}"

    @property
    def subject(self) -> Ref:
        return Ref(Kind(self.subject_kind), self.subject_id)
