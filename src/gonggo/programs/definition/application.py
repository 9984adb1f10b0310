"""The application form as data: sections of questions for each party."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from gonggo.programs.definition.frame import Counted, Flag, Key, Part, Sourced, Words, sized
from gonggo.programs.definition.notice import PartyRole


class QuestionKind(StrEnum):
    TEXT = "text"
    LONGTEXT = "longtext"
    CHOICE = "choice"
    WHOLE = "whole"
    WON = "won"
    DATE = "date"
    PHONE = "phone"
    EMAIL = "email"
    TABLE = "table"


class History(StrEnum):
    """What a question asks of a task that the company had before."""

    TITLE = "title"
    YEAR = "year"


class SectionKind(StrEnum):
    QUESTIONS = "questions"
    MONEY = "money"


class Choice(Part):
    key: Key
    label: Words


class ColumnKind(StrEnum):
    TEXT = "text"
    LONGTEXT = "longtext"
    WHOLE = "whole"
    WON = "won"
    CHOICE = "choice"
    MONTH = "month"
    """The number of a month, counted from the first month of the work."""
    PAPER = "paper"
    """One of the company's own papers."""


class Column(Part):
    """A column of a table; its basis is the question's. ``key`` is unique in the table."""

    key: Key
    kind: ColumnKind
    label: Words
    required: Flag = True
    max_length: Counted = Field(default=13, le=1_000)
    choices: tuple[Choice, ...] = Field(default=(), alias="choice")
    choices_of: Key | None = None
    """The values of a room's group (``agreements.lines``) are what may be chosen."""
    sums: Flag = False
    """Whether the column has a total; on a money page it is the amount of its own key."""
    up_to: Counted | None = None
    """The most that a number here may be."""
    most: Key | None = None
    """The question whose answer is the most that a number here may be; a month is in any case within the track's."""
    not_below: Key | None = None
    """The column of the same row that a number here may not be below."""


class Bars(Part):
    """The columns that a table is drawn by as a schedule: what is done, from which month, until which."""

    what: Key
    begins: Key
    ends: Key


class TableForm(Part):
    """The columns of a table question, and how many rows it may have."""

    columns: Annotated[tuple[Column, ...], sized(1, 8)] = Field(alias="column")
    most_rows: Counted = Field(le=40)
    bars: Bars | None = None


class Question(Sourced):
    """One question. ``key`` is unique over the whole form: a draft of an answer is stored under it."""

    key: Key
    kind: QuestionKind
    label: Words
    hint: Words
    required: Flag = True
    max_length: Counted = Field(le=10_000)
    """Longest answer in characters, also for numbers and dates as they are typed."""
    choices: tuple[Choice, ...] = Field(default=(), alias="choice")
    table: TableForm | None = None
    """For a table: what its rows are made of."""
    tracks: tuple[Key, ...] = ()
    """Asked only for these tracks; empty: for all."""
    history: History | None = None
    """Chosen from the company's earlier tasks where the house knows of any, and written by hand where it knows none."""
    names_task: Flag = False
    """Whether its answer is what lists and receipts call the task."""
    of_company: Flag = False
    """Whether its answer is about the company, not the task: a later application begins with what was last written."""


class QuestionSection(Sourced):
    """A page of at most five questions that one party answers; one that is ``of_application`` is written once, by the
    party that leads, and its role's other parties are not asked."""

    key: Key
    role: PartyRole
    kind: SectionKind = SectionKind.QUESTIONS
    of_application: Flag = False
    label: Words
    says: Words
    tracks: tuple[Key, ...] = ()
    questions: Annotated[tuple[Question, ...], sized(1, 5)] = Field(alias="question")
