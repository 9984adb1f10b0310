"""The door's store on PostgreSQL: one connection, one round trip a batch."""

import asyncio
from collections.abc import Awaitable, Sequence
from typing import Any, TypeVar

import psycopg
from psycopg import AsyncConnection

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
from gonggo.intake.draft_rules import FieldRule
from gonggo.intake.durability import DURABILITY
from gonggo.intake.receipts import BatchSignature, EventRow
from gonggo.intake.sql import statements

T = TypeVar("T")
PATIENCE = 10.0
_SQL = statements("postgres")
_TEXTS = frozenset({"act", "subject_kind", "sealed_digest", "role", "key", "value", "tab"})
_BROKEN_ROW = (psycopg.DataError, psycopg.IntegrityError, psycopg.ProgrammingError)
_AWAY = (psycopg.Error, OSError, TimeoutError)  # whatever is not a row's fault: a standby, a stale plan, a lost line


def _array(values: Sequence[str | int | None]) -> str:
    """A column as an array's text, which costs a tenth of the adapter's way that looks at every element."""
    return "{" + ",".join(["NULL" if value is None else str(value) for value in values]) + "}"


def _text_array(values: Sequence[str]) -> str:
    """A column of texts, each quoted."""
    return '{"' + '","'.join([value.replace("\\", "\\\\").replace('"', '\\"') for value in values]) + '"}'


def _columns(names: Sequence[str], rows: Sequence[Ask] | Sequence[Save]) -> dict[str, str]:
    """The statement's arrays, one a field."""
    columns = {}
    for name in names:
        values = [getattr(row, name) for row in rows]
        columns[name] = _text_array(values) if name in _TEXTS else _array(values)
    return columns


def _undashed(text: str) -> str:
    return text.replace("-", "")


class PostgresStore:
    """Connects when first asked, and again after every failure."""

    def __init__(self, url: str, *, patience: float = PATIENCE, insists_on_durability: bool = False) -> None:
        self._url = url
        self._patience = patience
        self._insists = insists_on_durability
        self._connection: AsyncConnection[tuple[Any, ...]] | None = None

    async def _connected(self) -> AsyncConnection[tuple[Any, ...]]:
        kept = self._connection
        if kept is None or kept.closed:
            connection = await AsyncConnection.connect(
                self._url,
                autocommit=True,
                prepare_threshold=1,
                connect_timeout=2,
                application_name="gonggo-door",
                options=f"-c statement_timeout={int(self._patience * 1000)} -c plan_cache_mode=force_generic_plan",
            )
            kept = await self._kept(connection)
        return kept

    async def _kept(self, connection: AsyncConnection[tuple[Any, ...]]) -> AsyncConnection[tuple[Any, ...]]:
        """What the store speaks over from now on: this one, unless who was asked meanwhile has connected first."""
        try:
            if self._insists:
                await _durable(connection)
        except BaseException:
            await connection.close()
            raise
        first = self._connection
        if first is None or first.closed:
            self._connection = connection
            return connection
        await connection.close()
        return first

    async def _patiently(self, work: Awaitable[T]) -> T:
        """``work`` within the store's patience; its failure as StoreAway or StoreRefusedRow."""
        try:
            async with asyncio.timeout(self._patience):
                return await work
        except _BROKEN_ROW as broken:  # its detail holds what was written, and stays out of the log
            raise StoreRefusedRow(broken.diag.message_primary or type(broken).__name__) from broken
        except _AWAY as away:
            await self.close()
            raise StoreAway(str(away)) from away

    async def decide(self, asks: Sequence[Ask], batch: str, written_at: int) -> dict[str, EventRow]:
        return await self._patiently(self._decide(asks, batch, written_at))

    async def _decide(self, asks: Sequence[Ask], batch: str, written_at: int) -> dict[str, EventRow]:
        connection = await self._connected()
        asks = sorted(asks, key=lambda ask: ask.subject_id)  # two doors that met two subjects crosswise would deadlock
        columns = {**_columns(ASK_FIELDS, asks), "batch": batch, "written_at": written_at}
        # In a pipeline with autocommit both statements are one transaction, each with a snapshot of its own: the
        # decision sees everything that was committed before the barrier was passed.
        async with connection.pipeline(), connection.cursor() as first, connection.cursor() as second:
            await first.execute(_SQL["barrier"])
            await second.execute(_SQL["decide"], columns)
            rows = await second.fetchall()
        by_id = {ask.id: ask for ask in asks}
        written = {}
        for row in rows:
            ask = by_id[_undashed(row[0])]
            written[ask.id] = event_row(ask, row)
        return written

    async def recall(self, ids: Sequence[str]) -> dict[str, Recalled]:
        rows = await self._patiently(self._rows("recall", {"id": list(ids)}))
        return {_undashed(row[0]): recalled(row) for row in rows}

    async def keep_signatures(self, rows: Sequence[tuple[str, BatchSignature]]) -> None:
        columns = {
            "batch": _array([batch for batch, _ in rows]),
            "key_id": _text_array([kept.key_id for _, kept in rows]),
            "public_key": _text_array([kept.public_key for _, kept in rows]),
            "signature": _text_array([kept.signature for _, kept in rows]),
        }
        await self._patiently(self._run("keep_signatures", columns))

    async def unsigned(self, limit: int) -> list[str]:
        return [_undashed(row[0]) for row in await self._patiently(self._rows("unsigned", {"limit": limit}))]

    async def save(self, saves: Sequence[Save]) -> dict[SaveKey, Saved]:
        rows = await self._patiently(self._rows("save", _columns(SAVE_FIELDS, saves)))
        return {(_undashed(row[0]), _undashed(row[1]), row[2]): Saved(row[3], row[4]) for row in rows}

    async def right_stands(self, saves: Sequence[Save]) -> set[int]:
        names = ("place", "subject_kind", "subject_id", "person_id", "gate_epoch", "person_epoch")
        return {row[0] for row in await self._patiently(self._rows("right_stands", _columns(names, saves)))}

    async def standing_draft(self, save: Save) -> Standing | None:
        asked = {"subject_id": save.subject_id, "party": save.party, "key": save.key}
        rows = await self._patiently(self._rows("standing_draft", asked))
        return Standing(*rows[0]) if rows else None

    async def draft_fields(self, form: str) -> dict[str, FieldRule]:
        rows = await self._patiently(self._rows("draft_fields", {"form": form}))
        return {key: FieldRule(section, kind, most, shape) for section, key, kind, most, shape in rows}

    async def _run(self, name: str, parameters: dict[str, Any]) -> None:
        await (await self._connected()).execute(_SQL[name], parameters)

    async def _rows(self, name: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
        return await (await (await self._connected()).execute(_SQL[name], parameters)).fetchall()

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()


async def _durable(connection: AsyncConnection[tuple[Any, ...]]) -> None:
    """Raises StoreAway for a server that may forget what it confirmed: nothing is received on it."""
    found = await connection.execute(
        "select name from pg_settings where name = any(%s) and setting = 'off'", [list(DURABILITY)]
    )
    if off := [row[0] for row in await found.fetchall()]:
        raise StoreAway(f"{', '.join(off)} off: what is confirmed could be lost")


def recalled(row: Sequence[Any]) -> Recalled:
    """An event with its batch's signature, from a row of ``recall``."""
    return Recalled(EventRow(*row[:19]), _undashed(row[19]), None if row[20] is None else BatchSignature(*row[20:23]))


def event_row(ask: Ask, row: Sequence[Any]) -> EventRow:
    """The event that ``ask`` became, from what the statement gives back and what it copied from the ask."""
    return EventRow(
        id=row[0],
        subject_kind=ask.subject_kind,
        subject_id=ask.subject_id,
        number=row[1],
        seq=row[2],
        event=row[3],
        code=row[4],
        basis=row[5],
        stamped_at=ask.stamped_at,
        closes_at=row[6],
        sealed_id=row[7],
        sealed_digest=row[8],
        person_id=ask.person_id,
        role=ask.role,
        company_id=ask.company_id,
        step_up_at=ask.step_up_at,
        previous=row[9],
        link=row[10],
        sealed_part=row[11],
    )
