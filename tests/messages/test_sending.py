"""Mails leave the house over SMTP, once, and wait while the server is down."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core.mail import send_mail
from django.db import connection, connections
from django.utils import translation

from gonggo.kernel.clock import machine_now
from gonggo.messages import post, queries
from gonggo.messages.commands import MOST_PATIENCE, TAKEN_FOR, send_waiting, write
from gonggo.messages.models import Mail
from gonggo.messages.templates import TEMPLATES
from post_office import PostOffice, post_office

AT = datetime(2024, 4, 30, 8, 59, 59, tzinfo=UTC)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as one:
        yield one


def way_out(office: PostOffice) -> post.Callable[[Mail], None]:
    server = post.read(office.url)
    assert server is not None
    return post.carry(server)


def a_mail(to: str = "hana@example.kr", *, cause: str = "", language: str = "ko") -> Mail:
    fields = dict.fromkeys(TEMPLATES["claim_confirmed"].fields, "하나정밀")
    write("claim_confirmed", to=to, language=language, at=AT, cause=cause, **fields)
    return Mail.objects.filter(to=to).latest("queued_at")


def now() -> datetime:
    return machine_now() + timedelta(seconds=1)


@pytest.mark.django_db
def test_a_queued_mail_is_sent_once_with_korean_words_and_a_lasting_message_id(office: PostOffice) -> None:
    mail = a_mail()

    assert send_waiting(now=now(), out=way_out(office)) == 1
    assert send_waiting(now=now(), out=way_out(office)) == 0

    (letter,) = office.letters
    assert letter["To"] == "hana@example.kr"
    assert letter["From"] == "no-reply@gonggo.example.kr"
    assert letter["Subject"] == "[하나정밀] 기업 등록이 확인되었습니다"
    assert letter["Message-ID"] == f"<{mail.id}@gonggo.example.kr>"
    assert "이제 이 기업을 대표하여" in letter.get_content()
    assert queries.waiting_count() == 0


@pytest.mark.django_db
def test_a_mail_is_written_once_for_its_cause_and_person(office: PostOffice) -> None:
    first = a_mail(cause="entry-1")
    again = a_mail(cause="entry-1")
    other = a_mail("duri@example.kr", cause="entry-1")

    assert first.id == again.id
    assert other.id != first.id
    assert Mail.objects.count() == 2


@pytest.mark.django_db
def test_a_mail_that_is_not_taken_waits_ever_longer_and_at_most_an_hour_and_is_not_lost(office: PostOffice) -> None:
    mail = a_mail()
    office.says = "450"
    waits = []
    at = now()
    for _ in range(10):
        assert send_waiting(now=at, out=way_out(office)) == 0
        mail.refresh_from_db()
        waits.append(int((mail.not_before - at).total_seconds()))
        at = mail.not_before
    office.says = "250"

    assert waits[:4] == [30, 60, 120, 240]
    assert max(waits) == MOST_PATIENCE.total_seconds()
    assert "SMTPRecipientsRefused" in mail.trouble
    assert send_waiting(now=at, out=way_out(office)) == 1
    assert len(office.letters) == 1


@pytest.mark.django_db
def test_a_mail_server_that_is_down_costs_a_try_and_the_other_mails_go_on(office: PostOffice) -> None:
    a_mail()
    closed = post.read("smtp://127.0.0.1:1?from=a@b.kr")
    assert closed is not None

    assert send_waiting(now=now(), out=post.carry(closed)) == 0
    assert queries.mailbox()[0].tries == 1


@pytest.mark.django_db
def test_with_a_mailbox_nothing_leaves_the_house_and_the_mail_is_kept() -> None:
    a_mail(language="en")

    assert send_waiting(now=now(), out=None) == 1
    (kept,) = queries.mailbox()
    assert (kept.to, kept.subject) == ("hana@example.kr", "The registration of 하나정밀 is confirmed")
    assert kept.sent_at is not None


@pytest.mark.django_db
def test_a_worker_that_died_with_a_mail_in_hand_leaves_it_to_the_next(office: PostOffice) -> None:
    a_mail()

    def dies(_: Mail) -> None:
        raise KeyboardInterrupt

    at = now()
    with pytest.raises(KeyboardInterrupt):
        send_waiting(now=at, out=dies)

    assert send_waiting(now=at, out=way_out(office)) == 0
    assert send_waiting(now=at + TAKEN_FOR, out=way_out(office)) == 1


def test_two_workers_at_once_send_every_mail_once(committing: None, office: PostOffice) -> None:
    for number in range(12):
        a_mail(f"person{number}@example.kr")
    out, at = way_out(office), now()
    together = threading.Barrier(2)

    def work() -> None:
        together.wait()
        send_waiting(now=at, out=out)
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    send_waiting(now=at, out=out)

    assert sorted(letter["To"] for letter in office.letters) == sorted(f"person{n}@example.kr" for n in range(12))
    assert connection.vendor in {"sqlite", "postgresql"}


@pytest.mark.django_db
def test_the_accounts_mails_wait_in_the_same_queue_in_the_readers_language(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "gonggo.messages.backend.QueueBackend"  # tests stand on Django's own otherwise
    with translation.override("en"):
        send_mail("Your code", "Code: 4F7K-22QD", None, ["hana@example.kr", "duri@example.kr"])

    assert [(mail.to, mail.language, mail.body) for mail in Mail.objects.order_by("to")] == [
        ("duri@example.kr", "en", "Code: 4F7K-22QD"),
        ("hana@example.kr", "en", "Code: 4F7K-22QD"),
    ]


@pytest.mark.parametrize("url", ["", "http://x", "smtp://", "smtp:"])
def test_an_address_for_mail_that_cannot_be_used_is_refused_with_what_to_write(url: str) -> None:
    with pytest.raises(post.NoPost, match="GONGGO_MAIL"):
        post.read(url)


def test_an_address_for_mail_is_read_whole() -> None:
    assert post.read("smtps://u%40x:p%3Aw@mail.example.kr?from=notice@example.kr") == post.Post(
        "mail.example.kr", 465, "u@x", "p:w", "notice@example.kr", tls=True
    )


@pytest.mark.parametrize("key", sorted(TEMPLATES))
def test_every_template_can_be_filled_in_both_languages_and_takes_no_other_field(key: str) -> None:
    template = TEMPLATES[key]
    given = {name: f"<{name}>" for name in template.fields}

    for language in ("ko", "en"):
        subject, body = template.filled(language, **given)
        assert subject
        assert "{" not in subject + body
    with pytest.raises(KeyError):
        template.filled("ko", **given, strange="x")
    with pytest.raises(KeyError):
        template.filled("ko")
