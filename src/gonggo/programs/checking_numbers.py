"""Whether the numbers of a program hold together: least and most, weights, shares of the payments."""

import re
from collections.abc import Iterator
from fractions import Fraction

from gonggo.programs.definition import Group, Program
from gonggo.programs.finding import Finding, finding

_SHARE = re.compile(r"\d+/[1-9]\d*")
ITEMS = "items"
"""The value of a stage of assessment that lists what is scored; the weight of each stands beside it."""


def numbers(program: Program, files: dict[str, str]) -> Iterator[Finding]:
    """What does not add up. ``files`` names the file of each part."""
    bounds = program.consortium
    least, most = bounds.least_suppliers.value, bounds.most_suppliers.value
    if least > most:
        yield finding(files["consortium"], "consortium", "least_above_most", least=least, most=most)
    if "evaluation" in program.rooms:
        yield from _evaluation(program, files["room.evaluation"])
    if "payments" in program.rooms:
        yield from _tranches(program, files["room.payments"])


def _evaluation(program: Program, file: str) -> Iterator[Finding]:
    groups = {group.key: group for group in program.room("evaluation").groups}
    full = _whole(groups.get("scores"), "total")
    for key, group in groups.items():
        yield from _weights(file, f"room.evaluation.{key}", group, full)
    committee = groups.get("committee")
    named = [_whole(committee, key) for key in ("least", "quorum", "most")]
    known = [number for number in named if number is not None]
    if known != sorted(known):
        facts = (
            {"least": known[0], "most": known[-1]} if known[0] > known[-1] else {"least": known[1], "most": known[-1]}
        )
        yield finding(file, "room.evaluation.committee", "least_above_most", **facts)


def _weights(file: str, key: str, group: Group, full: int | None) -> Iterator[Finding]:
    items = next((value.value for value in group.values if value.key == ITEMS), None)
    if not isinstance(items, tuple) or full is None:
        return
    weights = [_whole(group, str(item)) for item in items]
    absent = [item for item, weight in zip(items, weights, strict=True) if weight is None]
    yield from (finding(file, f"{key}.{ITEMS}", "not_there", name=item) for item in absent)
    added = sum(weight for weight in weights if weight is not None)
    if not absent and added != full:
        yield finding(file, key, "sum_differs", stated=full, added=added)


def _whole(group: Group | None, key: str) -> int | None:
    found = next((value.value for value in group.values if value.key == key), None) if group else None
    return found if isinstance(found, int) else None


def _tranches(program: Program, file: str) -> Iterator[Finding]:
    for group in program.room("payments").groups:
        shares = [value.value for value in group.values if isinstance(value.value, str)]
        parts = [Fraction(share) for share in shares if _SHARE.fullmatch(share)]
        if parts and sum(parts) != 1:
            yield finding(file, f"room.payments.{group.key}", "sum_differs", stated=1, added=sum(parts))
