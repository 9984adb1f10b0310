"""A published list made again from its bundle alone: what ``gonggo selection verify`` and the audit rest on. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gonggo.kernel.canonical import digest
from gonggo.selection.definition import Cell, Tie
from gonggo.selection.rules import Entry, Ranked, rank

VERSION = 1
Bundle = dict[str, Any]


def bundle_of(
    program: str,
    entries: Sequence[Entry],
    places: Mapping[Cell, int],
    *,
    ties: Sequence[Tie],
    decisions: Sequence[Sequence[str]],
    seed: str,
) -> Bundle:
    """Everything that a list rests on, and the list. Marks are written as fractions. Raises UndecidedTie."""
    inputs: Bundle = {
        "version": VERSION,
        "program": program,
        "ties": [str(tie) for tie in ties],
        "places": [{"track": track, "type": kind, "places": count} for (track, kind), count in sorted(places.items())],
        "entries": [_entry(one) for one in sorted(entries, key=lambda one: one.number)],
        "decisions": [list(numbers) for numbers in decisions],
        "seed": seed,
    }
    return inputs | {"list": listed(recompute(inputs))}


def _entry(one: Entry) -> dict[str, Any]:
    return {
        "number": one.number,
        "track": one.cell[0],
        "type": one.cell[1],
        "mark": str(one.mark),
        "site": str(one.site),
        "bonus": str(one.bonus),
        "passed": one.passed,
    }


def recompute(bundle: Mapping[str, Any]) -> list[Ranked]:
    """The list from the inputs. Raises ValueError for a bundle of another version; UndecidedTie."""
    if bundle["version"] != VERSION:
        raise ValueError(f"a bundle of version {bundle['version']}")
    entries = [
        Entry(
            row["number"],
            (row["track"], row["type"]),
            Fraction(row["mark"]),
            Fraction(row["site"]),
            Fraction(row["bonus"]),
            row["passed"],
        )
        for row in bundle["entries"]
    ]
    places = {(row["track"], row["type"]): row["places"] for row in bundle["places"]}
    return rank(
        entries,
        places,
        ties=[Tie(key) for key in bundle["ties"]],
        decided=order_of(bundle["decisions"]),
        seed=bundle["seed"],
    )


def order_of(decisions: Sequence[Sequence[str]]) -> dict[str, int]:
    """Number → its place in the committee's decision; a later decision stands over an earlier one."""
    return {number: place for numbers in decisions for place, number in enumerate(numbers, start=1)}


def listed(ranked: Sequence[Ranked]) -> list[dict[str, Any]]:
    """The list as it stands in a bundle."""
    return [
        {
            "number": one.number,
            "track": one.cell[0],
            "type": one.cell[1],
            "rank": one.rank,
            "outcome": str(one.outcome),
            "broken_by": str(one.broken_by or ""),
        }
        for one in ranked
    ]


def is_sound(bundle: Mapping[str, Any]) -> bool:
    """Whether the list in the bundle is the one that its inputs give."""
    return bool(listed(recompute(bundle)) == bundle["list"])


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that the file has and the inputs do not give, or the other way; None where there is no such line."""

    number: str
    kept: dict[str, Any] | None
    made: dict[str, Any] | None


def differences(bundle: Mapping[str, Any]) -> list[Difference]:
    """Where the list of the bundle is not the one that its inputs give, by number. Raises as ``recompute`` does."""
    kept = {str(row["number"]): row for row in bundle["list"]}
    made = {row["number"]: row for row in listed(recompute(bundle))}
    numbers = sorted({*kept, *made})
    return [Difference(n, kept.get(n), made.get(n)) for n in numbers if kept.get(n) != made.get(n)]


def bundle_digest(bundle: Mapping[str, Any]) -> str:
    return digest(dict(bundle))
