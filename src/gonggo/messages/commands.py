"""Writing mails into the queue and sending what waits."""

import smtplib
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection, transaction

from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Ref
from gonggo.messages.models import Mail
from gonggo.messages.templates import TEMPLATES

TAKEN_FOR = timedelta(minutes=2)  # longer than any try lasts; a worker that died leaves its mail to the next
FIRST_WAIT = timedelta(seconds=30)
MOST_PATIENCE = timedelta(hours=1)


def write(
    template: str,
    *,
    to: str,
    language: str,
    at: datetime,
    cause: str = "",
    about: Ref | None = None,
    **fields: object,
) -> Mail:
    """Queue the mail ``template`` with its named fields for one person, once for its ``cause``.

    ``at`` is the program's instant of what it tells. A second call with the same cause gives the first mail.
    Raises KeyError for an unknown template or a field that it lacks.
    """
    words = TEMPLATES[template]
    subject, body = words.filled(language, **fields)
    return _queue(template, to=to, language=language, subject=subject, body=body, at=at, cause=cause, about=about)


def write_text(*, to: str, language: str, subject: str, body: str, at: datetime) -> Mail:
    """Queue a mail whose words the accounts wrote themselves (codes of sign-up and sign-in)."""
    return _queue("account", to=to, language=language, subject=subject, body=body, at=at, cause="", about=None)


def _queue(
    template: str, *, to: str, language: str, subject: str, body: str, at: datetime, cause: str, about: Ref | None
) -> Mail:
    now = machine_now()
    mail = Mail(
        cause=f"{cause}:{to}" if cause else str(uuid.uuid4()),
        template=template,
        to=to,
        language="en" if language == "en" else "ko",
        subject=" ".join(subject.split())[:300],
        body=body,
        about=str(about or ""),
        written_at=at,
        queued_at=now,
        not_before=now,
    )
    Mail.objects.bulk_create([mail], ignore_conflicts=True)  # of one cause the first stays
    return Mail.objects.get(cause=mail.cause)


def send_waiting(*, now: datetime, out: Callable[[Mail], None] | None, limit: int = 50) -> int:
    """Send what waits through ``out``; how many were sent. With None nothing leaves the house: mails count as kept.

    ``now`` is the machine's clock. A mail that was not taken waits 30 s, 1, 2, 4 … minutes, at most an hour.
    """
    sent = 0
    for _ in range(limit):
        mail = _take(now)
        if mail is None:
            return sent
        try:
            if out is not None:
                out(mail)
        except (OSError, smtplib.SMTPException, ValueError) as trouble:  # ValueError: an address no letter can carry
            _wait(mail, now, trouble)
            continue
        _sent(mail, now)
        sent += 1
    return sent


@transaction.atomic
def _take(now: datetime) -> Mail | None:
    """The next mail that is due, out of the reach of other workers for a while."""
    waiting = Mail.objects.filter(sent_at=None, not_before__lte=now).order_by("not_before", "id")
    mail = waiting.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked).first()
    if mail is not None:
        mail.not_before = now + TAKEN_FOR
        mail.save(update_fields=["not_before"])
    return mail


@transaction.atomic
def _sent(mail: Mail, now: datetime) -> None:
    mail.sent_at, mail.trouble = now, ""
    mail.save(update_fields=["sent_at", "trouble"])


@transaction.atomic
def _wait(mail: Mail, now: datetime, trouble: Exception) -> None:
    mail.tries += 1
    mail.not_before = now + min(FIRST_WAIT * 2 ** min(mail.tries - 1, 10), MOST_PATIENCE)
    mail.trouble = f"{type(trouble).__name__}: {trouble}"[:300]
    mail.save(update_fields=["tries", "not_before", "trouble"])
