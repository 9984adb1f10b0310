"""A selection as the agency has it before it: what was decided, what is open, the list that stands (reads only)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from gonggo.kernel.actor import AGENCY_ROLES, Actor
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.definition import Program
from gonggo.selection import inputs, queries
from gonggo.selection.definition import Cell, Tie, rules_of
from gonggo.selection.models import PlacesMoved, Seed
from gonggo.selection.queries import PlaceRow, Ranking
from gonggo.selection.rules import Entry, ties
from gonggo.selection.states import FIXED
from gonggo.selection.verify import order_of


@dataclass(frozen=True, slots=True)
class TieGroup:
    """Those that only a decision or the draw sets apart. ``reason`` is that of the decision, ``by`` what decides."""

    entries: tuple[Entry, ...]
    order: tuple[str, ...]
    reason: str
    by: Tie | None

    @property
    def is_open(self) -> bool:
        """Whether no list can be drawn up before it is decided."""
        return self.by is None


@dataclass(frozen=True, slots=True)
class CellRow:
    """A track and type: its places in the notice and now, who passed, who is in, who is still in reserve."""

    cell: Cell
    stated: int
    places: int
    passed: int
    taken: int
    waiting: tuple[PlaceRow, ...]
    """Those in reserve, the next first; empty before there is a list."""

    @property
    def unused(self) -> int:
        """Places that nobody of this track and type can take."""
        return max(self.places - self.passed, 0)

    @property
    def free(self) -> int:
        return max(self.places - self.taken, 0)


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the agency's page. ``entries`` are those that the standing list was made of, else those of now."""

    ranking: Ranking | None
    entries: Mapping[str, Entry]
    seed: Seed | None
    moves: tuple[PlacesMoved, ...]
    groups: tuple[TieGroup, ...]
    cells: tuple[CellRow, ...]
    unfinished: int
    reserve_ends_at: datetime

    @property
    def is_fixed(self) -> bool:
        """Whether two have confirmed: nothing that the list rests on changes any more."""
        return self.ranking is not None and self.ranking.state in FIXED

    @property
    def has_results(self) -> bool:
        return bool(self.entries)

    @property
    def may_draw(self) -> bool:
        """Whether a list can be drawn up now."""
        open_ties = any(group.is_open for group in self.groups)
        return self.has_results and not self.unfinished and not open_ties and not self.is_fixed


def overview(program: Program, *, of: Actor) -> Overview:
    """Five statements with a list, eight without. Raises OutOfReach for everybody but the agency."""
    if of.role not in AGENCY_ROLES:
        raise OutOfReach(f"selection:{program.key}")
    ranking, kept = queries.ranking_with_bundle(program.key, of=of)
    seed, moves = inputs.seed_of(program.key), inputs.moves_of(program.key)
    decisions = inputs.decisions_of(program.key)
    unfinished = 0
    if kept is None:
        basis = inputs.basis_with(program, seed, decisions, moves)
        entries, unfinished = basis.entries, basis.unfinished
    else:
        entries = entries_of(kept)
    reasons = {number: one.reason for one in decisions for number in one.numbers["numbers"]}
    order = order_of([one.numbers["numbers"] for one in decisions])
    rules = rules_of(program)
    places = inputs.places_after(program, moves)
    return Overview(
        ranking=ranking,
        entries={one.number: one for one in entries},
        seed=seed,
        moves=tuple(moves),
        groups=tuple(_group(one, order, reasons, drawn=seed is not None) for one in ties(entries)),
        cells=tuple(_cell(cell, stated, places[cell], entries, ranking) for cell, stated in rules.places.items()),
        unfinished=unfinished,
        reserve_ends_at=rules.reserve_ends_at,
    )


def entries_of(bundle: Mapping[str, Any]) -> tuple[Entry, ...]:
    """What a list was made of."""
    return tuple(
        Entry(
            row["number"],
            (row["track"], row["type"]),
            Fraction(row["mark"]),
            Fraction(row["site"]),
            Fraction(row["bonus"]),
            row["passed"],
        )
        for row in bundle["entries"]
    )


def _group(
    entries: tuple[Entry, ...], order: Mapping[str, int], reasons: Mapping[str, str], *, drawn: bool
) -> TieGroup:
    numbers = [one.number for one in entries]
    decided = {order.get(number, 0) for number in numbers}
    if len(decided) == len(numbers):
        in_order = tuple(sorted(numbers, key=lambda number: order.get(number, 0)))
        return TieGroup(entries, in_order, reasons.get(in_order[-1], ""), Tie.COMMITTEE)
    return TieGroup(entries, (), "", Tie.DRAW if drawn else None)


def _cell(cell: Cell, stated: int, places: int, entries: Sequence[Entry], ranking: Ranking | None) -> CellRow:
    rows = [row for row in ranking.rows if row.cell == cell] if ranking else []
    upheld = sorted((row for row in rows if row.waits and row.upheld_at), key=lambda row: str(row.upheld_at))
    waiting = [*upheld, *(row for row in rows if row.waits and not row.upheld_at)]
    return CellRow(
        cell=cell,
        stated=stated,
        places=places,
        passed=sum(one.passed and one.cell == cell for one in entries),
        taken=sum(row.is_in for row in rows),
        waiting=tuple(waiting),
    )
