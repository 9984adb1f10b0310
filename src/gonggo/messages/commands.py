"""Writing mails into the queue and sending what waits."""

import smtplib
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from django.db import connection, transaction

from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Ref
from gonggo.messages.models import Channel, Mail
from gonggo.messages.templates import TEMPLATES
from gonggo.parties import personal

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
) -> None:
    """Queue the mail ``template`` with its named fields for one person, once for its ``cause``.

    ``at`` is the program's instant of what it tells. A second call with the same cause changes nothing.
    Raises KeyError for an unknown template or a field that it lacks.
    """
    write_to_each(template, {to: language}, lambda _: fields, at=at, cause=cause, about=about)


def write_to_each(
    template: str,
    readers: Mapping[str, str],
    fields: Callable[[str], Mapping[str, object]],
    *,
    at: datetime,
    cause: str,
    about: Ref | None,
) -> None:
    """As ``write``, to several people: address → language. ``fields`` is asked once a language. One INSERT."""
    words = {language: TEMPLATES[template].filled(language, **fields(language)) for language in {*readers.values()}}
    _queue(
        _mail(template, to=to, language=language, words=words[language], at=at, cause=cause, about=about)
        for to, language in readers.items()
    )


def write_text_message(
    template: str, *, to: str, language: str, at: datetime, cause: str, about: Ref | None, **fields: object
) -> None:
    """As ``write``, as a text message to the telephone number ``to``, which is kept sealed."""
    words = TEMPLATES[template].filled(language, **fields)
    message = _mail(template, to="", language=language, words=words, at=at, cause=cause, about=about)
    message.channel = Channel.TEXT
    message.to = personal.seal(to, of=message.to_seal)
    _queue([message])


def write_text(*, to: str, language: str, subject: str, body: str, at: datetime) -> None:
    """Queue a mail whose words the accounts wrote themselves (codes of sign-up and sign-in)."""
    _queue([_mail("account", to=to, language=language, words=(subject, body), at=at, cause="", about=None)])


def _mail(
    template: str, *, to: str, language: str, words: tuple[str, str], at: datetime, cause: str, about: Ref | None
) -> Mail:
    now, (subject, body) = machine_now(), words
    return Mail(
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


def _queue(mails: Iterable[Mail]) -> None:
    """Of one cause the first stays."""
    Mail.objects.bulk_create(mails, ignore_conflicts=True)


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
