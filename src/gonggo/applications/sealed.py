"""What is sealed, who has consented to it, and what changed since a party's last consent (reads only)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gonggo.applications import budget, form
from gonggo.applications.in_person import STAGE, PersonState, person_states
from gonggo.applications.models import Application
from gonggo.applications.queries import program_of, ref_of
from gonggo.intake import queries as door
from gonggo.intake.queries import Revision
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.definition import Consent as ProgramConsent
from gonggo.programs.definition import GivenBy, Program
from gonggo.programs.queries import program_of_digest
from gonggo.signing.queries import GivenConsent, standing_consents


@dataclass(frozen=True, slots=True)
class ConsentState:
    """Whether one company's consent holds for a sealed revision."""

    company_id: UUID
    role: str
    part_digest: str
    stands: bool
    person_id: UUID | None
    given_at: datetime | None
    is_stale: bool
    """It had consented, to another content."""


def texts_for(program: Program, role: str) -> list[ProgramConsent]:
    """The texts that a party of ``role`` agrees to with its application; what people agree to for themselves is not
    among them, where the program says who they are."""
    texts = program.consents_of(role, STAGE)
    if not program.capacities_of(role):
        return list(texts)
    return [text for text in texts if GivenBy.COMPANY in text.given_by]


def open_revision(application_id: UUID) -> Revision | None:
    """The revision that can be submitted now. One statement (the door's store)."""
    return door.open_revision(ref_of(application_id))


def revision(sealed_id: UUID) -> Revision | None:
    """Any sealed revision by its id. One statement (the door's store)."""
    return door.revision(sealed_id)


def consent_states(
    application: Application, standing: Revision, given: Sequence[GivenConsent] | None = None
) -> list[ConsentState]:
    """Every company of the sealed revision and whether it has consented to its part. One statement."""
    given = standing_consents(ref_of(application.id)) if given is None else given
    states = []
    for party in standing.content["parties"]:
        company_id = UUID(party["company"])
        part = form.part_digest(standing.content, company_id)
        own = [consent for consent in given if consent.party_id == company_id]
        held = [consent for consent in own if consent.part_digest == part]
        latest = (held or own)[-1] if own else None
        states.append(
            ConsentState(
                company_id=company_id,
                role=party["role"],
                part_digest=part,
                stands=bool(held),
                person_id=latest.person_id if latest else None,
                given_at=latest.given_at if latest else None,
                is_stale=bool(own) and not held,
            )
        )
    return states


def people_states(
    application: Application, standing: Revision, given: Sequence[GivenConsent] | None = None
) -> list[PersonState]:
    """Every natural person of the sealed revision and whether they have consented for themselves. One statement."""
    given = standing_consents(ref_of(application.id)) if given is None else given
    return person_states(program_of_digest(str(standing.content["program_digest"])), standing.content, given)


@dataclass(frozen=True, slots=True)
class Money:
    """What was asked for with an application, in whole won, by how many companies."""

    government: int
    cash: int
    in_kind: int
    companies: int
    """So many wrote a part of the budget."""


def money(application: Application) -> Money:
    """The money that was submitted, of all companies. One statement (the door's store).

    Raises OutOfReach where nothing was submitted.
    """
    parts = _budget(application, program_of(application))
    return Money(**budget.together(parts), companies=len(parts))


def money_by(application: Application, program: Program, group: str) -> dict[str, dict[str, int]]:
    """The same money apart for each value of a room's ``group`` by which the budget's lines are told apart.

    ``program`` is the version that the application is tied to. Empty where it asks for no such lines. One statement
    (the door's store). Raises OutOfReach.
    """
    return budget.by_group(_budget(application, program), group)


def _budget(application: Application, program: Program) -> list[budget.BudgetPart]:
    """What was submitted by everybody who wrote a part of the budget. Raises OutOfReach."""
    found = door.revision(application.sealed_revision_id) if application.sealed_revision_id else None
    if found is None:
        raise OutOfReach(f"money:{application.id}")
    return budget.parts_of_sealed(program, found.content)
