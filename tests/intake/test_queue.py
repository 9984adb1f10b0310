"""Group commit: everybody who waits gets an answer, whatever the store does."""

import asyncio
from dataclasses import dataclass

import pytest

from gonggo.intake.door.queue import Faulty, GroupCommit


@dataclass(frozen=True)
class Piece:
    id: str

    @property
    def claim(self) -> str:
        return self.id


class Slow(GroupCommit[Piece, int]):
    """Answers each piece with how many were answered, and stays with its batch until it may go on."""

    def __init__(self) -> None:
        super().__init__([None], largest=10, keep=True)
        self.may_go_on, self.answered = asyncio.Event(), 0
        self.failures: list[Exception] = []

    async def _write(self, _store, batch):
        if self.failures:
            raise self.failures.pop()
        for waiting in batch:
            self.answered += 1
            waiting.resolve(self.answered)
        await self.may_go_on.wait()
        return []


def run(scenario):
    async def within_patience():
        async with asyncio.timeout(10):
            return await scenario()

    return asyncio.run(within_patience())


def test_who_asks_again_while_the_batch_is_being_closed_is_answered_too():
    async def scenario():
        queue = Slow()
        queue.start()
        first = await queue.put(Piece("a"))
        again = queue.put(Piece("a"))
        queue.may_go_on.set()
        answers = (first, await again)
        await queue.stop()
        return answers, len(queue)

    assert run(scenario) == ((1, 2), 0)


@pytest.mark.parametrize("failure", [RuntimeError("nobody foresaw this"), KeyError("x")])
def test_a_failure_that_nobody_foresaw_is_told_and_the_lane_goes_on(failure):
    async def scenario():
        queue = Slow()
        queue.failures.append(failure)
        queue.may_go_on.set()
        queue.start()
        refused = await asyncio.gather(queue.put(Piece("a")), return_exceptions=True)
        while queue.away:
            await asyncio.sleep(0.01)
        answer = await queue.put(Piece("b"))
        await queue.stop()
        return [str(no) for no in refused], answer

    assert run(scenario) == ([type(failure).__name__], 2)  # "a" was kept and written first


def test_a_piece_that_is_given_up_is_asked_anew():
    async def scenario():
        queue = Slow()
        queue.may_go_on.set()
        first = queue.put(Piece("a"))
        queue._known["a"].give_up(Faulty("no"))
        again = queue.put(Piece("a"))
        queue.start()
        answers = await asyncio.gather(first, again, return_exceptions=True)
        await queue.stop()
        return [type(answers[0]), type(answers[1])]

    assert run(scenario) == [Faulty, int]
