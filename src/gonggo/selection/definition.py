"""What a program says of its selection. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gonggo.kernel.basis import Basis
from gonggo.programs.definition import Program, Stage
from gonggo.programs.definition.rooms import Value

ROOM = "selection"
Cell = tuple[str, str]
"""Track and type: what places are counted for."""


class Tie(StrEnum):
    """What breaks a tie; a program names those that it uses, in their order."""

    SITE = "site"
    BONUS = "bonus"
    COMMITTEE = "committee"
    DRAW = "draw"


class Outcome(StrEnum):
    SELECTED = "selected"
    RESERVE = "reserve"
    NOT_SELECTED = "not_selected"


class Names(StrEnum):
    """How the public list names companies."""

    WHOLE = "whole"
    MASKED = "masked"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rules:
    """How a program ranks, and until when its reserve list stands. Two people confirm, whatever the program."""

    ties: tuple[Tie, ...]
    approvals_basis: Basis
    ranking_basis: Basis
    reserve_basis: Basis
    reserve_ends_at: datetime
    places: Mapping[Cell, int]
    names: Names
    names_basis: Basis | None
    tells_scores: Basis | None
    """On what a company learns the marks of its own application, by item; None: it does not."""


def rules_of(program: Program) -> Rules:
    """Raises KeyError where the program has no selection."""
    section = program.room(ROOM)
    named = next((one for one in section.group("result").values if one.key == "companies-public"), None)
    scores = next((one for one in section.group("result").values if one.key == "scores-public"), None)
    approvals, reserve = section.value("result", "approvals"), section.value("reserve", "until")
    return Rules(
        ties=tuple(Tie(key) for key in _keys(section.value("ranking", "ties"))),
        approvals_basis=approvals.basis,
        ranking_basis=section.value("ranking", "by").basis,
        reserve_basis=reserve.basis,
        reserve_ends_at=program.moment(str(reserve.value)),
        places={(one.track, one.type): one.places for one in program.combinations if one.places is not None},
        names=Names(str(named.value)) if named else Names.NONE,
        names_basis=named.basis if named else None,
        tells_scores=scores.basis if scores and scores.value is True else None,
    )


def _keys(value: Value) -> tuple[str, ...]:
    return tuple(map(str, value.value if isinstance(value.value, tuple) else (value.value,)))


def next_stage(program: Program) -> Stage | None:
    """What follows the result in the program's order, None where nothing does."""
    keys = [one.key for one in program.stages]
    place = keys.index(ROOM) + 1 if ROOM in keys else len(keys)
    return program.stages[place] if place < len(keys) else None
