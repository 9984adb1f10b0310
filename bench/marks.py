"""What a benchmark's figures are to reach; a figure that misses its mark fails the run."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Marks:
    """By a figure's name the least or the most that it may be."""

    least: Mapping[str, float]
    most: Mapping[str, float]

    def missed(self, found: Mapping[str, object]) -> list[str]:
        """A line for each figure of ``found`` that misses its mark."""
        low = [(name, "at least", mark) for name, mark in self.least.items() if not _of(found, name, mark) >= mark]
        high = [(name, "at most", mark) for name, mark in self.most.items() if not _of(found, name, mark) <= mark]
        return [f"{name}: {found[name]}, {side} {mark:g} wanted" for name, side, mark in low + high]


def _of(found: Mapping[str, object], name: str, unmeasured: float) -> float:
    return float(str(found.get(name, unmeasured)))
