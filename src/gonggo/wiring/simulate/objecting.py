"""Objections to what letters told: upheld, dismissed, taken back, and one that comes too late and is a petition."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.clock import SEOUL
from gonggo.messages.letters import queries as messages
from gonggo.messages.letters.definition import LetterKind
from gonggo.messages.letters.queries import Issued
from gonggo.objections import commands, queries
from gonggo.objections.states import Ground
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.stages import Stage
from gonggo.wiring.simulate.world import Firm, World

_IN_TURN = ("uphold", "dismiss", "withdraw")
_OF_RESULTS = ("uphold", *["dismiss"] * 5)
_RESULTS = frozenset({LetterKind.SELECTION, LetterKind.RESERVE, LetterKind.NOT_SELECTED})


def of_screening(world: World, made: Sequence[Applying]) -> None:
    """Some whom a letter of the screening allows it object."""
    _live(world, [one for one in _letters(world, made) if one[1].kind not in _RESULTS], 2 * _IN_TURN)


def of_results(world: World, made: Sequence[Applying]) -> None:
    """Some who were not selected object; one is upheld."""
    told = [one for one in _letters(world, made) if one[1].kind in _RESULTS]
    _live(world, sorted(told, key=lambda one: one[1].kind is not LetterKind.NOT_SELECTED), _OF_RESULTS)


def _live(world: World, told: Sequence[tuple[Firm, Issued]], ends: Sequence[str]) -> None:
    """One after the other; one more of them a day after the last day. Halfway: filed, and not answered yet."""
    is_left = world.halfway is Stage.RESULT and ends is _OF_RESULTS
    for (firm, letter), end in zip(told[:-1], ends[:2] if is_left else ends, strict=False):
        world.after(minutes=5)
        _object(world, firm, letter, "" if is_left else end)
    if told and not is_left:
        _too_late(world, *told[-1])
    world.settle()
    world.counts["objections"] = dict(sorted(queries.counts(of=world.agency).items()))


def _letters(world: World, made: Sequence[Applying]) -> Iterator[tuple[Firm, Issued]]:
    """The letters to lead adopters, in the order of the plan, that can still be objected to."""
    world.set_letters()
    today = world.now.astimezone(SEOUL).date()
    for one in made:
        if one.task.is_received:
            for letter in messages.letters(of=one.adopter.manager):
                if letter.until_on is not None and letter.until_on >= today:
                    yield one.adopter, letter


def _object(world: World, firm: Firm, letter: Issued, end: str) -> None:
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
    if not end:
        return
    world.once("already_objected", lambda: commands.file_objection(text="다시 보아 주십시오.", **told))
    answer: dict[str, Any] = {"objection_id": filed.id, "answer": "서류를 다시 보고 판단했습니다.", "at": world.now}
    world.once("took_part_in_decision", lambda: commands.dismiss(by=world.agency, **answer))
    other = _without_part(world)
    match end:
        case "uphold":
            world.once("objection_answer_missing", lambda: commands.uphold(by=other, **(answer | {"answer": " "})))
            commands.uphold(by=other, **answer)
        case "dismiss":
            commands.dismiss(by=other, **answer)
        case _:
            commands.withdraw(objection_id=filed.id, by=firm.manager, at=world.now)


def _without_part(world: World) -> Actor:
    """Somebody of the agency who decides nothing but objections."""
    return world.officer("agency", Role.AGENCY_LEAD, 1)


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
    by = _without_part(world)
    commands.answer_petition(objection_id=filed.id, answer="기한이 지났습니다.", by=by, at=world.now)
