"""What a door is opened with: its store, its keys, its clock, the site that it belongs to."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from gonggo.intake.capability import Key
from gonggo.intake.door.asks import Store
from gonggo.intake.receipts import Signer
from gonggo.kernel.clock import Clock

_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class DoorConfig:
    """``database`` is sqlite:///path or postgresql://…; ``done_path`` has ``{id}`` for the receipt's id; ``pages`` is
    the socket at which the pages answer, None where a proxy decides; ``lanes`` are connections for
    submits (SQLite always has one); ``insists_on_durability``: nothing is received on a PostgreSQL that may forget."""

    database: str
    origin: str
    capability_key: Key
    signer: Signer
    clock: Clock
    cookie: str = "sessionid"
    done_path: str = "/company/receipts/{id}"
    pages: Path | None = None
    older_capability_keys: tuple[Key, ...] = ()
    lanes: int = 1
    largest_batch: int = 128
    insists_on_durability: bool = False

    @property
    def secrets(self) -> Mapping[bytes, bytes]:
        """Every accepted capability key, id to secret."""
        return {key.id.encode("ascii"): key.secret for key in (self.capability_key, *self.older_capability_keys)}

    def store(self) -> Store:
        """A fresh connection to the store."""
        parts = urlsplit(self.database)
        if parts.scheme == "sqlite":
            from gonggo.intake.door.store_sqlite import SqliteStore

            path = unquote(parts.path)
            return SqliteStore(Path(path[1:] if path.startswith("//") else path))
        from gonggo.intake.door.store_postgres import PostgresStore

        return PostgresStore(self.database, insists_on_durability=self.insists_on_durability)

    @property
    def is_sqlite(self) -> bool:
        return self.database.startswith("sqlite:")


class Stamps:
    """Instants of arrival: the wall clock at the start plus what the monotonic clock counted since, so that a clock
    that is set back changes no order, plus the program clock's offset."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._base = time.time_ns() - time.monotonic_ns()

    def machine_us(self) -> int:
        """The machine's time in microseconds since 1970 UTC."""
        return (self._base + time.monotonic_ns()) // 1000

    def now_us(self) -> int:
        """The program's time in microseconds since 1970 UTC."""
        return self.machine_us() + self._clock.offset() // _MICROSECOND
