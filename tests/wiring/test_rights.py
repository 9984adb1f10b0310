"""Two roles on PostgreSQL: what only grows cannot be changed by the role that the processes use."""

import json
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from demos import as_a_user
from gonggo.wiring import keys

pytestmark = pytest.mark.postgres


def test_the_processes_role_may_add_to_what_grows_and_neither_change_nor_take_away(
    postgres_server: str, tmp_path: Path
) -> None:
    urls = {name: postgres_server.replace("/?", f"/rights_{name}?") for name in ("house", "door")}
    with psycopg.connect(postgres_server.replace("/?", "/postgres?"), autocommit=True) as admin:
        admin.execute("CREATE ROLE app LOGIN")
        for name in urls:
            admin.execute(f"CREATE DATABASE rights_{name}")
    keys.make(tmp_path / "keys")
    env = {
        "GONGGO_MODE": "rehearsal",
        "GONGGO_DATA": str(tmp_path / "data"),
        "GONGGO_KEYS": str(tmp_path / "keys"),
        "GONGGO_DATABASE": urls["house"],
        "GONGGO_DOOR_DATABASE": urls["door"],
        "GONGGO_APP_ROLE": "app",
    }
    outside = as_a_user()
    command = [sys.executable, "-m", "gonggo", "migrate", "--json"]
    made = subprocess.run(command, env=outside | env, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    kept = json.loads(made.stdout)["append_only"]

    assert "journal_entry" in kept["default"]
    assert {"intake_event", "intake_logleaf"} <= set(kept["door"])
    for name, tables in (("house", kept["default"]), ("door", kept["door"])):
        with psycopg.connect(urls[name].replace("gonggo@", "app@"), autocommit=True) as connection:
            for table in tables:
                for statement in (f"DELETE FROM {table}", f"TRUNCATE {table}", f"UPDATE {table} SET ctid = ctid"):
                    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.FeatureNotSupported)):
                        connection.execute(statement)
                assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
                may = connection.execute("SELECT has_table_privilege(%s, 'INSERT')", [table]).fetchone()
                assert may == (True,)
