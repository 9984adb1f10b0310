"""Django's way to send mail leads into the queue: the accounts' codes wait for the worker like everything else."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import translation

from gonggo.messages.commands import write_text


class QueueBackend(BaseEmailBackend):
    """Queues each message once for every person it is to."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many messages were queued. The instant shown is the program's now: this is a border of the house."""
        at = settings.GONGGO_CLOCK.now()
        language = (translation.get_language() or "ko")[:2]
        for message in email_messages:
            for to in message.recipients():
                write_text(to=to, language=language, subject=str(message.subject), body=str(message.body), at=at)
        return len(email_messages)
