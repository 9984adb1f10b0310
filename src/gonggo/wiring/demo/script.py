"""What a demo's world is made of, read from the program folder's ``demo/world.toml``."""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

Answer = str | list[dict[str, str]]
"""A text, or the rows of a table."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One application of the demo: who with whom, when, and how far it has come (draft or received)."""

    adopter: str
    supplier: str
    track: str
    type: str
    operator: str
    at: datetime
    state: str
    adopter_answers: dict[str, Answer]
    supplier_answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called while it is made: the first answer."""
        return str(next(iter(self.adopter_answers.values()), self.adopter))[:30]


@dataclass(frozen=True, slots=True)
class Wish:
    """A company of the demo asks for a day of consulting."""

    company: str
    operator: str
    at: datetime
    wishes: str
    looks_at: str

    @property
    def title(self) -> str:
        """What it is called while it is made."""
        return self.looks_at[:30]


@dataclass(frozen=True, slots=True)
class Entry:
    """A supplier registers in the pool at ``at``."""

    company: str
    kind: str
    at: datetime
    pages: dict[str, dict[str, str | list[str]]]
    solutions: list[dict[str, Any]]

    @property
    def title(self) -> str:
        """What it is called while it is made: its first solution."""
        return str(self.solutions[0]["name"])[:30]


@dataclass(frozen=True, slots=True)
class Ruling:
    """The agency decides on a company's registration at ``at``; ``move`` is a command of the pool's machine."""

    company: str
    at: datetime
    move: str
    reason: str = ""

    @property
    def title(self) -> str:
        """What it is called while it is made."""
        return f"{self.company}: {self.move}"


Part = Scene | Wish | Entry | Ruling


@dataclass(frozen=True, slots=True)
class Script:
    """The whole world in the order of time; ``starts_at`` is where the clock stands when it is open."""

    published_at: datetime
    starts_at: datetime
    scenes: tuple[Part, ...]


def read(folder: Path) -> Script:
    """The script of the program in ``folder``. Raises OSError, KeyError, TypeError for one that cannot be read."""
    told = tomllib.loads((folder / "demo" / "world.toml").read_text(encoding="utf-8"))
    kinds = (("application", Scene), ("consulting", Wish), ("registration", Entry), ("decision", Ruling))
    made: list[Part] = [kind(**one) for name, kind in kinds for one in told[name]]
    scenes = sorted(made, key=lambda scene: scene.at)
    return Script(told["published_at"], told["starts_at"], tuple(scenes))
