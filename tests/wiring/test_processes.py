"""The processes one by one, each with the keys that it needs and no others, and with what may be away."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from demos import a_port, as_a_user, get, until
from gonggo.programs.loading import LIBRARY
from gonggo.wiring import keys
from wiring.test_cli import AWAY, KEY, gonggo


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated rehearsal on SQLite: its folder, with ``data`` and ``keys``."""
    home = tmp_path_factory.mktemp("house")
    assert gonggo("keys", "new", str(home / "keys")).returncode == 0
    assert gonggo("migrate", env=environment(home, home / "keys")).returncode == 0
    return home


def environment(home: Path, folder: Path) -> dict[str, str]:
    return {"GONGGO_MODE": "rehearsal", "GONGGO_DATA": str(home / "data"), "GONGGO_KEYS": str(folder)}


def keys_of(home: Path, process: str, folder: Path) -> Path:
    """A folder with what ``process`` needs, and the public halves."""
    folder.mkdir(mode=0o700)
    public = [*[f"{each}.pub" for each in keys.SIGNING], f"{keys.AUTHORITY}.pem"]
    for name in [*[f"{each}.key" for each in keys.NEEDED[process]], *public]:
        shutil.copy(home / "keys" / name, folder / name)
    return folder


@contextmanager
def alone(process: str, env: dict[str, str], said: Path) -> Iterator[int]:
    """``gonggo serve --only PROCESS``: its port."""
    port = a_port()
    outside = as_a_user()
    command = [sys.executable, "-m", "gonggo", "serve", "--only", process, "--port", str(port)]
    with said.open("wb") as log:
        running = subprocess.Popen(command, env=outside | env, stdout=log, stderr=log)
    try:
        yield port
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(timeout=60)


def answers(url: str) -> int:
    try:
        return get(url)[0]
    except OSError:
        return 0


def checkpoints(home: Path) -> int:
    with sqlite3.connect(home / "data" / "door.sqlite3") as store:
        found = int(store.execute("select count(*) from intake_checkpoint").fetchone()[0])
    store.close()
    return found


def test_door_opens_with_the_receipts_key_and_without_the_houses_database(house: Path, tmp_path: Path) -> None:
    env = environment(house, keys_of(house, "door", tmp_path / "keys")) | {"GONGGO_DATABASE": AWAY}

    with alone("door", env, tmp_path / "said") as port:
        until(lambda: answers(f"http://127.0.0.1:{port}/intake/health") == 200, seconds=60)


def test_door_opens_while_its_store_is_away_and_says_so(house: Path, tmp_path: Path) -> None:
    env = environment(house, keys_of(house, "door", tmp_path / "keys")) | {"GONGGO_DOOR_DATABASE": AWAY}

    with alone("door", env, tmp_path / "said") as port:
        until(lambda: answers(f"http://127.0.0.1:{port}/intake/clock") == 200, seconds=60)
        assert answers(f"http://127.0.0.1:{port}/intake/health") == 503


def test_pages_are_served_and_publish_the_keys_with_no_key_that_signs(house: Path, tmp_path: Path) -> None:
    folder = keys_of(house, "pages", tmp_path / "keys")
    assert not {"receipt.key", "log.key"} & {each.name for each in folder.iterdir()}

    with alone("pages", environment(house, folder), tmp_path / "said") as port:
        until(lambda: answers(f"http://127.0.0.1:{port}/verify/keys.json") == 200, seconds=60)
        published = get(f"http://127.0.0.1:{port}/verify/keys.json")[2]

    assert [keys.public(folder, name).id in published for name in keys.SIGNING] == [True, True]


def test_worker_signs_the_log_with_the_key_that_it_alone_has(house: Path, tmp_path: Path) -> None:
    loaded = gonggo("program", "load", str(LIBRARY / KEY), env=environment(house, house / "keys"))  # is in the journal
    folder = keys_of(house, "worker", tmp_path / "keys")
    before = checkpoints(house)

    with alone("worker", environment(house, folder), tmp_path / "said"):
        until(lambda: checkpoints(house) > before, seconds=60)

    assert (loaded.returncode, (folder / "receipt.key").exists()) == (0, False)


def test_process_without_a_key_that_it_needs_names_it_and_ends_with_2(house: Path, tmp_path: Path) -> None:
    folder = keys_of(house, "door", tmp_path / "keys")
    (folder / "receipt.key").unlink()

    said = gonggo("serve", "--only", "door", "--port", str(a_port()), env=environment(house, folder))

    assert said.returncode == 2
    assert "receipt.key" in said.stderr


@contextmanager
def taken_away(server: str, name: str) -> Iterator[None]:
    """The database ``name`` takes no connections and drops those that it has, until the end."""
    with psycopg.connect(server.replace("/?", "/postgres?"), autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        yield
        admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


@pytest.mark.postgres
def test_kept_page_is_shown_while_the_houses_database_is_away_and_a_change_after_it_is_seen(
    postgres_server: str, house: Path, tmp_path: Path
) -> None:
    with psycopg.connect(postgres_server.replace("/?", "/postgres?"), autocommit=True) as admin:
        admin.execute("CREATE DATABASE kept_house")
    env = environment(tmp_path, house / "keys") | {"GONGGO_DATABASE": postgres_server.replace("/?", "/kept_house?")}
    assert gonggo("migrate", env=env).returncode == 0

    with alone("pages", env, tmp_path / "said") as port:
        url = f"http://127.0.0.1:{port}/programs/"
        until(lambda: answers(url) == 200, seconds=60)
        before = get(url)[2]
        with taken_away(postgres_server, "kept_house"):
            away = [get(url) for _ in range(3)]
        assert gonggo("program", "load", str(LIBRARY / KEY), env=env).returncode == 0
        until(lambda: KEY in get(url)[2], seconds=60)

    assert [(status, body, "age" in headers) for status, headers, body in away] == [(200, before, True)] * 3
    assert not {"surrogate-control", "Surrogate-Control"} & away[0][1].keys()
    assert KEY not in before
