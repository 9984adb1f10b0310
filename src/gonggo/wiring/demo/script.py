"""What a demo's world is made of, read from the program folder's ``demo/world.toml``."""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


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
    adopter_answers: dict[str, str]
    supplier_answers: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called while it is made: the first answer."""
        return next(iter(self.adopter_answers.values()), self.adopter)[:30]


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
class Script:
    """The whole world in the order of time; ``starts_at`` is where the clock stands when it is open."""

    published_at: datetime
    starts_at: datetime
    scenes: tuple[Scene | Wish, ...]


def read(folder: Path) -> Script:
    """The script of the program in ``folder``. Raises OSError, KeyError, TypeError for one that cannot be read."""
    told = tomllib.loads((folder / "demo" / "world.toml").read_text(encoding="utf-8"))
    made = [Scene(**scene) for scene in told["application"]] + [Wish(**wish) for wish in told["consulting"]]
    scenes = sorted(made, key=lambda scene: scene.at)
    return Script(told["published_at"], told["starts_at"], tuple(scenes))
