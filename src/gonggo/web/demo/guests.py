"""Whom one can be on a day of the demo: a list that is written beside the day's data when it is made."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.ref import Ref
from gonggo.kernel.text import Text

_FILE = "guests.json"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody of the demo, in the one role that they hold: ``does`` is what people call it, ``place`` where.

    ``part`` is a company's part in the program, or the role.
    """

    actor: Actor
    name: str
    place: str
    does: Text
    part: str

    @property
    def key(self) -> str:
        return str(self.actor.person_id)


def write(data: Path, guests: Iterable[Guest]) -> None:
    """Keep them with the day whose data folder this is."""
    told = [
        {
            "person": one.key,
            "organisation": str(one.actor.organisation),
            "role": one.actor.role,
            "name": one.name,
            "place": one.place,
            "does": {"ko": one.does.ko, "en": one.does.en},
            "part": one.part,
        }
        for one in guests
    ]
    (data / _FILE).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def read(data: Path) -> list[Guest]:
    """Those of the day, role by role, the busiest of each first; none where no list was written."""
    try:
        told = json.loads((data / _FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    return [
        Guest(
            Actor(UUID(one["person"]), Role(one["role"]), Ref.parse(one["organisation"])),
            one["name"],
            one["place"],
            Text(**one["does"]),
            one.get("part", ""),  # a list from before parts were written down
        )
        for one in told
    ]
