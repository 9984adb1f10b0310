"""The queue of mails and text messages."""

import uuid

from django.db import models
from django.db.models import Q

from gonggo.messages.letters.models import Approval, Letter, LetterPaper, LetterSeries

__all__ = ["Approval", "Letter", "LetterPaper", "LetterSeries", "Mail"]


class Channel(models.TextChoices):
    MAIL = "mail"
    TEXT = "text"


class Mail(models.Model):
    """One mail or text message to one person, waiting until ``sent_at`` is set. The number of a text is sealed.

    ``written_at`` is by the program's clock (the fact's instant), everything about sending by the machine's.
    Rate: about ten in an application's life; sent ones are thinned with their application.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cause = models.CharField(max_length=400, unique=True)
    template = models.CharField(max_length=60)
    channel = models.CharField(max_length=4, choices=Channel, default=Channel.MAIL)
    to = models.EmailField(max_length=254)
    language = models.CharField(max_length=2, choices=[("ko", "ko"), ("en", "en")])
    subject = models.CharField(max_length=300)
    body = models.TextField()
    about = models.CharField(max_length=60, blank=True)  # the text of a Ref
    written_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["not_before"], condition=Q(sent_at=None), name="mail_waiting"),
            models.Index(fields=["-queued_at"], name="mail_newest"),
            models.Index(fields=["about"], name="mail_about"),
        ]

    def __str__(self) -> str:
        return f"{self.template} to {self.to}"

    @property
    def to_seal(self) -> str:
        """What the sealed number of a text message is bound to."""
        return f"mail.to:{self.cause}"
