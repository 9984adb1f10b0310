"""What a reader finds: menus, forms, manuals, questions with answers, posts."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from gonggo.programs.definition.frame import (
    Counted,
    Flag,
    Ground,
    Instant,
    Key,
    Line,
    Part,
    Sourced,
    Whole,
    Words,
    sized,
)


class FormKind(StrEnum):
    """How a form is used: filled in, agreed to, or a cover sheet that says where a certificate comes from."""

    WRITTEN = "written"
    CONSENT = "consent"
    CERTIFICATE = "certificate"


class OfApplication(StrEnum):
    """What an application says before any question."""

    TRACK = "track"
    TYPE = "type"
    OPERATOR = "operator"


class FormField(Part):
    """A numbered line to fill. ``fact``, ``question`` or ``of`` names what it is prefilled from, where the house
    knows it."""

    number: Line
    label: Words
    lines: Counted = Field(default=1, le=60)
    fact: Key | None = None
    question: Key | None = None
    of: OfApplication | None = None


class FormTable(Part):
    """A table to fill, and how many empty rows it has: its heads are its own, or the columns of a ``question``."""

    number: Line
    label: Words
    heads: tuple[Words, ...] = ()
    question: Key | None = None
    rows: Counted = Field(le=40)


class FormPart(Part):
    """A heading with its fields and tables."""

    label: Words
    says: tuple[Words, ...] = ()
    fields: tuple[FormField, ...] = Field(default=(), alias="field")
    tables: tuple[FormTable, ...] = Field(default=(), alias="table")


class Form(Sourced):
    """A form of our own making. ``consent`` names the text that it prints."""

    key: Key
    number: Words
    title: Words
    what: Words
    kind: FormKind
    where: Key
    """The library's shelf: application, consulting or pool."""
    wording: Ground | None = None
    """On what the content rests, where the form's basis names the form alone."""
    consent: Key | None = None
    lines: tuple[Words, ...] = ()
    parts: tuple[FormPart, ...] = Field(default=(), alias="part")
    signed_by: Words | None = None


class Step(Part):
    label: Words
    says: Words


class Manual(Sourced):
    """A one-page manual: numbered steps."""

    key: Key
    title: Words
    what: Words
    wording: Ground | None = None
    steps: Annotated[tuple[Step, ...], sized(1)] = Field(alias="step")


class Faq(Sourced):
    key: Key
    subject: Key
    question: Words
    answer: Words
    on_home: Flag = False


class Post(Sourced):
    """A post of the program on the notice board, shown from ``posted_at``."""

    key: Key
    posted_at: Instant
    kind: Key
    version: Whole | None = None
    """The version of the notice that it announces."""
    title: Words
    text: tuple[Words, ...]


class Menu(Sourced):
    """A menu entry that bears the notice's name; ``parent`` is the menu it stands under."""

    key: Key
    parent: Key | None = None
    label: Words
    finds: Words
    """What a reader finds there."""
