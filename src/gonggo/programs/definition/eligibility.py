"""Who may take part: requirements, exclusions and what lifts them. The room that judges them reads these."""

from enum import StrEnum

from pydantic import Field

from gonggo.programs.definition.frame import Flag, Key, Line, Part, Said, Sourced, Words
from gonggo.programs.definition.notice import PartyRole


class Settling(StrEnum):
    """Who can settle an answer when the facts are silent."""

    FACTS = "facts"
    OFFICER = "officer"
    AGENCY = "agency"


class Answer(StrEnum):
    """What a condition answers. UNKNOWN goes to a person."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class ProbeOperator(StrEnum):
    """How the value of a fact is read."""

    IS = "is"  # it is one of the values that are named
    EVERY = "every"  # it is a list, and every line of it begins with one of them
    ANY = "any"  # it is a list, and one line of it does


class FactValue(Part):
    """One value that a fact may have, as people read it."""

    key: Key
    label: Words


class FactKind(Sourced):
    """A kind of fact that conditions ask for; without ``values`` it is a list of codes, parted by commas."""

    key: Key
    label: Words
    values: tuple[FactValue, ...] = ()


class Probe(Part):
    """What one kind of fact says to a condition; what is named nowhere stays for a person."""

    fact: Key
    operator: ProbeOperator = ProbeOperator.IS
    met: tuple[Line, ...] = ()
    not_met: tuple[Line, ...] = ()
    doubt: tuple[Line, ...] = ()
    """For ``any``: the beginnings that a person must look at."""
    tracks: tuple[Key, ...] = ()
    of_persons: Flag = True
    """Whether it is asked of representatives too, where the condition binds them."""
    declared: Flag = False
    """Whether the company's own word settles it."""
    silence: Answer = Answer.UNKNOWN
    """What it is while nothing is known."""


class Requirement(Sourced):
    """What every party of a role must be; evidence and doubt in words."""

    key: Key
    label: Words
    of: tuple[PartyRole, ...]
    tracks: tuple[Key, ...] = ()
    """The tracks that it binds; none for all of them."""
    judged_by: tuple[Probe, ...] = ()
    """None: an officer decides."""
    as_of: Key
    due: Key | None = None
    """The moment until which what was begun in time may still come to be so; what is not shown by then is not met."""
    proof: Key | None = None
    says: Words
    doubt: Said | None = None
    """When the answer is 확인 필요."""


class Lifting(Part):
    """A fact that proves an exception; ``only`` names the exclusions that it lifts, else it lifts all of them."""

    fact: Key
    only: tuple[Line, ...] = ()


class LiftedException(Sourced):
    """A ground that lifts certain exclusions when it is proved."""

    key: Key
    number: Line
    label: Words
    until: Key | None = None
    """The moment by which it must have come about."""
    cures: Flag = False
    """Whether it lifts an exclusion whose own ground has gone."""
    shown_by: tuple[Lifting, ...] = ()
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
    judged_by: tuple[Probe, ...] = ()
    """Where the fact alone (``none``, or anything else) does not say it."""
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
