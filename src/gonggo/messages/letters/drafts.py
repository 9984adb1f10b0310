"""One letter to be drawn up, and the words that letters of several rooms share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gonggo.agreements.queries import Terms
from gonggo.applications import queries as applications
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.money import won
from gonggo.kernel.ref import Ref
from gonggo.kernel.text import Text
from gonggo.messages.letters.definition import LetterKind, written_day
from gonggo.messages.telling import day
from gonggo.programs.definition import Program

Points = tuple[tuple[Text, Text], ...]

NUMBER = Text("접수번호", "Application")
AGREEMENT = Text("협약번호", "Agreement")
TITLE = Text("과제명", "Project")
REASON = Text("사유", "Reason")
GROUND = Text("근거", "Ground")


@dataclass(frozen=True, slots=True)
class Draft:
    """One letter to be drawn up. ``deciding`` are the facts about ``decided`` whose people are its line of approval."""

    kind: LetterKind
    program: Program
    subject: Ref
    company_id: UUID
    opening: Text
    points: Points
    decided: Ref
    deciding: frozenset[str]


def alike(text: str) -> Text:
    """What a person wrote stands as it is in both languages."""
    return Text(text, text)


def listed(texts: Iterable[Text]) -> Text:
    rows = list(texts)
    return Text(", ".join(one.ko for one in rows), ", ".join(one.en for one in rows))


def in_won(amount: int) -> Text:
    return Text(won(amount), won(amount, "en"))


def last_day(on: date) -> Text:
    """A day until which something has to be done, with its weekday."""
    return Text(day(on, "ko"), day(on, "en"))


def until_of(written: str) -> Text:
    """The same of a day as facts keep it."""
    return last_day(date.fromisoformat(written))


def day_of(written: str) -> Text:
    """A day as facts keep it."""
    return written_day(date.fromisoformat(written))


def named_agreement(terms: Terms) -> Points:
    """How the task that an agreement is about is named."""
    return ((AGREEMENT, alike(terms.number)), (TITLE, alike(terms.title or terms.number)))


def named_application(application_id: UUID) -> tuple[Program, UUID, Points]:
    """The program, the lead company, and how the application is named."""
    row = applications.within_reach(application_id, of=SYSTEM)
    named = ((NUMBER, alike(row.number)), (TITLE, alike(row.title or row.number)))
    return applications.program_of(row), row.lead_company_id, named
