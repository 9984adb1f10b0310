"""The door on both databases, whatever the house runs on."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pytest_django.plugin import DjangoDbBlocker

from doors import BEFORE, OpenDoor, Subject, house_on, migrated, postgres_copy, sqlite_copy
from gonggo.intake import commands, queries
from gonggo.intake.checkpoints import LogSigner
from gonggo.intake.models import Event, Signature

LOG = LogSigner("gonggo.example.kr/log", Ed25519PrivateKey.from_private_bytes(b"l" * 32))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Path:
    path = tmp_path_factory.mktemp("door") / "template.sqlite3"
    with django_db_blocker.unblock():
        migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    import psycopg

    name = f"door_template_{os.getpid()}"
    with psycopg.connect(postgres_server.replace("/?", "/postgres?"), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name}")
        admin.execute(f"CREATE DATABASE {name}")
    with django_db_blocker.unblock():
        migrated(postgres_server.replace("/?", f"/{name}?"))
    return name


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """An empty store of the door, and the house's alias on it."""
    if request.param == "sqlite":
        made = sqlite_copy(request.getfixturevalue("sqlite_template"), tmp_path)
    else:
        server = request.getfixturevalue("postgres_server")
        made = postgres_copy(server, request.getfixturevalue("postgres_template"))
    with made as url, django_db_blocker.unblock(), house_on(url):
        yield url


@pytest.fixture
def door(store_url: str) -> Iterator[OpenDoor]:
    opened = OpenDoor(store_url)
    yield opened
    opened.close()


@pytest.fixture
def subject(store_url: str) -> Subject:
    """Open and sealed, an hour before the deadline."""
    return Subject().open().seal()


def signatures_kept(door: OpenDoor) -> None:
    """Let the door's quiet moment come."""
    while Signature.objects.count() < Event.objects.values("batch").distinct().count():
        door.run(asyncio.sleep(0.02))


def settled(subject: Subject) -> None:
    commands.mark_settled(*(each.id for each in queries.receipts(subject.ref)), at=BEFORE)


def a_whole_file(door: OpenDoor, subject: Subject) -> bytes:
    """The lead's file of a receipt that was settled, sealed into the log and is held by a checkpoint."""
    door.submit(subject.to_submit())
    signatures_kept(door)
    settled(subject)
    assert commands.seal_log() == 1
    assert commands.sign_checkpoint(LOG, at=BEFORE) is not None
    file = queries.receipt_file(queries.head(subject.ref).id, subject.lead)
    assert file is not None
    return file
