"""Objections to what letters told: upheld, dismissed, taken back, and one that comes too late and is a petition."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from gonggo.kernel.actor import Role
from gonggo.kernel.clock import SEOUL
from gonggo.messages.letters import commands as letters
from gonggo.messages.letters import queries as messages
from gonggo.messages.letters.queries import Issued
from gonggo.objections import commands, queries
from gonggo.objections.states import Ground
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.world import Firm, World

_HANDLED = 3
"""Upheld, dismissed, taken back, in turn."""


def live(world: World, made: Sequence[Applying]) -> None:
    """Some whom a letter allows it object; one more of them a day after the last day."""
    with world.timed("letters"):
        while letters.set_waiting():
            pass
    told = list(_letters(world, made))
    for place, (firm, letter) in enumerate(told[:-1][: 2 * _HANDLED]):
        world.after(minutes=5)
        _object(world, firm, letter, place)
    if told:
        _too_late(world, *told[-1])
    world.settle()
    world.counts["objections"] = dict(queries.counts(of=world.agency))


def _letters(world: World, made: Sequence[Applying]) -> Iterator[tuple[Firm, Issued]]:
    """The letters to lead adopters, in the order of the plan, that can still be objected to."""
    today = world.now.astimezone(SEOUL).date()
    for one in made:
        if one.task.is_received:
            for letter in messages.letters(of=one.adopter.manager):
                if letter.until_on is not None and letter.until_on >= today:
                    yield one.adopter, letter


def _object(world: World, firm: Firm, letter: Issued, place: int) -> None:
    """Filed by the company; answered by somebody of the agency who had no part in the decision."""
    told: dict[str, Any] = {
        "program": world.program,
        "of_decision": messages.of_decision(letter),
        "ground": Ground.FACTS,
        "by": firm.manager,
        "at": world.now,
    }
    world.once("objection_text_missing", lambda: commands.file_objection(text=" ", **told))
    filed = commands.file_objection(text="제출한 증명서를 다시 보아 주십시오.", **told)
    world.once("already_objected", lambda: commands.file_objection(text="다시 보아 주십시오.", **told))
    answer: dict[str, Any] = {"objection_id": filed.id, "answer": "서류를 다시 보고 판단했습니다.", "at": world.now}
    other = world.officer("agency", Role.AGENCY_LEAD)
    match place % _HANDLED:
        case 0:
            commands.uphold(by=other, **answer)
        case 1:
            commands.dismiss(by=other, **answer)
        case _:
            commands.withdraw(objection_id=filed.id, by=firm.manager, at=world.now)


def _too_late(world: World, firm: Firm, letter: Issued) -> None:
    """A day after the last day it is a petition, which is answered too."""
    assert letter.until_on is not None  # chosen so
    world.forward_to(datetime.combine(letter.until_on + timedelta(days=1), time(9), tzinfo=SEOUL))
    filed = commands.file_objection(
        program=world.program,
        of_decision=messages.of_decision(letter),
        ground=Ground.PROCEDURE,
        text="통지를 늦게 보았습니다.",
        by=firm.manager,
        at=world.now,
    )
    lead = world.officer("agency", Role.AGENCY_LEAD)
    commands.answer_petition(objection_id=filed.id, answer="기한이 지났습니다.", by=lead, at=world.now)
