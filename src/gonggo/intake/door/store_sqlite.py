"""The door's store on SQLite: one writer thread, one transaction a batch, on the disk before the answer."""

import asyncio
import fcntl
import hashlib
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import orjson

from gonggo.intake.door.asks import (
    ASK_FIELDS,
    SAVE_FIELDS,
    Ask,
    Recalled,
    Save,
    Saved,
    SaveKey,
    Standing,
    StoreAway,
    StoreRefusedRow,
)
from gonggo.intake.door.store_postgres import event_row, recalled
from gonggo.intake.draft_rules import FieldRule
from gonggo.intake.receipts import BatchSignature, EventRow
from gonggo.intake.sql import statements

T = TypeVar("T")
_SQL = statements("sqlite")
SWITCH_S = 0.0005  # the store's thread must not wait 5 ms for Python's lock after every call into SQLite


def next_link(previous: str, event_id: str) -> str:
    """The link of an event: SHA-256 over the previous link's bytes and the id's."""
    return hashlib.sha256(bytes.fromhex(previous) + bytes.fromhex(event_id)).hexdigest()


class SqliteStore:
    """All work happens on one thread of its own, so that the loop never waits for the disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = path.with_name(f"{path.name}-turn")
        self._connection: sqlite3.Connection | None = None
        sys.setswitchinterval(SWITCH_S)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="door-store")

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            # mode=rw: a missing file is an outage, not an empty store
            connection = sqlite3.connect(
                f"file:{self._path}?mode=rw",
                uri=True,
                isolation_level=None,
                timeout=10,
                check_same_thread=False,
                cached_statements=512,
            )
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = full")
            self._connection = connection
        return self._connection

    def _guarded(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            connection = self._connected()
            try:
                return work(connection)
            except sqlite3.Error:
                if connection.in_transaction:
                    connection.execute("rollback")
                raise
        except (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, sqlite3.ProgrammingError) as broken:
            raise StoreRefusedRow(str(broken)) from broken
        except (sqlite3.Error, OSError) as away:  # whatever is not a row's fault
            self._drop()
            raise StoreAway(str(away)) from away

    async def _on_thread(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._guarded, work)

    @contextmanager
    def _in_turn(self, connection: sqlite3.Connection) -> Iterator[None]:
        """A write transaction. Doors queue in the kernel, woken in turn: SQLite's own waiting polls, and starves."""
        with self._turn.open("ab") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            connection.execute("begin immediate")
            yield
            connection.execute("commit")

    async def _written(self, statement: str, parameters: Any) -> list[tuple[Any, ...]]:
        def work(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            with self._in_turn(connection):
                return connection.execute(statement, parameters).fetchall()

        return await self._on_thread(work)

    async def _rows(self, name: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
        return await self._on_thread(lambda connection: connection.execute(_SQL[name], parameters).fetchall())

    async def decide(self, asks: Sequence[Ask], batch: str, written_at: int) -> dict[str, EventRow]:
        return await self._on_thread(lambda connection: self._decided(connection, asks, batch, written_at))

    def _decided(
        self, connection: sqlite3.Connection, asks: Sequence[Ask], batch: str, written_at: int
    ) -> dict[str, EventRow]:
        by_id = {ask.id: ask for ask in asks}
        asked = [getattr(ask, name) for ask in asks for name in ASK_FIELDS]
        with self._in_turn(connection):
            found = connection.execute(_of_rows("judge", len(asks), len(ASK_FIELDS)), asked).fetchone()
            judged = orjson.loads(found[0])
            events = {row[0]: _judged_row(by_id[row[0]], row) for row in judged}
            if judged:
                rows = [_values(events[row[0]], row[11], row[12], written_at, batch) for row in judged]
                values = list(chain.from_iterable(rows))
                connection.execute(_of_rows("write", len(rows), len(rows[0])), values)
        return events

    async def recall(self, ids: Sequence[str]) -> dict[str, Recalled]:
        rows = await self._rows("recall", {"id": _as_json(list(ids))})
        return {row[0]: recalled(row) for row in rows}

    async def keep_signatures(self, rows: Sequence[tuple[str, BatchSignature]]) -> None:
        kept = [(batch, each.key_id, each.public_key, each.signature) for batch, each in rows]
        await self._written(_SQL["keep_signatures"], {"rows": _as_json(kept)})

    async def unsigned(self, limit: int) -> list[str]:
        return [row[0] for row in await self._rows("unsigned", {"limit": limit})]

    async def save(self, saves: Sequence[Save]) -> dict[SaveKey, Saved]:
        asked = [getattr(save, name) for save in saves for name in SAVE_FIELDS]
        rows = await self._written(_of_rows("save", len(saves), len(SAVE_FIELDS)), asked)
        return {(row[0], row[1], row[2]): Saved(row[3], bool(row[4])) for row in rows}

    async def right_stands(self, saves: Sequence[Save]) -> set[int]:
        names = ("place", "subject_kind", "subject_id", "person_id", "gate_epoch", "person_epoch")
        asked = _as_json([[getattr(save, name) for name in names] for save in saves])
        return {row[0] for row in await self._rows("right_stands", {"rows": asked})}

    async def standing_draft(self, save: Save) -> Standing | None:
        asked = {"subject_id": save.subject_id, "party": save.party, "key": save.key}
        rows = await self._rows("standing_draft", asked)
        return Standing(*rows[0]) if rows else None

    async def draft_fields(self, form: str) -> dict[str, FieldRule]:
        rows = await self._rows("draft_fields", {"form": form})
        return {key: FieldRule(section, kind, most, shape) for section, key, kind, most, shape in rows}

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._drop)


@lru_cache(maxsize=512)
def _of_rows(name: str, rows: int, columns: int) -> str:
    """A statement for so many rows of parameters."""
    row = f"({','.join('?' * columns)})"
    return _SQL[name].replace("{rows}", ",".join([row] * rows))


def _judged_row(ask: Ask, row: Sequence[Any]) -> EventRow:
    """The event that ``ask`` becomes, by a row of ``judge``."""
    return event_row(ask, (*row[:10], next_link(row[9], ask.id), row[10]))


def _values(
    event: EventRow, standing_id: str | None, last_written_at: int, written_at: int, batch: str
) -> tuple[Any, ...]:
    """The columns of ``write``, in its order."""
    return (
        *event[:12],
        standing_id,
        *event[12:18],
        max(written_at, last_written_at + 1),
        batch,
    )


def _as_json(rows: list[Any]) -> str:
    return orjson.dumps(rows).decode("utf-8")
