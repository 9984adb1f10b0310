"""A copy of the prepared databases in which a test may commit.

Append-only tables refuse the flush after a transactional test, so such a test gets a copy and the copy is thrown away.
"""

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker


@contextmanager
def _copied(alias: str, folder: Path) -> Iterator[None]:
    connection = connections[alias]
    original = connection.settings_dict["NAME"]
    if connection.vendor == "postgresql":
        params = connection.get_connection_params()
        server = {key: params[key] for key in ("user", "host", "port", "password") if params.get(key)}
        copy = f"c_{uuid.uuid4().hex[:12]}"
        connection.close()
        with psycopg.connect(**server, dbname="postgres", autocommit=True) as admin:
            admin.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')
    else:
        copy = str(folder / f"{alias}.sqlite3")
        connection.ensure_connection()
        target = sqlite3.connect(copy)
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode=WAL")  # as migrating leaves it: two that switch at once lock each other out
        target.close()
        kept, connection.connection = connection.connection, None  # an in-memory database lives while it is connected
    connection.settings_dict["NAME"] = copy
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
        if connection.vendor == "postgresql":
            with psycopg.connect(**server, dbname="postgres", autocommit=True) as admin:
                admin.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')
        else:
            connection.connection = kept


@pytest.fixture
def committing(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """Both databases as copies: what the test commits is really committed, and gone afterwards."""
    with django_db_blocker.unblock(), _copied("default", tmp_path), _copied("door", tmp_path):
        yield
