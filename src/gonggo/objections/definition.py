"""What a program says of objections, and the days that follow from it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from gonggo.kernel.basis import Basis
from gonggo.kernel.holidays import BusinessDays
from gonggo.kernel.ref import Ref
from gonggo.kernel.text import Text
from gonggo.programs.definition import Program

ROOM = "objections"


@dataclass(frozen=True, slots=True)
class OfDecision:
    """A decision as the room that made it tells it: the uid of its fact, what it is about, when it was notified.

    ``group`` is the program's table of days that holds; ``excluded`` are the people who had a part in it.
    """

    fact: UUID
    subject: Ref
    group: str
    notified_on: date
    excluded: Collection[UUID]


@dataclass(frozen=True, slots=True)
class Rules:
    """Days are calendar days; ``more_days`` is what ``extend`` adds once, 0 where the program has none."""

    days: int
    answer_days: int
    more_days: int
    grounds: tuple[str, ...]
    basis: Basis
    answer_basis: Basis
    by: str
    """The body of the program that an objection is filed with."""
    by_basis: Basis

    def until_on(self, notified_on: date, calendar: BusinessDays) -> date:
        """The last day to object: that of the notice is not counted (민법 제157조), a day off moves on (제161조)."""
        return calendar.on_or_after(notified_on + timedelta(days=self.days))

    def due_on(self, filed_on: date) -> date:
        """The last day to answer. It binds the agency, so it never moves to a later day by itself."""
        return filed_on + timedelta(days=self.answer_days)


def rules_of(program: Program, group: str) -> Rules:
    """Raises KeyError for a group that the program does not have."""
    values = {value.key: value for value in program.room(ROOM).group(group).values}
    grounds = values["grounds"].value if "grounds" in values else ()
    return Rules(
        int(str(values["days"].value)),
        int(str(values["answer-days"].value)),
        int(str(values["more-days"].value)) if "more-days" in values else 0,
        grounds if isinstance(grounds, tuple) else (str(grounds),),  # type: ignore[arg-type]  # keys, checked at loading
        values["days"].basis,
        values["answer-days"].basis,
        str(values["by"].value),
        values["by"].basis,
    )


def addressee(program: Program, rules: Rules) -> Text:
    """Whom an objection is filed with, as the program calls the body. Raises KeyError for one that it does not name."""
    bodies = {one.key: one for one in program.bodies}
    body = bodies[rules.by]
    if body.name is None:
        return body.label
    return Text(f"{body.label.ko} {body.name.ko}", f"{body.label.en}, {body.name.en}")


def late_basis(program: Program) -> Basis:
    """Why a late one is taken as a petition."""
    return program.room(ROOM).value("late", "late").basis
