"""What is measured on: a cluster with fsync on, the door's tables, subjects, capabilities, door processes."""

import hashlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import psycopg

from gonggo.intake.capability import Capability, minted, session_digest
from gonggo.wiring.keys import Key

ORIGIN = "http://localhost:8000"
CLOSES_AT = 4_102_444_800_000_000  # 2100-01-01
OPENS_AT = 1_000_000_000_000_000
FORM = "bench@1"
THREADS = 2
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")

# Subject number i has ids made of md5, so that this file, pgbench and the database name it alike and indexes are hit
# at random. Gates with window and epochs, the sealed revision with a receipt's part of two companies.
SEED = """
INSERT INTO intake_gate (subject_id, subject_kind, program, number, opens_at, closes_at, basis, epoch, sealed_id,
    sealed_digest, opened_at)
SELECT md5('s' || i)::uuid, 'application', 'bench', 'BENCH-' || i, {opens}, {closes}, '4-window', 1,
    md5('r' || i)::uuid, md5('r' || i) || md5('d' || i), {opens} FROM generate_series({first}, {last}) i;
INSERT INTO intake_personepoch (subject_id, person_id, epoch)
SELECT md5('s' || i)::uuid, md5('p' || i)::uuid, 1 FROM generate_series({first}, {last}) i;
INSERT INTO intake_sealedrevision (id, subject_kind, subject_id, revision, digest, content, disclosures, receipt_part,
    sealed_at)
SELECT md5('r' || i)::uuid, 'application', md5('s' || i)::uuid, 1, md5('r' || i) || md5('d' || i), repeat('x', 600),
    repeat('y', 200), '{{"notice":"1","parts":{{"' || md5('c' || i)::uuid || '":"' || md5('r' || i) || md5('d' || i) ||
    '","' || md5('e' || i)::uuid || '":"' || md5('d' || i) || md5('r' || i) ||
    '"}},"program":"bench","revision":1}}', {opens}
FROM generate_series({first}, {last}) i;
"""


def md5(text: str) -> str:
    """Thirty-two digits of one of a subject's ids."""
    return hashlib.md5(text.encode()).hexdigest()


def seed_postgres(url: str, first: int, last: int) -> None:
    """Subjects ``first`` to ``last`` with everything that a submit joins."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(SEED.format(first=first, last=last, opens=OPENS_AT, closes=CLOSES_AT))
        connection.execute("VACUUM ANALYZE intake_gate, intake_personepoch, intake_sealedrevision")


def seed_sqlite(path: Path, first: int, last: int) -> None:
    """The same subjects in the file."""
    import sqlite3

    connection = sqlite3.connect(path)
    connection.execute("pragma synchronous = off")
    rows = [
        (i, md5(f"s{i}"), md5(f"p{i}"), md5(f"r{i}"), md5(f"d{i}"), md5(f"c{i}"), md5(f"e{i}"))
        for i in range(first, last + 1)
    ]
    connection.executemany(
        "insert into intake_gate values (?, 'application', 'bench', ?, ?, ?, '4-window', 1, ?, ?, ?)",
        [(s, f"BENCH-{i}", OPENS_AT, CLOSES_AT, r, r + d, OPENS_AT) for i, s, p, r, d, c, e in rows],
    )
    connection.executemany(
        "insert into intake_personepoch (subject_id, person_id, epoch) values (?, ?, 1)",
        [(s, p) for i, s, p, *_ in rows],
    )
    connection.executemany(
        "insert into intake_sealedrevision (id, subject_kind, subject_id, revision, digest, content, disclosures,"
        " receipt_part, sealed_at) values (?, 'application', ?, 1, ?, ?, ?, ?, ?)",
        [
            (
                r,
                s,
                r + d,
                "x" * 600,
                "y" * 200,
                json.dumps(
                    {"notice": "1", "parts": {c: r + d, e: d + r}, "program": "bench", "revision": 1},
                    separators=(",", ":"),
                ),
                OPENS_AT,
            )
            for i, s, p, r, d, c, e in rows
        ],
    )
    connection.commit()
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()


def capability(i: int, key: Key, act: str) -> str:
    """The right of subject ``i``'s person to one act, with a nonce of its own."""
    more: dict[str, object] = {"party": md5(f"c{i}"), "form": FORM, "sections": ("plan",)}
    if act == "submit":
        more = {"sealed_id": md5(f"r{i}"), "sealed_digest": md5(f"r{i}") + md5(f"d{i}"), "step_up_at": OPENS_AT}
    return minted(
        Capability(
            act=act,
            audience=ORIGIN,
            subject_kind="application",
            subject_id=md5(f"s{i}"),
            person_id=md5(f"p{i}"),
            role="company_manager",
            company_id=md5(f"c{i}"),
            gate_epoch=1,
            person_epoch=1,
            session=session_digest("bench"),
            nonce=os.urandom(16).hex(),
            expires_at=CLOSES_AT,
            **more,  # type: ignore[arg-type]
        ),
        key,
    )


def write_feed(stem: Path, first: int, last: int, *, key: Key, act: str) -> None:
    """One capability a line, the subjects dealt out over the generator's threads."""
    for thread in range(THREADS):
        mine = range(first + thread, last + 1, THREADS)
        with Path(f"{stem}.{thread}").open("w", encoding="ascii") as file:
            file.writelines(capability(i, key, act) + "\n" for i in mine)


def durable_settings(url: str) -> dict[str, str]:
    """The server's settings that matter. Raises SystemExit if one is off."""
    with psycopg.connect(url) as connection:
        found = {name: connection.execute(f"show {name}").fetchone()[0] for name in DURABLE}  # type: ignore[index]
    if set(found.values()) != {"on"}:
        raise SystemExit(f"not durable: {found}")
    return found


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Doors:
    """Door processes, each on a port of its own as behind a proxy."""

    ports: list[int]
    processes: list[subprocess.Popen[bytes]]

    def cpu_seconds(self) -> float:
        """User and system time of all of them so far."""
        ticks = 0
        for process in self.processes:
            fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def peak_mb(self) -> float:
        """The largest resident set that one of them had."""
        peaks = [
            int(line.split()[1])
            for process in self.processes
            for line in Path(f"/proc/{process.pid}/status").read_text().splitlines()
            if line.startswith("VmHWM")
        ]
        return round(max(peaks) / 1024, 1)


@contextmanager
def doors(database: str, home: Path, count: int) -> Iterator[Doors]:
    """The shipped door process, ``count`` times."""
    data = home / "data"
    data.mkdir(exist_ok=True)
    (data / "clock.json").write_text('{"offset_microseconds": 0}', encoding="ascii")
    env = {k: v for k, v in os.environ.items() if not k.startswith("GONGGO_")} | {
        "GONGGO_MODE": "rehearsal",
        "GONGGO_DATA": str(data),
        "GONGGO_KEYS": str(home / "keys"),
        "GONGGO_DOOR_DATABASE": database,
        "GONGGO_ORIGIN": ORIGIN,
    }
    ports = [free_port() for _ in range(count)]
    processes = [
        subprocess.Popen([sys.executable, "-m", "gonggo.wiring.processes.door", "--port", str(port)], env=env)
        for port in ports
    ]
    try:
        for port in ports:
            _await(port)
        yield Doors(ports, processes)
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()


def _await(port: int) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/intake/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"no door at port {port}")


@contextmanager
def served(home: Path) -> Iterator[tuple[int, Path]]:
    """The whole installation as ``gonggo serve`` ships it, on SQLite: its port and the door's store."""
    data = home / "served"
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GONGGO_", "DJANGO_"))} | {
        "GONGGO_MODE": "rehearsal",
        "GONGGO_DATA": str(data),
        "GONGGO_KEYS": str(home / "keys"),
        "GONGGO_ORIGIN": ORIGIN,
    }
    port = free_port()
    command = [sys.executable, "-m", "gonggo"]
    subprocess.run([*command, "migrate"], env=env, check=True, stderr=subprocess.DEVNULL)
    (data / "clock.json").write_text('{"offset_microseconds": 0}', encoding="ascii")
    process = subprocess.Popen([*command, "serve", "--port", str(port)], env=env, stderr=subprocess.DEVNULL)
    try:
        _await(port)
        yield port, data / "door.sqlite3"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


class Visitors:
    """Page requests beside the load, ``per_s`` a second, until the block ends."""

    def __init__(self, port: int, per_s: int) -> None:
        self._port = port
        self._pause = 1 / per_s
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._visit)
        self.statuses: list[int] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _visit(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        due = time.monotonic()
        while not self._ended.is_set():
            line.request("GET", "/", headers={"Host": "localhost:8000"})
            answer = line.getresponse()
            answer.read()
            self.statuses.append(answer.status)
            due += self._pause
            time.sleep(max(0.0, due - time.monotonic()))
        line.close()
