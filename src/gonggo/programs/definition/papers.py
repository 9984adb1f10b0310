"""Papers and consents: what each party brings, and the texts that are agreed to online."""

from enum import StrEnum

from gonggo.programs.definition.frame import Counted, Day, Flag, Ground, Key, Line, Said, Sourced, Words
from gonggo.programs.definition.notice import PartyRole


class PaperKind(StrEnum):
    UPLOAD = "upload"
    CONSENT = "consent"


class GivenBy(StrEnum):
    """Who gives a consent: the company, its representative as a person, or every person whose data is in the file."""

    COMPANY = "company"
    REPRESENTATIVE = "representative"
    PERSON = "person"


class Paper(Sourced):
    """One slot of one party's papers. Two slots may share a number: ⑤ is two certificates."""

    slot: Key
    number: Line
    label: Words
    roles: tuple[PartyRole, ...]
    kind: PaperKind
    form: Key | None = None
    """The form that it is made of or comes with; an optional one may have none."""
    required: Flag = True
    """Whether an application is complete only with it."""
    consent: Key | None = None
    """For a consent: the text that is agreed to."""
    of_application: Flag = False
    """Whether it is handed in once for an application, by the company that leads."""
    where: Said | None = None
    """Who issues it, or how it is made."""
    address: Line | None = None
    """Where it is issued online."""
    validity: Said | None = None
    issued_from: Day | None = None
    """Nothing issued before this day is taken."""
    issued_within_months: Counted | None = None
    """Nothing issued longer ago than this on the closing day is taken."""
    valid_on_closing: Flag = False
    """Whether the closing day must lie in the period of validity that the paper bears."""
    substitute: Said | None = None
    """What is taken where the paper cannot exist yet."""


class Consent(Sourced):
    """A text that people agree to. A changed text is a new version."""

    key: Key
    version: Counted
    title: Words
    text: tuple[Words, ...]
    """Paragraphs, in order."""
    wording: Ground | None = None
    """On what the text rests, where the consent's basis asks for a consent without giving its words."""
    roles: tuple[PartyRole, ...]
    given_by: tuple[GivenBy, ...]
    at_stage: Key
    """When it is asked: application, pool or agreement."""


class Capacity(Sourced):
    """In what capacity a natural person stands in an application, and what of theirs is in the file."""

    key: Key
    label: Words
    roles: tuple[PartyRole, ...]
    required: Flag = True
    """Whether every party of these roles names at least one such person."""
    is_representative: Flag = False
    """Whether its people represent the company: where the house knows who does, it is one of them."""
    answers: tuple[Key, ...] = ()
    """Questions whose answers are about such people; of several lines those that name the person."""
    papers: tuple[Key, ...] = ()
    """Slots whose papers are about such people."""

    def gives(self, consent: Consent) -> bool:
        """Whether such a person consents to a text for themselves."""
        by = {GivenBy.PERSON, GivenBy.REPRESENTATIVE} if self.is_representative else {GivenBy.PERSON}
        return not by.isdisjoint(consent.given_by)
