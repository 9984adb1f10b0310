"""Submits and withdrawals: decided in batches by one statement, each answered with a signed receipt."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gonggo.intake.door import faults
from gonggo.intake.door.asks import Ask, Store, StoreAway, StoreRefusedRow
from gonggo.intake.door.queue import GroupCommit, Waiting
from gonggo.intake.receipts import EventRow, Seal, Signer, core_of

log = logging.getLogger("gonggo.door")
KEEP_EVERY = 0.25
KEEP_AT_ONCE = 1_000
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
        self._unkept: deque[tuple[str, Seal]] = deque()
        self._behind = True

    def signed(self, row: EventRow) -> Answer:
        """The receipt of a row."""
        core = core_of(row)
        return Answer(row, core, self._signer.seal(core))

    async def _write(self, store: Store, batch: list[Waiting[Decision, Answer]]) -> list[Waiting[Decision, Answer]]:
        faults.point("before_commit")
        written = await store.decide([waiting.work.ask for waiting in batch], self._machine_us())
        faults.point("after_commit_before_reply")
        missing = []
        for waiting in batch:
            row = written.get(waiting.work.id)
            if row is None:
                missing.append(waiting)
                continue
            answer = self.signed(row)
            self._noted(waiting.work.id, answer)
            waiting.resolve(answer)
        return await self._first_answers(store, missing) if missing else []

    async def _first_answers(
        self, store: Store, missing: list[Waiting[Decision, Answer]]
    ) -> list[Waiting[Decision, Answer]]:
        """A known nonce gets its first receipt, whatever the time now; the rest lost their place to another writer."""
        recalled = await recall(self, store, [waiting.work.id for waiting in missing])
        lost = []
        for waiting in missing:
            answer = recalled.get(waiting.work.id)
            if answer is None:
                lost.append(waiting)
            else:
                waiting.resolve(answer)
        return lost

    def _noted(self, event_id: str, answer: Answer) -> None:
        if len(self._unkept) >= UNKEPT_AT_MOST:
            self._behind = True
            return
        self._unkept.append((event_id, answer.seal))

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
        """Sign some of what has no signature kept, whoever left it so."""
        ids = await store.unsigned(KEEP_AT_ONCE)
        self._behind = len(ids) == KEEP_AT_ONCE
        for event_id, answer in (await recall(self, store, ids)).items():
            self._noted(event_id, answer)


async def recall(decisions: Decisions, store: Store, ids: Sequence[str]) -> dict[str, Answer]:
    """The first answers of known ids: signed once, the same ever after."""
    answers = {}
    for event_id, known in (await store.recall(ids)).items():
        if known.seal is None:
            answers[event_id] = decisions.signed(known.row)
        else:
            answers[event_id] = Answer(known.row, core_of(known.row), known.seal)
    return answers
