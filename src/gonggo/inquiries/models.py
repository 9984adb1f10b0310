"""Rows of inquiries."""

import uuid

from django.db import models
from django.db.models import Q

from gonggo.inquiries.states import InquiryState


class Inquiry(models.Model):
    """A question to the offices. ``asked_by`` is who signed in, ``email`` where the answer goes.

    What is published is written anew: the question and the answer as they were asked and given are nobody else's.
    Who answers: the operator of ``application_id`` as it stands now, else ``operator`` as it was chosen, else the
    agency; the agency too from ``taken_over_at`` on (``queries`` reads it as ``answers``). ``answered_operator`` is who
    gave the answer that stands, nothing where it was the agency.
    Rate: about one in three applications; thinned by retention.
    """

    answers: str
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)  # key of one of the program's contacts
    state = models.CharField(max_length=10, choices=InquiryState, default=InquiryState.ASKED)
    question = models.TextField(max_length=2000)
    language = models.CharField(max_length=2, choices=[("ko", "ko"), ("en", "en")])
    asked_by = models.UUIDField(null=True)
    email = models.EmailField(max_length=254)
    asked_at = models.DateTimeField()
    application_id = models.UUIDField(null=True)
    operator = models.CharField(max_length=80, blank=True)  # a key among the program's operators
    taken_over_by = models.UUIDField(null=True)
    taken_over_at = models.DateTimeField(null=True)
    answer = models.TextField(max_length=4000, blank=True)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_operator = models.CharField(max_length=80, blank=True)
    public_question = models.CharField(max_length=200, blank=True)
    public_answer = models.TextField(max_length=4000, blank=True)
    published_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=InquiryState.ASKED, answer="", answered_at=None, answered_by=None)
                | (~Q(state=InquiryState.ASKED) & ~Q(answer="") & Q(answered_at__isnull=False)),
                name="answered_inquiry_has_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state=InquiryState.PUBLISHED)
                | (~Q(public_question="") & ~Q(public_answer="") & Q(published_at__isnull=False)),
                name="published_inquiry_has_words",
            ),
            models.CheckConstraint(
                condition=Q(taken_over_at__isnull=True, taken_over_by__isnull=True)
                | Q(taken_over_at__isnull=False, taken_over_by__isnull=False),
                name="taken_over_inquiry_says_by_whom",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "asked_at"], name="inquiries_queue"),
            models.Index(fields=["application_id"], name="inquiries_of_application"),
            models.Index(fields=["asked_by", "-asked_at"], name="inquiries_of_person"),
            models.Index(fields=["email", "-asked_at"], name="inquiries_of_address"),
        ]

    def __str__(self) -> str:
        return f"{self.program} {self.subject} {self.state}"
