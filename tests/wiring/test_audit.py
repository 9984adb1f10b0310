"""The audit finds what a hand in the databases or among the files has done, and nothing in a sound house."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from demos import as_a_user, copied

Hand = Callable[[sqlite3.Connection, sqlite3.Connection, Path], object]


def gonggo(*words: str, data: Path) -> "subprocess.CompletedProcess[str]":
    env = as_a_user() | {"GONGGO_MODE": "demo", "GONGGO_DATA": str(data), "GONGGO_KEYS": f"{data}.keys"}
    return subprocess.run([sys.executable, "-m", *words], env=env, capture_output=True, encoding="utf-8", check=False)


SEAL = """
from gonggo.wiring import house; house.set_up()
from gonggo.kernel.clock import machine_now
from gonggo.wiring.log_sealing import Sealer
print(Sealer().seal(now=machine_now()))
"""


@pytest.fixture(scope="module")
def world(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's world with everything sealed into the log: its data folder."""
    home = tmp_path_factory.mktemp("audited")
    data = copied(made, home / "data")
    (home / "seal.py").write_text(SEAL)
    env = {**os.environ, "GONGGO_MODE": "demo", "GONGGO_DATA": str(data), "GONGGO_KEYS": f"{data}.keys"}
    subprocess.run(
        [sys.executable, str(home / "seal.py")],
        env=env | {"DJANGO_SETTINGS_MODULE": "gonggo.wiring.settings"},
        check=True,
    )
    return data


def found(world: Path, tmp_path: Path, hand: Hand | None = None) -> tuple[int, set[str]]:
    """(exit code, the invariants found broken) in a copy of the world after ``hand`` was at it."""
    data = copied(world, tmp_path / "data")
    if hand is not None:
        with sqlite3.connect(data / "house.sqlite3") as house, sqlite3.connect(data / "door.sqlite3") as door:
            for store in (house, door):
                for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                    store.execute(f'DROP TRIGGER "{name}"')
            hand(house, door, data)
    said = gonggo("gonggo", "audit", "--json", data=data)
    assert said.stderr == "", said.stderr
    return said.returncode, {finding["invariant"] for finding in json.loads(said.stdout)["findings"]}


def test_a_sound_house_has_no_findings(world: Path, tmp_path: Path) -> None:
    assert found(world, tmp_path) == (0, set())


def back_date(house: sqlite3.Connection, door: sqlite3.Connection, data: Path) -> None:
    door.execute("UPDATE intake_event SET stamped_at = stamped_at - 1000000 WHERE seq = 1")


def accept_late(house: sqlite3.Connection, door: sqlite3.Connection, data: Path) -> None:
    door.execute("UPDATE intake_event SET stamped_at = closes_at WHERE event = 'submitted'")


def edit_sealed(house: sqlite3.Connection, door: sqlite3.Connection, data: Path) -> None:
    edited = door.execute(
        "UPDATE intake_sealedrevision SET content = replace(content, '20000000', '29000000')"
        " WHERE instr(content, '20000000')"
    )
    assert edited.rowcount > 0


def forget_event(house: sqlite3.Connection, door: sqlite3.Connection, data: Path) -> None:
    door.execute("DELETE FROM intake_event WHERE rowid = (SELECT min(rowid) FROM intake_event)")


def delete_journal_row(house: sqlite3.Connection, door: sqlite3.Connection, data: Path) -> None:
    house.execute("PRAGMA foreign_keys = OFF")
    house.execute("DELETE FROM journal_entry WHERE name = 'application.received'")


def edit_journal_row(house: sqlite3.Connection, door: sqlite3.Connection, data: Path) -> None:
    house.execute("UPDATE journal_entry SET role = 'agency_lead' WHERE name = 'program.loaded'")


def rewrite_log(house: sqlite3.Connection, door: sqlite3.Connection, data: Path) -> None:
    door.execute(
        "UPDATE intake_logleaf SET digest = (SELECT digest FROM intake_logleaf WHERE place = 1) WHERE place = 0"
    )


def flip_state(house: sqlite3.Connection, door: sqlite3.Connection, data: Path) -> None:
    house.execute("UPDATE applications_application SET state = 'draft', received_at = NULL WHERE state = 'received'")


def move_gate(house: sqlite3.Connection, door: sqlite3.Connection, data: Path) -> None:
    door.execute("UPDATE intake_gate SET closes_at = closes_at + 3600000000")


def unsettle(house: sqlite3.Connection, door: sqlite3.Connection, data: Path) -> None:
    door.execute("DELETE FROM intake_settlement")
    door.execute("UPDATE intake_event SET written_at = written_at - 120000000")


def flip_byte(house: sqlite3.Connection, door: sqlite3.Connection, data: Path) -> None:
    stored = next(path for path in sorted((data / "files").rglob("*")) if path.is_file() and len(path.name) == 64)
    stored.chmod(0o600)
    content = bytearray(stored.read_bytes())
    content[len(content) // 2] ^= 1
    stored.write_bytes(content)


@pytest.mark.parametrize(
    ("hand", "broken"),
    [
        (back_date, "I1"),
        (accept_late, "I3"),
        (edit_sealed, "I4"),
        (forget_event, "I3"),
        (delete_journal_row, "I7"),
        (edit_journal_row, "I7"),
        (rewrite_log, "I7"),
        (flip_state, "I3"),
        (move_gate, "I3"),
        (unsettle, "I10"),
        (flip_byte, "I4"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_hand_in_the_house_is_found(world: Path, tmp_path: Path, hand: Hand, broken: str) -> None:
    code, invariants = found(world, tmp_path, hand)

    assert code == 1
    assert broken in invariants
