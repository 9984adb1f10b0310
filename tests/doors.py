"""The door under test: its store made anew for SQLite or PostgreSQL, its app called in this process."""

import asyncio
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.utils import load_backend

from gonggo.intake import commands
from gonggo.intake.door.app import Door
from gonggo.intake.door.asks import StoreAway
from gonggo.intake.door.config import DoorConfig
from gonggo.intake.door.queue import GroupCommit
from gonggo.intake.receipts import Paper, Signer, microseconds
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.clock import PlainClock
from gonggo.kernel.ref import Kind, Ref
from gonggo.wiring.environment import django_database

ORIGIN = "http://testserver"
SESSION = "s3ss10n"
OPENS = datetime(2024, 3, 31, 15, 0, tzinfo=UTC)
CLOSES = datetime(2024, 4, 30, 9, 0, tzinfo=UTC)
BEFORE = CLOSES - timedelta(hours=1)
BASIS = "4-window"


@contextmanager
def house_on(url: str) -> Iterator[None]:
    """Django's alias ``door`` on another database."""
    found = django_database(url, name="door")
    found["OPTIONS"].pop("pool", None)
    kept = connections["door"]
    whole = {**kept.settings_dict, "USER": "", "PASSWORD": "", "HOST": "", "PORT": "", **found}
    connections["door"] = load_backend(found["ENGINE"]).DatabaseWrapper(whole, "door")
    usual, connections.settings["door"] = connections.settings["door"], whole  # for threads that the test starts
    try:
        yield
    finally:
        connections["door"].close()
        connections["door"], connections.settings["door"] = kept, usual


def migrated(url: str) -> None:
    """The door's tables in an empty database."""
    with house_on(url):
        call_command("migrate", "intake", database="door", verbosity=0)


@contextmanager
def postgres_copy(server: str, template: str) -> Iterator[str]:
    """A database made as a copy of ``template``."""
    name = f"d_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server.replace("/?", "/postgres?"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield server.replace("/?", f"/{name}?")
    finally:
        with psycopg.connect(server.replace("/?", "/postgres?"), autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def sqlite_copy(template: Path, folder: Path) -> Iterator[str]:
    path = folder / f"door-{uuid.uuid4().hex[:8]}.sqlite3"
    shutil.copyfile(template, path)
    yield f"sqlite:///{path}"


@dataclass
class SetStamps:
    """Stamps that a test sets: the last byte arrives when it says."""

    at: datetime = BEFORE

    def machine_us(self) -> int:
        return microseconds(self.at)

    def now_us(self) -> int:
        return microseconds(self.at)


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return orjson.loads(self.body)

    @property
    def core(self) -> dict[str, Any]:
        return self.json["receipt"]["core"]


RECEIPT_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def config(url: str, **more: Any) -> DoorConfig:
    """A door for the tests' site, on the capability key of the settings."""
    return DoorConfig(
        **{
            "database": url,
            "origin": ORIGIN,
            "capability_key": settings.GONGGO_CAPABILITY_KEY,
            "signer": Signer("receipt-test", RECEIPT_KEY),
            "clock": PlainClock(),
            **more,
        }
    )


class OpenDoor:
    """A door with a loop of its own; ``at`` is the instant at which last bytes arrive."""

    def __init__(self, url: str, **more: Any) -> None:
        self.url = url
        self.loop = asyncio.new_event_loop()
        self.stamps = SetStamps()
        self.app = self.loop.run_until_complete(self._opened(config(url, **more)))

    async def _opened(self, given: DoorConfig) -> Door:
        door = Door(given)
        door.stamps = self.stamps  # type: ignore[assignment]
        await door.start()
        return door

    def close(self) -> None:
        self.loop.run_until_complete(self.app.stop())
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()

    def crash(self) -> None:
        """It dies: nothing more is written, not even what was promised for later."""
        self.loop.run_until_complete(self._died())
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()

    async def _died(self) -> None:
        running = asyncio.all_tasks() - {asyncio.current_task()}
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        for store in self.app._stores:
            await store.close()

    def at(self, instant: datetime) -> "OpenDoor":
        self.stamps.at = instant
        return self

    def submit(self, capability: str, **more: Any) -> Reply:
        return self.post("/intake/submit", {"capability": capability}, **more)

    def withdraw(self, capability: str, **more: Any) -> Reply:
        return self.post("/intake/withdraw", {"capability": capability}, **more)

    def save(self, capability: str, values: dict[str, Any], **more: Any) -> Reply:
        body = {"capability": capability, "values": values}
        for name in ("base", "tab"):
            if name in more:
                body[name] = more.pop(name)
        return self.post("/intake/draft", body, **more)

    def post(self, path: str, body: Any, **more: Any) -> Reply:
        return self.together([(path, body)], **more)[0]

    def together(self, requests: list[tuple[str, Any]], **more: Any) -> list[Reply]:
        """All requests at once; answers in their order."""

        async def all_of_them() -> list[Reply]:
            return await asyncio.gather(*[call(self.app, "POST", path, body, **more) for path, body in requests])

        return self.loop.run_until_complete(all_of_them())

    def get(self, path: str) -> Reply:
        return self.loop.run_until_complete(call(self.app, "GET", path, b""))

    def run(self, coroutine: Any) -> Any:
        return self.loop.run_until_complete(coroutine)


async def call(
    app: Any,
    method: str,
    path: str,
    body: Any,
    *,
    session: str | None = SESSION,
    origin: str | None = ORIGIN,
    headers: dict[str, str] | None = None,
    chunks: list[bytes] | None = None,
) -> Reply:
    """One request through ASGI, its body in ``chunks`` if given."""
    raw = body if isinstance(body, bytes) else orjson.dumps(body)
    said = {"content-type": "application/json", "accept": "application/json"}
    said |= {"origin": origin} if origin else {}
    said |= {"cookie": f"other=1; sessionid={session}"} if session else {}
    said |= headers or {}
    parts = [raw] if chunks is None else chunks
    if chunks is None:
        said.setdefault("content-length", str(len(raw)))
    messages = [{"type": "http.request", "body": part, "more_body": n + 1 < len(parts)} for n, part in enumerate(parts)]
    sent: list[Any] = []

    async def receive() -> Any:
        return messages.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": [(k.encode(), v.encode()) for k, v in said.items()],
    }
    await app(scope, receive, send)
    found = {k.decode(): v.decode("latin-1") for k, v in sent[0]["headers"]}
    return Reply(sent[0]["status"], found, b"".join(m.get("body", b"") for m in sent[1:]))


@dataclass
class Subject:
    """An application as the door knows it: gate, people, sealed revision, companies with papers."""

    ref: Ref = field(default_factory=lambda: Ref(Kind.APPLICATION, uuid.uuid4()))
    lead: uuid.UUID = field(default_factory=uuid.uuid4)
    partner: uuid.UUID = field(default_factory=uuid.uuid4)
    person: uuid.UUID = field(default_factory=uuid.uuid4)
    number: str = field(default_factory=lambda: f"SS24-{uuid.uuid4().hex[:8]}")
    sealed: Any = None

    @property
    def actor(self) -> Actor:
        return Actor(self.person, Role.COMPANY_MANAGER, Ref(Kind.COMPANY, self.lead))

    def open(self, *, opens_at: datetime = OPENS, closes_at: datetime = CLOSES) -> "Subject":
        commands.open_gate(
            self.ref,
            program="smart-service-2024",
            number=self.number,
            opens_at=opens_at,
            closes_at=closes_at,
            basis=BASIS,
            at=OPENS,
        )
        return self

    def seal(self, answer: str = "국밥집 예약 서비스", at: datetime = BEFORE) -> "Subject":
        paper = Paper("plan", "사업계획서.pdf", 1234, "ab" * 32)
        self.sealed = commands.seal(
            self.ref,
            content={"program": "smart-service-2024", "program_version": 1, "answers": {"title": answer}},
            papers={company: [paper] for company in (self.lead, self.partner)},
            at=at,
        )
        return self

    def to_submit(self, *, actor: Actor | None = None, session: str = SESSION) -> str:
        return commands.grant_submit(
            self.ref,
            sealed=self.sealed,
            actor=actor or self.actor,
            session_key=session,
            stepped_up_at=BEFORE,
            at=BEFORE,
        )

    def to_withdraw(self) -> str:
        return commands.grant_withdraw(self.ref, actor=self.actor, session_key=SESSION, stepped_up_at=BEFORE, at=BEFORE)


class Flaky:
    """A real store behind a switch: while it is off nothing answers, as when the server is gone."""

    def __init__(self, store) -> None:
        self._store = store
        self.away = False
        self.lose_answer = False

    def __getattr__(self, name: str):
        real = getattr(self._store, name)
        if name == "close":
            return real

        async def guarded(*given):
            if self.away:
                raise StoreAway("switched off")
            answer = await real(*given)
            if self.lose_answer and name == "decide":
                self.lose_answer = False
                raise StoreAway("connection lost after the commit")
            return answer

        return guarded


def behind_a_switch(door: OpenDoor, queue: GroupCommit[Any, Any]) -> Flaky:
    """The first store of a door's queue, which can be switched off; the queue works with it alone."""
    made = Flaky(queue._stores[0])
    queue._stores = [made]  # type: ignore[list-item]

    async def restarted() -> None:
        for lane in queue._lanes:
            lane.cancel()
        await asyncio.gather(*queue._lanes, return_exceptions=True)
        queue.start()

    door.run(restarted())
    return made
