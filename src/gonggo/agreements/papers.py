"""What an agreement still lacks: papers, consents, pledges (reads only)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gonggo.agreements.definition import STAGE, Slot, rules_of
from gonggo.agreements.models import Agreement, Paper
from gonggo.agreements.queries import Terms
from gonggo.documents.queries import DocumentFacts, documents
from gonggo.kernel.actor import Actor
from gonggo.kernel.basis import Basis
from gonggo.kernel.canonical import digest
from gonggo.kernel.refusal import OutOfReach
from gonggo.kernel.text import Text
from gonggo.parties.queries import names_of_people
from gonggo.programs.definition import Consent, Program
from gonggo.programs.queries import program as program_version
from gonggo.signing.queries import GivenConsent, standing_consents


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One paper of an agreement, and what stands in its slot. ``is_left_out``: the company goes without it."""

    slot: Slot
    document: DocumentFacts | None
    is_accepted: bool | None
    reason: str
    placed_at: datetime | None
    is_left_out: bool

    @property
    def is_open(self) -> bool:
        """Whether the company still has to bring it."""
        return not self.is_left_out and (self.document is None or self.is_accepted is False)

    @property
    def waits(self) -> bool:
        """Whether the office has to look at it."""
        return self.document is not None and self.is_accepted is None


@dataclass(frozen=True, slots=True)
class Given:
    """A text that one company agrees to, and its agreement if it has given it."""

    company_id: UUID
    text: Consent
    given: GivenConsent | None


def consent_digest(row: Agreement, company_id: UUID) -> str:
    """What a company's consents before the agreement are to: its part in this agreement, whatever its figures."""
    return digest({"agreement": str(row.id), "application": str(row.application_id), "company": str(company_id)})


def slots_of(terms: Terms, program: Program) -> list[SlotRow]:
    """Every paper that the program asks for, in its order. At most two statements."""
    rules = rules_of(program, terms.track)
    rows = {row.slot: row for row in Paper.objects.filter(agreement=terms.id, ended_at=None)}
    known = documents([row.document_id for row in rows.values()])
    return [
        SlotRow(
            slot,
            known[row.document_id] if row else None,
            row.is_accepted if row else None,
            row.reason if row else "",
            row.placed_at if row else None,
            _is_left_out(slot, terms),
        )
        for slot in rules.slots
        for row in [rows.get(slot.key)]
    ]


def _is_left_out(slot: Slot, terms: Terms) -> bool:
    return (slot.may_be_left_out and not terms.has_advance) or (slot.is_private_share and terms.private_cash == 0)


def consents_of(terms: Terms, program: Program) -> list[Given]:
    """Every text that each company agrees to before the agreement, and who did. One statement."""
    standing = {(one.party_id, one.text_key): one for one in standing_consents(terms.ref)}
    return [
        Given(party.company_id, text, standing.get((party.company_id, text.key)))
        for party in terms.parties
        for text in program.consents_of(party.role, STAGE)
    ]


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing without which there is no agreement: its refusal code, its name, its basis."""

    code: str
    label: Text
    basis: Basis


def lacks(slots: Sequence[SlotRow], consents: Sequence[Given]) -> list[Lack]:
    """What is missing, the consents first. Pure."""
    missing = [Lack("agreement_consent_missing", one.text.title, one.text.basis) for one in consents if not one.given]
    for one in slots:
        if not one.is_left_out and not one.is_accepted:
            code = "private_share_missing" if one.slot.is_private_share else "agreement_papers_missing"
            missing.append(Lack(code, one.slot.label, one.slot.basis))
    return missing


@dataclass(frozen=True, slots=True)
class ShownConsent:
    """A consent as it can be shown at any time: the words, who gave them for which company, and when."""

    text: Consent
    company_id: UUID
    person: str
    given_at: datetime


def data_consents(terms: Terms, *, of: Actor) -> list[ShownConsent]:
    """The consents that stand, in their words and with their date: a company its own. Three statements.

    Raises OutOfReach.
    """
    program = program_version(terms.program, terms.program_version)
    given = [one for one in consents_of(terms, program) if one.given is not None]
    if of.company_id is not None:
        if terms.role_of(of.company_id) is None:
            raise OutOfReach(f"agreement:{terms.id}")
        given = [one for one in given if one.company_id == of.company_id]
    names = names_of_people([one.given.person_id for one in given if one.given])
    return [
        ShownConsent(one.text, one.company_id, names.get(one.given.person_id, ""), one.given.given_at)
        for one in given
        if one.given is not None
    ]
