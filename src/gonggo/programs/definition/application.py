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


class SectionKind(StrEnum):
    QUESTIONS = "questions"
    MONEY = "money"


class Choice(Part):
    key: Key
    label: Words


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
    tracks: tuple[Key, ...] = ()
    """Asked only for these tracks; empty: for all."""
    names_task: Flag = False
    """Whether its answer is what lists and receipts call the task."""
    of_company: Flag = False
    """Whether its answer is about the company, not the task: a later application begins with what was last written."""


class QuestionSection(Sourced):
    """A page of at most five questions that one party answers."""

    key: Key
    role: PartyRole
    kind: SectionKind = SectionKind.QUESTIONS
    label: Words
    says: Words
    tracks: tuple[Key, ...] = ()
    questions: Annotated[tuple[Question, ...], sized(1, 5)] = Field(alias="question")
