"""What a program says of its consulting, and what a report holds. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gonggo.kernel.basis import Basis
from gonggo.kernel.refusal import Refused
from gonggo.kernel.text import Text
from gonggo.kernel.window import Window
from gonggo.programs.definition import Program, Section

ROOM = "consulting"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the report: what it is called, what to write, how many characters at most."""

    key: str
    label: Text
    says: Text
    most: int


@dataclass(frozen=True, slots=True)
class Offer:
    """The consulting of one program."""

    label: Text
    window: Window
    section: Section
    parts: tuple[Part, ...]

    @property
    def who(self) -> str:
        """Key of the role that may ask."""
        return str(self.section.value("offer", "who").value)

    @property
    def basis(self) -> Basis:
        """The clause that says who gets it."""
        return self.section.value("offer", "who").basis

    @property
    def report(self) -> Text:
        """What the report is called."""
        return self.section.group("report").label

    @property
    def business_days(self) -> tuple[bool, Basis]:
        """Whether a visit on a day off has to be confirmed."""
        value = self.section.value("course", "business-days")
        return bool(value.value), value.basis

    @property
    def places(self) -> frozenset[str]:
        return frozenset(part.key for part in self.parts)


def is_offered(program: Program) -> bool:
    return ROOM in program.rooms and ROOM in program.windows


def offer_of(program: Program) -> Offer:
    """Refuses with: consulting_not_offered."""
    if not is_offered(program):
        raise Refused("consulting_not_offered")
    section = program.room(ROOM)
    keys = section.value("offer", "parts").value
    parts = [section.value("report", str(key)) for key in (keys if isinstance(keys, tuple) else (keys,))]
    return Offer(
        section.label,
        program.window(ROOM),
        section,
        tuple(Part(part.key, part.label, part.says, int(str(part.value))) for part in parts),
    )


@dataclass(frozen=True, slots=True)
class Written:
    """What an expert wrote, by the key of the part."""

    parts: Mapping[str, str]

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Written":
        """Raises ValueError for a format of another time."""
        if kept["format"] != FORMAT:
            raise ValueError(f"a report of format {kept['format']}")
        return cls(dict(kept["parts"]))

    def kept(self) -> dict[str, Any]:
        return {"format": FORMAT, "parts": dict(self.parts)}
