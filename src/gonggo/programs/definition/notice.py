"""The notice itself: its versions, chapters, clauses in plain words, roles and contacts."""

from enum import StrEnum

from pydantic import Field

from gonggo.programs.definition.frame import Counted, Day, Flag, Key, Line, Part, Said, Sourced, Words


class PartyRole(StrEnum):
    """The keys of the parties to an application; which a program uses, and how it calls them, are data."""

    ADOPTER = "adopter"
    SUPPLIER = "supplier"


class VersionKind(StrEnum):
    NOTICE = "notice"
    AMENDMENT = "amendment"
    EXTENSION = "extension"


class NoticeVersion(Sourced):
    """One published state of the notice. The last one listed is what the folder holds."""

    version: Counted
    kind: VersionKind
    issued_on: Day
    reason: Words
    moves_as_of_day: Flag | None = None
    """For a version that moves the deadline: whether the day that eligibility is judged on moves with it."""


class RoleLabel(Sourced):
    """How the program calls a party, before selection and after."""

    key: PartyRole
    applying: Words
    selected: Words
    duty: Words

    def called(self, *, has_place: bool) -> Words:
        """What a company of this role is called, by whether its application has a place (clause 1-applicant-term)."""
        return self.selected if has_place else self.applying


class Body(Sourced):
    """Who carries the program: the ministry, the agency, the operators, the two parties, and what each does."""

    key: Key
    label: Words
    name: Words | None = None
    duties: tuple[Words, ...]


class Chapter(Part):
    """A chapter of the notice in plain words; its paragraphs each bear their basis."""

    key: Line
    label: Words
    shows: tuple[Key, ...] = ()
    """What the page shows under it: tables by name (tracks, papers, stages, …), ``rules.KEY`` or ``room.KEY``."""
    paragraphs: tuple[Said, ...] = Field(alias="paragraph")


class Clause(Part):
    """A clause of the notice: its id as refusals cite it, and what it says in plain words."""

    id: Line
    chapter: str
    title: Words
    words: Words


class Operator(Sourced):
    """An operator, in the notice's order."""

    key: Key
    name: Words
    phones: tuple[Line, ...]
    email: Line
    answers: Words
    """What one asks it about."""


class Contact(Sourced):
    """Whom to ask about what. ``subject`` is the key a page asks by; ``hours`` has a basis of its own."""

    key: Key
    subject: Words
    organisation: Words
    department: Words | None = None
    phones: tuple[Line, ...]
    dialled: Words | None = None
    """What is said before a number that is dialled in a way of its own."""
    each_operator: Flag = False
    """Whether the operators answer, each with its own name and numbers; ``phones`` are the first of each."""
    address: Line | None = None
    hours: Said | None = None
    where: tuple[Key, ...] = ()
    """Pages that show it: footer, pool, consulting."""
