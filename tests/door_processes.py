"""Door processes as they are shipped, subjects by the thousand, and a client that knows when its bytes left."""

import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from cluster import _unprivileged
from doors import OPENS, SESSION, migrated
from gonggo.intake.capability import Capability, minted, session_digest
from gonggo.intake.models import Gate, PersonEpoch, SealedRevision
from gonggo.intake.receipts import microseconds
from gonggo.kernel.clock import machine_now

ORIGIN = "http://localhost:8000"  # plain http is served on loopback only
PROOF = os.environ.get("GONGGO_PROOF") == "1"


def size(short: int, whole: int) -> int:
    """How many: ``whole`` in the proof, ``short`` in every test run."""
    return whole if PROOF else short


def counted(figures: str, wrong: list[Any]) -> None:
    """A proof tells its figures, and fails on a miss."""
    print(f"{figures}, {len(wrong)} wrong")
    assert wrong == []


@dataclass(frozen=True)
class Press:
    """One subject with the right to submit it once."""

    subject_id: uuid.UUID
    right: Capability

    @property
    def nonce(self) -> str:
        return self.right.nonce

    @property
    def capability(self) -> str:
        return minted(self.right, settings.GONGGO_CAPABILITY_KEY)

    def twin(self) -> "Press":
        """The same person's second tab: a capability of its own for the same revision."""
        return Press(self.subject_id, self.right._replace(nonce=uuid.uuid4().hex))


def presses(count: int, *, closes_at: datetime) -> list[Press]:
    """New subjects in the door's store, each sealed, each with a capability."""
    subjects = [uuid.uuid4() for _ in range(count)]
    person, sealed = uuid.uuid4(), [uuid.uuid4() for _ in range(count)]
    Gate.objects.bulk_create(
        [
            Gate(
                subject_id=one, subject_kind="application", program="p", number=f"N-{one.hex[:12]}", opens_at=OPENS,
                closes_at=closes_at, basis="4-window", sealed_id=seal, sealed_digest="ab" * 32, opened_at=OPENS,
            )
            for one, seal in zip(subjects, sealed, strict=True)
        ],
        batch_size=500,
    )  # fmt: skip
    PersonEpoch.objects.bulk_create([PersonEpoch(subject_id=one, person_id=person) for one in subjects], batch_size=500)
    SealedRevision.objects.bulk_create(
        [
            SealedRevision(
                id=seal, subject_kind="application", subject_id=one, revision=1, digest="ab" * 32, content="{}",
                disclosures="{}", receipt_part='{"notice":"1","parts":{},"program":"p","revision":1}', sealed_at=OPENS,
            )
            for one, seal in zip(subjects, sealed, strict=True)
        ],
        batch_size=500,
    )  # fmt: skip
    return [
        Press(one, right_to_submit(one, person, seal, closes_at)) for one, seal in zip(subjects, sealed, strict=True)
    ]


def right_to_submit(
    subject: uuid.UUID, person: uuid.UUID, sealed: uuid.UUID, closes_at: datetime, *, digest: str = "ab" * 32
) -> Capability:
    """The person's right to submit that revision once, under the gate's first epoch."""
    return Capability(
        act="submit",
        audience=ORIGIN,
        subject_kind="application",
        subject_id=subject.hex,
        person_id=person.hex,
        role="company_manager",
        company_id=uuid.uuid4().hex,
        gate_epoch=1,
        person_epoch=1,
        session=session_digest(SESSION),
        nonce=uuid.uuid4().hex,
        expires_at=microseconds(closes_at + timedelta(hours=48)),
        step_up_at=microseconds(OPENS),
        sealed_id=sealed.hex,
        sealed_digest=digest,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Process:
    """A door process on a port of its own; it can be killed and started anew."""

    database: str
    home: Path
    fault: str = ""
    prefix: Sequence[str] = ()
    port: int = field(default_factory=free_port)
    process: Any = None

    @property
    def log(self) -> Path:
        """What the process says."""
        return self.home / "door.log"

    def start(self) -> "Process":
        self.home.mkdir(exist_ok=True)
        (self.home / "clock.json").write_text('{"offset_microseconds": 0}')
        env = {k: v for k, v in os.environ.items() if not k.startswith("GONGGO_")} | {
            "GONGGO_MODE": "test",
            "GONGGO_DATA": str(self.home),
            "GONGGO_KEYS": str(settings.GONGGO_ENVIRONMENT.keys),
            "GONGGO_DOOR_DATABASE": self.database,
            "GONGGO_ORIGIN": ORIGIN,
            "GONGGO_FAULT": self.fault,
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.prefix, sys.executable, "-m", "gonggo.wiring.processes.door", "--port", str(self.port)],
                env=env,
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return self
        raise RuntimeError("the door did not open")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        under = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for pid in under if self.prefix else [self.process.pid]:  # a tracer ends when what it traces has
            os.kill(int(pid), signal.SIGTERM)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.kill()


@contextmanager
def running(database: str, home: Path, **more: Any) -> Iterator[Process]:
    """An open door; closed at the end, however it fared."""
    door = Process(database, home, **more).start()
    try:
        yield door
    finally:
        if door.process.poll() is None:
            door.stop()


class Line:
    """A connection to the door that stays open; it notes when its first and last byte left (microseconds)."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket: socket.socket | None = None
        self.first_byte_at = self.last_byte_at = 0

    def connect(self) -> None:
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()
            self.socket = None

    def send(self, press: Press, slip: str = "") -> None:
        self.connect()
        body = f"capability={press.capability}"
        head = (
            f"POST /intake/submit HTTP/1.1\r\nHost: testserver\r\nOrigin: {ORIGIN}\r\nCookie: sessionid={SESSION}\r\n"
            f"Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n" + (f"X-Arrival-Slip: {slip}\r\n" if slip else "") + "\r\n"
        )
        raw = (head + body).encode()
        assert self.socket is not None
        self.first_byte_at = time.time_ns() // 1000
        self.socket.sendall(raw)
        self.last_byte_at = time.time_ns() // 1000

    def receive(self) -> tuple[int, Any]:
        """Status and JSON. Raises OSError if the door is gone."""
        assert self.socket is not None
        raw = b""
        while b"\r\n\r\n" not in raw:
            raw += self._some()
        head, _, body = raw.partition(b"\r\n\r\n")
        length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        while len(body) < length:
            body += self._some()
        return int(head[9:12]), json.loads(body)

    def _some(self) -> bytes:
        assert self.socket is not None
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionError("the door is gone")
        return part


def submit(port: int, press: Press, slip: str = "") -> tuple[int, Any]:
    """Status and JSON of one press over a connection of its own. Raises OSError if the door goes."""
    line = Line(port)
    try:
        line.send(press, slip)
        return line.receive()
    finally:
        line.close()


def get(port: int, path: str) -> Any:
    """The JSON at a path of the door."""
    import urllib.request

    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return json.loads(answer.read())


class Postgres:
    """A running cluster that can be killed as by a power cut of the processes, and started again."""

    def __init__(self, server: str) -> None:
        self.home = Path(server.partition("host=")[2])

    def kill(self) -> None:
        """kill -9 of the server and all its children at once."""
        top = int((self.home / "data" / "postmaster.pid").read_text().split("\n")[0])
        family = [top, *(int(each) for each in Path(f"/proc/{top}/task/{top}/children").read_text().split())]
        for pid in family:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        until = time.monotonic() + 20
        while time.monotonic() < until and any(Path(f"/proc/{pid}").exists() for pid in family):
            time.sleep(0.01)

    def start(self) -> None:
        """Start with the settings it had; returns when it answers."""
        program, *given = shlex.split((self.home / "data" / "postmaster.opts").read_text())
        options = shlex.join(given[2:])  # without -D and the folder
        as_user, _ = _unprivileged()
        control = [*as_user, str(Path(program).parent / "pg_ctl"), "-D", str(self.home / "data"), "-w", "-s"]
        subprocess.run([*control, "-l", str(self.home / "log"), "-o", options, "start"], check=True, cwd=self.home)


def soon(seconds: float) -> datetime:
    return machine_now() + timedelta(seconds=seconds)


def empty_store(server: str) -> str:
    """A database of the door in a fresh cluster."""
    import psycopg

    with psycopg.connect(server.replace("/?", "/postgres?"), autocommit=True) as admin:
        admin.execute("CREATE DATABASE door")
    url = server.replace("/?", "/door?")
    migrated(url)
    return url
