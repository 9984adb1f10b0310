"""The door on both databases, whatever the house runs on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from doors import OpenDoor, Subject, house_on, migrated, postgres_copy, sqlite_copy


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
