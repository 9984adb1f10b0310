"""The ranking itself: exact marks, the program's order of breaking ties, places by track and type. Pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from gonggo.selection.definition import Cell, Outcome, Tie


@dataclass(frozen=True, slots=True)
class Entry:
    """An application that finished the last stage. ``mark`` is the one that it is ranked by."""

    number: str
    cell: Cell
    mark: Fraction
    site: Fraction
    bonus: Fraction
    passed: bool


@dataclass(frozen=True, slots=True)
class Ranked:
    """Where an application stands in its track and type. ``rank`` is None below the mark; ``broken_by`` says what set
    it apart from the one above that has the same mark."""

    number: str
    cell: Cell
    rank: int | None
    outcome: Outcome
    broken_by: Tie | None = None


class UndecidedTie(ValueError):
    """Applications whose order nothing decides; ``numbers`` names them."""

    def __init__(self, numbers: Sequence[str]) -> None:
        super().__init__(", ".join(numbers))
        self.numbers = tuple(numbers)


def draw(seed: str, number: str) -> str:
    """An application's lot: SHA-256 of the published seed and its number. The lowest comes first."""
    return hashlib.sha256(f"{seed}\n{number}".encode()).hexdigest()


def rank(
    entries: Iterable[Entry],
    places: Mapping[Cell, int],
    *,
    ties: Sequence[Tie],
    decided: Mapping[str, int],
    seed: str,
) -> list[Ranked]:
    """Everybody by track, type and rank, those below the mark last, by number.

    ``decided`` is the place that the committee gave to some of those who tie; without a ``seed`` there is no draw.
    Raises UndecidedTie.
    """
    ranked = []
    for cell, group in groupby(sorted(entries, key=lambda one: (one.cell, one.number)), key=lambda one: one.cell):
        listed = list(group)
        ranked += _in_cell([one for one in listed if one.passed], places.get(cell, 0), ties, decided, seed)
        ranked += [Ranked(one.number, cell, None, Outcome.NOT_SELECTED) for one in listed if not one.passed]
    return ranked


def _in_cell(
    entries: Sequence[Entry], places: int, ties: Sequence[Tie], decided: Mapping[str, int], seed: str
) -> list[Ranked]:
    keyed = sorted(((_key(one, ties, decided, seed), one) for one in entries), key=lambda pair: pair[0])
    for _, same in groupby(keyed, key=lambda pair: pair[0]):
        numbers = [one.number for _, one in same]
        if len(numbers) > 1:
            raise UndecidedTie(numbers)
    ranked = []
    for index, (key, one) in enumerate(keyed):
        outcome = Outcome.SELECTED if index < places else Outcome.RESERVE
        above = keyed[index - 1][0] if index else None
        ranked.append(Ranked(one.number, one.cell, index + 1, outcome, _broken_by(above, key, ties)))
    return ranked


Key = tuple[Fraction | int | str, ...]


def _key(one: Entry, ties: Sequence[Tie], decided: Mapping[str, int], seed: str) -> Key:
    """What an application is sorted by: the mark, then the program's ties in their order."""
    breaking: dict[Tie, Fraction | int | str] = {
        Tie.SITE: -one.site,
        Tie.BONUS: -one.bonus,
        Tie.COMMITTEE: decided.get(one.number, 0),
        Tie.DRAW: draw(seed, one.number) if seed else "",
    }
    return (-one.mark, *(breaking[tie] for tie in ties))


def _broken_by(above: Key | None, key: Key, ties: Sequence[Tie]) -> Tie | None:
    if above is None or above[0] != key[0]:
        return None
    return next(tie for tie, high, low in zip(ties, above[1:], key[1:], strict=True) if high != low)


def ties(entries: Iterable[Entry]) -> list[tuple[Entry, ...]]:
    """Those who passed and are alike in track, type, mark, site and bonus, by number: groups of two and more."""
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for one in sorted(entries, key=lambda one: one.number):
        if one.passed:
            groups.setdefault((one.cell, one.mark, one.site, one.bonus), []).append(one)
    return [tuple(group) for group in groups.values() if len(group) > 1]
