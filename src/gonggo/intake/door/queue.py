"""Group commit: what arrives while a batch is being written makes up the next one."""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from gonggo.intake.door.asks import Store, StoreAway, StoreRefusedRow

log = logging.getLogger("gonggo.door")
AWAY_PAUSE = 0.25
KEPT_WHILE_AWAY = 20_000
RACES = 20


class Faulty(Exception):
    """The store cannot take this request, though it was authenticated: a fault of ours, nothing was recorded."""


class Work(Protocol):
    """Something to be written: ``id`` names it, and no two of one ``claim`` go into one batch."""

    @property
    def id(self) -> str: ...

    @property
    def claim(self) -> str: ...


W = TypeVar("W", bound=Work)
A = TypeVar("A")


@dataclass(slots=True)
class Waiting(Generic[W, A]):
    """A piece of work with everyone who waits for its answer."""

    work: W
    answers: list[asyncio.Future[A]] = field(default_factory=list)
    races: int = 0
    settled: bool = False
    """It has its answer, or never will have one: who comes with the same id now asks anew."""

    def resolve(self, answer: A) -> None:
        self.settled = True
        for waiter in self.answers:
            if not waiter.done():
                waiter.set_result(answer)
        self.answers.clear()

    def give_up(self, why: Faulty) -> None:
        self.settled = True
        self.fail(why)

    def fail(self, why: Exception) -> None:
        for waiter in self.answers:
            if not waiter.done():
                waiter.set_exception(why)
        self.answers.clear()


class GroupCommit(Generic[W, A]):
    """A queue that lanes, one store connection each, empty in batches.

    While the store is away everyone waiting is told so at once; what was already stamped stays queued and is written
    when the store is back, so that the answer to a retry is the first one.
    """

    def __init__(self, stores: Sequence[Store], *, largest: int, keep: bool) -> None:
        self._stores = stores
        self._largest = largest
        self._keep = keep
        self._queue: deque[Waiting[W, A]] = deque()
        self._known: dict[str, Waiting[W, A]] = {}
        self._claimed: set[str] = set()
        self._wake = asyncio.Event()
        self._lanes: list[asyncio.Task[None]] = []
        self.away: StoreAway | None = None

    async def _write(self, store: Store, batch: list[Waiting[W, A]]) -> list[Waiting[W, A]]:
        """Write the batch, resolve what was answered, give back what lost its place. Raises as the store does."""
        raise NotImplementedError

    def start(self) -> None:
        """Open the lanes on the running loop."""
        self._lanes = [asyncio.create_task(self._lane(store)) for store in self._stores]

    async def stop(self, *, patience: float = 10) -> None:
        """Write what is queued, as far as the store is there, and close the lanes."""
        try:
            async with asyncio.timeout(patience):
                while (self._known or self._claimed) and self.away is None:
                    await asyncio.sleep(0.01)
        except TimeoutError:
            log.warning("stopped with %d requests unwritten", len(self._known))
        for lane in self._lanes:
            lane.cancel()
        await asyncio.gather(*self._lanes, return_exceptions=True)

    def put(self, work: W) -> asyncio.Future[A]:
        """Queue ``work``; its answer, or StoreAway or Faulty. The same id again waits for the same answer."""
        answer: asyncio.Future[A] = asyncio.get_running_loop().create_future()
        waiting = self._known.get(work.id)
        if waiting is not None and waiting.settled:
            waiting = None
        if self.away is not None:
            answer.set_exception(self.away)
            if waiting is not None or not self._keep or len(self._known) >= KEPT_WHILE_AWAY:
                return answer
        if waiting is None:
            waiting = self._known[work.id] = Waiting(work)
            self._queue.append(waiting)
            self._wake.set()
        waiting.answers.append(answer)
        return answer

    def __len__(self) -> int:
        return len(self._known)

    def _taken(self) -> list[Waiting[W, A]]:
        """The next batch: in order, none of a claim that is in it or in another lane's."""
        batch: list[Waiting[W, A]] = []
        passed: list[Waiting[W, A]] = []
        while self._queue and len(batch) < self._largest:
            waiting = self._queue.popleft()
            if waiting.work.claim in self._claimed:
                passed.append(waiting)
            else:
                self._claimed.add(waiting.work.claim)
                batch.append(waiting)
        self._queue.extendleft(reversed(passed))
        return batch

    async def _lane(self, store: Store) -> None:
        while True:
            batch = self._taken()
            if not batch:
                self._wake.clear()
                await self._wake.wait()
                continue
            try:
                lost = await self._written(store, batch)
                self.away = None
            except StoreAway as away:
                self._put_back(batch, away)
                await asyncio.sleep(AWAY_PAUSE)
            except Exception as fault:  # a lane that ended would leave everybody waiting for ever
                log.exception("the store failed in a way that nobody foresaw")
                self._put_back(batch, StoreAway(type(fault).__name__))
                await asyncio.sleep(AWAY_PAUSE)
            else:
                self._release(batch, lost)

    async def _written(self, store: Store, batch: list[Waiting[W, A]]) -> list[Waiting[W, A]]:
        """The batch at once, or, if the store cannot take a row of it, one by one."""
        try:
            return await self._write(store, batch)
        except StoreRefusedRow as broken:
            if len(batch) == 1:
                log.error("the store cannot take %s: %s", batch[0].work.id, broken)
                batch[0].give_up(Faulty(str(broken)))
                return []
        lost = []
        for waiting in batch:
            lost += await self._written(store, [waiting])
        return lost

    def _release(self, batch: list[Waiting[W, A]], lost: list[Waiting[W, A]]) -> None:
        for waiting in batch:
            self._claimed.discard(waiting.work.claim)
            if self._known.get(waiting.work.id) is waiting:
                del self._known[waiting.work.id]
        for waiting in reversed(lost):
            waiting.races += 1
            if waiting.races > RACES:
                waiting.give_up(Faulty("lost its place too often"))
                continue
            self._known[waiting.work.id] = waiting
            self._queue.appendleft(waiting)
        self._wake.set()

    def _put_back(self, batch: list[Waiting[W, A]], away: StoreAway) -> None:
        if self.away is None:
            log.warning("the store is away: %s", away)
        self.away = away
        for waiting in batch:
            self._claimed.discard(waiting.work.claim)
        self._queue.extendleft(reversed(batch))
        for waiting in self._queue:
            waiting.fail(away)
        if not self._keep:
            self._queue.clear()
            self._known.clear()
            # nothing is left to try, so the next request finds out
            self.away = None
