"""What the queue holds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gonggo.kernel.ref import Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.messages.models import Channel, Mail
from gonggo.parties import personal


@dataclass(frozen=True, slots=True)
class Written:
    """One mail as a page shows it. ``sent_at`` is None while it waits."""

    id: UUID
    to: str
    subject: str
    body: str
    language: str
    template: str
    written_at: datetime
    sent_at: datetime | None
    tries: int
    trouble: str


def _number(message: Mail) -> str:
    """The end of the number of a text message: the whole of it is for who sends it."""
    return f"***-****-{personal.opened(message.to, of=message.to_seal)[-4:]}"


def _row(mail: Mail) -> Written:
    return Written(
        mail.id,
        _number(mail) if mail.channel == Channel.TEXT else mail.to,
        mail.subject,
        mail.body,
        mail.language,
        mail.template,
        mail.written_at,
        mail.sent_at,
        mail.tries,
        mail.trouble,
    )


def mailbox(*, to: str = "", offset: int = 0, limit: int = 50) -> list[Written]:
    """Mails, newest first; to one address if said. One statement."""
    rows = Mail.objects.order_by("-queued_at", "-id")
    return [_row(mail) for mail in (rows.filter(to=to) if to else rows)[offset : offset + limit]]


def mail(mail_id: UUID) -> Written:
    """One mail. Raises OutOfReach."""
    found = Mail.objects.filter(id=mail_id).first()
    if found is None:
        raise OutOfReach(f"mail:{mail_id}")
    return _row(found)


def mails_about(subject: Ref) -> list[Written]:
    """What was written about ``subject``, oldest first. One statement."""
    return [_row(row) for row in Mail.objects.filter(about=str(subject)).order_by("queued_at", "id")]


def waiting_count() -> int:
    return Mail.objects.filter(sent_at=None).count()


def stuck(*, since: datetime) -> int:
    """How many have waited since before ``since`` (machine's clock)."""
    return Mail.objects.filter(sent_at=None, queued_at__lt=since).count()
