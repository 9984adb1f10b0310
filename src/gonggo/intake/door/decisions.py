"""Submits and withdrawals: decided in batches by one statement, each answered with a signed receipt."""

import asyncio
import logging
import os
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from gonggo.intake.door import faults
from gonggo.intake.door.asks import Ask, Recalled, Store, StoreAway, StoreRefusedRow
from gonggo.intake.door.queue import GroupCommit, Waiting
from gonggo.intake.receipts import BatchSignature, EventRow, Seal, Signer, core_of, seals

log = logging.getLogger("gonggo.door")
KEEP_EVERY = 0.25
KEEP_AT_ONCE = 1_000
CATCH_UP_AT_ONCE = 20
UNKEPT_AT_MOST = 20_000
QUIET = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """A receipt: the row that was written, its canonical core, the signature."""

    row: EventRow
    core: bytes
    seal: Seal


@dataclass(slots=True)
class Decision:
    """An ask as the queue sees it: one of a subject at a time."""

    ask: Ask

    @property
    def id(self) -> str:
        return self.ask.id

    @property
    def claim(self) -> str:
        return self.ask.subject_id


class Decisions(GroupCommit[Decision, Answer]):
    """The queue of submits and withdrawals."""

    def __init__(
        self, stores: Sequence[Store], signer: Signer, machine_us: Callable[[], int], *, largest: int = 128
    ) -> None:
        super().__init__(stores, largest=largest, keep=True)
        self._signer = signer
        self._machine_us = machine_us
        self._unkept: deque[tuple[str, BatchSignature]] = deque()
        self._behind = True

    def sealed(self, rows: Iterable[EventRow], kept: BatchSignature | None = None) -> dict[str, Answer]:
        """The receipts of a whole batch by id, under the signature that was kept of it or, the same, a new one."""
        ordered = sorted(rows, key=lambda row: row.id)
        cores = [core_of(row) for row in ordered]
        sealed = seals(cores, self._signer.sign if kept is None else lambda _: kept)
        return {
            row.id.replace("-", ""): Answer(row, core, seal)
            for row, core, seal in zip(ordered, cores, sealed, strict=True)
        }

    async def _write(self, store: Store, batch: list[Waiting[Decision, Answer]]) -> list[Waiting[Decision, Answer]]:
        faults.point("before_commit")
        now = self._machine_us()
        name = f"{now:016x}{os.urandom(8).hex()}"  # in order of time, so that its index grows at one end
        written = await store.decide([waiting.work.ask for waiting in batch], name, now)
        faults.point("after_commit_before_reply")
        answers: dict[str, Answer] = {}
        if written:
            answers = self.sealed(written.values())
            self._noted(name, next(iter(answers.values())).seal.signature)
        missing = []
        for waiting in batch:
            answer = answers.get(waiting.work.id)
            if answer is None:
                missing.append(waiting)
            else:
                waiting.resolve(answer)
        return await self._first_answers(store, missing) if missing else []

    async def _first_answers(
        self, store: Store, missing: list[Waiting[Decision, Answer]]
    ) -> list[Waiting[Decision, Answer]]:
        """A known nonce gets its first receipt, whatever the time now; the rest lost their place to another writer."""
        recalled = await self.recall(store, [waiting.work.id for waiting in missing])
        lost = []
        for waiting in missing:
            answer = recalled.get(waiting.work.id)
            if answer is None:
                lost.append(waiting)
            else:
                waiting.resolve(answer)
        return lost

    def _noted(self, batch: str, signature: BatchSignature) -> None:
        if len(self._unkept) >= UNKEPT_AT_MOST:
            self._behind = True
            return
        self._unkept.append((batch, signature))

    async def keep_signatures(self, store: Store) -> None:
        """Keep the signatures of what was answered, and in quiet moments of what was left unkept; for ever."""
        while True:
            try:
                if self._behind and len(self) <= QUIET:
                    await self._caught_up(store)
                rows = [self._unkept.popleft() for _ in range(min(len(self._unkept), KEEP_AT_ONCE))]
                if rows:
                    await store.keep_signatures(rows)
            except (StoreAway, StoreRefusedRow) as away:
                if not self._behind:
                    log.warning("signatures are kept later: %s", away)
                self._behind = True
            except Exception:  # it keeps them for ever: what it did not foresee is kept later too
                log.exception("signatures are kept later")
                self._behind = True
            await asyncio.sleep(KEEP_EVERY)

    async def keep_the_rest(self, store: Store) -> None:
        """Before the door closes: what was answered and has no signature kept; what fails is kept at the next start."""
        try:
            await self._caught_up(store)
            rows = list(self._unkept)
            if rows:
                await store.keep_signatures(rows)
            self._unkept.clear()
        except (StoreAway, StoreRefusedRow) as away:
            log.warning("signatures are kept at the next start: %s", away)

    async def _caught_up(self, store: Store) -> None:
        """Sign some of the batches that have no signature kept, whoever left them so."""
        ids = await store.unsigned(CATCH_UP_AT_ONCE)
        self._behind = len(ids) == CATCH_UP_AT_ONCE
        known = await store.recall(ids)
        answers = self._answers(known.values())
        for event_id in ids:
            self._noted(known[event_id].batch, answers[event_id].seal.signature)

    def _answers(self, known: Iterable[Recalled]) -> dict[str, Answer]:
        """The receipts of whole batches, signed once, the same ever after."""
        batches: defaultdict[str, list[Recalled]] = defaultdict(list)
        for each in known:
            batches[each.batch].append(each)
        answers: dict[str, Answer] = {}
        for batch in batches.values():
            answers |= self.sealed([each.row for each in batch], batch[0].signature)
        return answers

    async def recall(self, store: Store, ids: Sequence[str]) -> dict[str, Answer]:
        """The first answers of known ids."""
        known = await store.recall(ids)
        answers = self._answers(known.values())
        return {event_id: answers[event_id] for event_id in ids if event_id in answers}
