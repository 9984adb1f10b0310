"""Rows of letters: none ever changes (a trigger refuses it)."""

import uuid

from django.db import models
from django.db.models import Q

from gonggo.messages.letters.definition import LetterKind


class LetterSeries(models.Model):
    """The last serial given in a program's year: locked while the next is taken."""

    program = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "year"], name="one_series_a_year")]

    def __str__(self) -> str:
        return f"{self.program} {self.year}: {self.last}"


class Letter(models.Model):
    """One decision told to one company. ``content`` is read into ``Content``.

    ``cause`` is the uid of the decision's fact. Rate: two or three an application; kept as long as the decision.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=120, unique=True)
    program = models.CharField(max_length=80)
    program_version = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in LetterKind])
    subject = models.CharField(max_length=60)  # the text of a Ref
    company_id = models.UUIDField()
    cause = models.UUIDField()
    issued_at = models.DateTimeField()
    issued_on = models.DateField()
    languages = models.CharField(max_length=5, choices=[("ko", "ko"), ("en,ko", "en,ko")])
    basis = models.CharField(max_length=200)
    group = models.CharField(max_length=40, blank=True)  # the program's table of days for an objection
    until_on = models.DateField(null=True)
    content = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cause", "subject", "company_id"], name="one_letter_of_a_decision"),
            models.CheckConstraint(condition=~Q(basis=""), name="letter_has_legal_basis"),
            models.CheckConstraint(
                condition=Q(group="", until_on=None) | (~Q(group="") & Q(until_on__isnull=False)),
                name="letter_says_until_when",
            ),
        ]
        indexes = [
            models.Index(fields=["company_id", "-issued_at"], name="letters_of_company"),
            models.Index(fields=["subject"], name="letters_about"),
        ]

    def __str__(self) -> str:
        return self.number


class Approval(models.Model):
    """One place in a letter's line of approval: who decided, in which office and role, when, by which fact."""

    id = models.BigAutoField(primary_key=True)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="approvals")
    place = models.PositiveSmallIntegerField()
    fact = models.UUIDField()
    person_id = models.UUIDField(null=True)  # None: decided by the rules of the notice, by itself
    role = models.CharField(max_length=30)
    organisation = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "place"], name="one_approval_a_place")]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.place}"


class LetterPaper(models.Model):
    """The PDF of a letter in one language. The Korean one is set last: with it the letter is issued."""

    id = models.BigAutoField(primary_key=True)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="papers")
    language = models.CharField(max_length=2, choices=[("ko", "ko"), ("en", "en")])
    document_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "language"], name="one_paper_a_language")]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.language} {self.sha256[:16]}"
