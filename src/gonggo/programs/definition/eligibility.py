"""Who may take part: requirements, exclusions and what lifts them. The room that judges them reads these."""

from enum import StrEnum

from pydantic import Field

from gonggo.programs.definition.frame import Flag, Key, Line, Said, Sourced, Words
from gonggo.programs.definition.notice import PartyRole


class Settling(StrEnum):
    """Who can settle an answer when the facts are silent."""

    FACTS = "facts"
    OFFICER = "officer"
    AGENCY = "agency"


class Requirement(Sourced):
    """What every party of a role must be; evidence and doubt in words."""

    key: Key
    label: Words
    of: tuple[PartyRole, ...]
    tracks: tuple[Key, ...] = ()
    """The tracks that it binds; none for all of them."""
    as_of: Key
    proof: Key | None = None
    says: Words
    doubt: Said | None = None
    """When the answer is 확인 필요."""


class LiftedException(Sourced):
    """A ground that lifts certain exclusions when it is proved."""

    key: Key
    number: Line
    label: Words
    until: Key | None = None
    """The moment by which it must have come about."""
    proof: Said


class Exclusion(Sourced):
    """A ground that keeps a company out: whom it binds, on which day, what lifts it."""

    number: Line
    label: Words
    says: Words
    of: tuple[PartyRole, ...]
    representatives: Flag
    """Whether it is judged for the representatives as persons too."""
    fact: Key
    tracks: tuple[Key, ...] = ()
    as_of: Key
    curable_until: Key | None = None
    lifted_by: tuple[Key, ...] = ()
    proof: Key | None = None
    settled_by: Settling
    remark: Said | None = None


class RuleSet(Sourced):
    """A list of exclusions with its own date basis: one for the application, one for the pool."""

    label: Words
    as_of: Key
    exclusions: tuple[Exclusion, ...] = Field(alias="exclusion")
    exceptions: tuple[LiftedException, ...] = Field(alias="exception")
