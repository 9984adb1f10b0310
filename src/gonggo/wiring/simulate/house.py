"""A throw-away house: databases, files and keys of its own, gone when the life has ended."""

import gc
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from gonggo.kernel.clock import OffsetClock
from gonggo.wiring import keys


@contextmanager
def thrown_away(starts_at: datetime, *, server: str = "") -> Iterator[Path]:
    """Django is ready in a house that nobody else sees, its clock at ``starts_at``; its folder.

    ``server`` is an address of PostgreSQL on which two databases are made for it; without one it is on SQLite. Neither
    waits for the disk: what is thrown away need not survive a power cut.
    """
    home = Path(tempfile.mkdtemp(prefix="gonggo-simulate-"))
    try:
        with _databases(server, home) as (house, door):
            _environment(home, house, door, starts_at)
            yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _environment(home: Path, house: str, door: str, starts_at: datetime) -> None:
    """This process lives in the house from here on."""
    keys.make(home / "keys", demo=True)
    for name in [name for name in os.environ if name.startswith("GONGGO_")]:
        del os.environ[name]
    os.environ.update(
        GONGGO_MODE="rehearsal",
        GONGGO_DATA=str(home / "data"),
        GONGGO_KEYS=str(home / "keys"),
        GONGGO_DATABASE=house,
        GONGGO_DOOR_DATABASE=door,
        GONGGO_ORIGIN="http://simulated.localhost",
        GONGGO_SCANNER="none",
        GONGGO_MAIL="mailbox",
    )
    (home / "data").mkdir()
    make_ready(home / "data", starts_at)


def make_ready(data: Path, starts_at: datetime) -> None:
    """The house of this process's environment, whose data are to lie in ``data``, is ready for a life."""
    from gonggo.wiring import house as django_house
    from gonggo.wiring.cli.migrate import migrate

    OffsetClock(data / "clock.json").move_to(starts_at)
    django_house.set_up()
    _forget_the_disk()
    migrate()
    gc.freeze()  # what is loaded stays, and looking through it for rubbish again and again costs a tenth of a life
    gc.set_threshold(50_000, 20, 100)


def _forget_the_disk() -> None:
    """SQLite's connections and the files of this process no longer wait for it; a PostgreSQL database was made so."""
    from django.db import connections

    from gonggo.documents import vault

    vault.forget_the_disk()
    for alias in ("default", "door"):
        if connections[alias].vendor == "sqlite":
            with connections[alias].cursor() as cursor:
                cursor.execute("PRAGMA synchronous = OFF")


@contextmanager
def _databases(server: str, home: Path) -> Iterator[tuple[str, str]]:
    """The addresses of the house's database and the door's."""
    if not server:
        yield f"sqlite:///{home / 'data' / 'house.sqlite3'}", f"sqlite:///{home / 'data' / 'door.sqlite3'}"
        return
    names = [f"simulate_{uuid.uuid4().hex[:12]}_{what}" for what in ("house", "door")]
    with psycopg.connect(_named(server, "postgres"), autocommit=True) as admin:
        for name in names:
            admin.execute(f'CREATE DATABASE "{name}"')
            admin.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    try:
        yield _named(server, names[0]), _named(server, names[1])
    finally:
        from django.db import connections

        connections.close_all()
        with psycopg.connect(_named(server, "postgres"), autocommit=True) as admin:
            for name in names:
                admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _named(server: str, database: str) -> str:
    return urlunsplit(urlsplit(server)._replace(path=f"/{database}"))
