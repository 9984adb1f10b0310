"""What a letter is made of, and what a program says of its letters. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from gonggo.kernel.text import Text
from gonggo.programs.definition import Program
from gonggo.programs.definition.rooms import Value

ROOM = "letters"
FORMAT = 1


class LetterKind(StrEnum):
    """The keys of letters; how a program calls each is its own."""

    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    RETURN = "return"
    SELECTION = "selection"
    RESERVE = "reserve"
    NOT_SELECTED = "not-selected"
    GIVEN_UP = "given-up"
    OBJECTION_ANSWER = "objection-answer"
    AGREEMENT = "agreement"
    NO_AGREEMENT = "no-agreement"
    CHANGE = "change"
    CHANGE_REFUSED = "change-refused"
    TERMINATION = "termination"
    RETURN_ORDER = "return-order"  # 반납
    RETURN_REMINDER = "return-reminder"
    RETURN_TOLD = "return-told"  # to who is bound by the agreement and owes nothing
    RECOVERY = "recovery"  # 환수
    RECOVERY_TOLD = "recovery-told"
    SANCTION_NOTICE = "sanction-notice"
    SANCTION = "sanction"
    SANCTION_DISPOSITION = "sanction-disposition"


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the paper says, in both languages; frozen when the letter is drawn up.

    ``points`` are (what, value): the decision and its reasons. ``approved`` are (office, name, what, when) of the
    line of approval. ``objection`` is how and until when to object.
    """

    title: Text
    program: Text
    to: str
    opening: Text
    points: tuple[tuple[Text, Text], ...]
    approved: tuple[tuple[Text, Text, Text, Text], ...]
    basis: Text
    objection: Text
    issuer: Text

    def kept(self) -> dict[str, Any]:
        return {"format": FORMAT, "said": asdict(self)}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Content":
        """Raises ValueError for a format of another time."""
        if kept["format"] != FORMAT:
            raise ValueError(f"a letter of format {kept['format']}")
        said = kept["said"]

        def text(name: str) -> Text:
            return Text(**said[name])

        return cls(
            title=text("title"),
            program=text("program"),
            to=said["to"],
            opening=text("opening"),
            points=tuple((Text(**label), Text(**value)) for label, value in said["points"]),
            approved=tuple((Text(**a), Text(**b), Text(**c), Text(**d)) for a, b, c, d in said["approved"]),
            basis=text("basis"),
            objection=text("objection"),
            issuer=text("issuer"),
        )


def _value(program: Program, group: str, key: str) -> Value | None:
    section = program.rooms.get(ROOM)
    found = [v for g in section.groups if g.key == group for v in g.values if v.key == key] if section else []
    return found[0] if found else None


def basis_of(program: Program, kind: LetterKind) -> Value | None:
    """The legal basis of a kind, its own or that of all; None where the program names none: then none is issued.

    Nor is a kind that the program does not name.
    """
    section = program.rooms.get(ROOM)
    if section is None or kind not in {group.key for group in section.groups}:
        return None
    return _value(program, kind, "basis") or _value(program, "letter", "basis")


def title_of(program: Program, kind: LetterKind) -> Text:
    return program.room(ROOM).group(kind).label


def issuer_of(program: Program) -> Text:
    """The body that the program names as the issuer."""
    value = program.room(ROOM).value("letter", "issuer")
    named = next(body.name for body in program.bodies if body.key == value.value)
    return named or value.label


def objection_of(program: Program, kind: LetterKind) -> tuple[str, Text]:
    """The program's table of days that holds for an objection, empty where there is none, and what is said of it."""
    value = program.room(ROOM).value(kind, "objection")
    return "" if value.value == "none" else str(value.value), value.says


def number_of(program: Program, year: int, serial: int) -> str:
    return f"{program.number_prefix}-L{year}-{serial:05d}"


def written_day(on: date) -> Text:
    return Text(f"{on.year}. {on.month}. {on.day}.", f"{on.day} {on:%B %Y}")
