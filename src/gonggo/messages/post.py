"""Where mail and text messages go: the addresses in GONGGO_MAIL and GONGGO_TEXTS, and the ways out."""

import json
import smtplib
import ssl
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from gonggo.kernel.address import without_password
from gonggo.messages.models import Channel, Mail
from gonggo.parties import personal

_TIMEOUT_S = 10  # a server that falls silent is left before the worker, told to stop, would be ended


class NoPost(ValueError):
    """GONGGO_MAIL cannot be used; the text says what to write."""


@dataclass(frozen=True, slots=True)
class Post:
    """A mail server as ``smtp://user:password@host:port?from=address``; ``smtps`` speaks TLS from the start.

    ``smtp`` turns to TLS when the server offers it; with a password it must.
    """

    host: str
    port: int
    user: str
    password: str
    sender: str
    tls: bool


def read(url: str) -> Post | None:
    """The server that ``url`` names, None for "mailbox" (nothing leaves the house). Raises NoPost."""
    if url == "mailbox":
        return None
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise NoPost(
            f"GONGGO_MAIL={without_password(url)!r}: "
            "mailbox 또는 smtp://사용자:암호@호스트:포트?from=주소 로 적어 주세요. / "
            "write mailbox or smtp://user:password@host:port?from=address"
        )
    tls = parts.scheme == "smtps"
    sender = parse_qs(parts.query).get("from", [f"no-reply@{parts.hostname}"])[0]
    port = parts.port or (465 if tls else 25)
    return Post(parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), sender, tls)


def carry(post: Post) -> Callable[[Mail], None]:
    """A way out over SMTP: takes one mail, raises OSError or smtplib.SMTPException if it was not taken."""

    def send(mail: Mail) -> None:
        letter = _letter(mail, post)
        context = ssl.create_default_context()
        if post.tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(post.host, post.port, timeout=_TIMEOUT_S, context=context)
        else:
            server = smtplib.SMTP(post.host, post.port, timeout=_TIMEOUT_S)
        with server:
            server.ehlo()
            if not post.tls and server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
            elif post.password and not post.tls:
                raise smtplib.SMTPNotSupportedError("a password is not sent without TLS")
            if post.user:
                server.login(post.user, post.password)
            server.send_message(letter)

    return send


def carry_texts(gateway: str) -> Callable[[Mail], None]:
    """A way out for text messages: ``{"to": number, "text": words}`` as JSON to the gateway, which answers 2xx.

    Raises OSError if it was not taken.
    """

    def send(message: Mail) -> None:
        said = {"to": personal.opened(message.to, of=message.to_seal), "text": message.body, "id": str(message.id)}
        request = urllib.request.Request(  # noqa: S310  # the environment takes https, and http on this machine alone
            gateway,
            data=json.dumps(said, ensure_ascii=False).encode(),
            headers={"Content-Type": "application/json; charset=utf-8"},
        )
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S):  # noqa: S310
            pass

    return send


def ways(mail: str, texts: str) -> Callable[[Mail], None] | None:
    """The way out of both kinds; what only the mailbox keeps is taken without leaving the house. Raises NoPost."""
    server, is_sent = read(mail), texts not in {"none", "mailbox"}
    if server is None and not is_sent:
        return None
    by = {Channel.MAIL: carry(server) if server else None, Channel.TEXT: carry_texts(texts) if is_sent else None}

    def send(message: Mail) -> None:
        way = by[Channel(message.channel)]
        if way is not None:
            way(message)

    return send


def _letter(mail: Mail, post: Post) -> EmailMessage:
    letter = EmailMessage()
    name, _, domain = mail.to.rpartition("@")
    letter["To"] = Address(username=name, domain=domain)
    letter["From"] = post.sender
    letter["Subject"] = mail.subject
    letter["Date"] = format_datetime(mail.queued_at)
    letter["Message-ID"] = f"<{mail.id}@{post.sender.rpartition('@')[2]}>"  # the same at every try
    letter["Auto-Submitted"] = "auto-generated"
    letter["Content-Language"] = mail.language
    letter.set_content(mail.body)
    return letter
