"""Consents to what was sealed, each as a paper of its own: to what, by whom, when, and how they were known."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from gonggo.applications import form, in_person
from gonggo.applications.models import Application
from gonggo.applications.people import masked
from gonggo.applications.queries import ref_of
from gonggo.applications.sealed import texts_for
from gonggo.intake.queries import Revision
from gonggo.programs.definition import Consent as ConsentText
from gonggo.programs.definition import Form, Program
from gonggo.signing.queries import ConsentEvidence, evidence_of


@dataclass(frozen=True, slots=True)
class ConsentPaper:
    """One consent that a sealed revision rests on. ``name`` is a person's, empty where the company itself consented.

    ``company_id`` is the party that it belongs to: nobody else of the application reads it. ``form`` is the program's
    form that the consent stands for, if there is one.
    """

    company_id: UUID
    role: str
    name: str
    capacities: tuple[str, ...]
    text: ConsentText
    form: Form | None
    evidence: ConsentEvidence

    @property
    def is_own(self) -> bool:
        """Whether a natural person consented for themselves."""
        return bool(self.name)


def consent_papers(application: Application, program: Program, revision: Revision) -> list[ConsentPaper]:
    """Every consent to what ``revision`` says of its companies and people, in its order. One statement.

    ``program`` is the version that was sealed.
    """
    given = evidence_of(ref_of(application.id))
    return [paper for party in revision.content["parties"] for paper in _of_party(program, revision, party, given)]


def _of_party(
    program: Program, revision: Revision, party: dict[str, object], given: list[ConsentEvidence]
) -> Iterator[ConsentPaper]:
    company_id, role = UUID(str(party["company"])), str(party["role"])
    part = form.part_digest(revision.content, company_id)
    yield from _papers(program, company_id, role, "", (), part, texts_for(program, role), given)
    people = [person for one, person in in_person.people_of(revision.content) if one is party]
    for person in people:
        capacities = tuple(person["capacities"])
        yield from _papers(
            program,
            company_id,
            role,
            person["name"],
            capacities,
            in_person.part_digest(program, revision.content, UUID(person["id"])),
            in_person.texts_for_person(program, role, capacities),
            [one for one in given if one.party_id == UUID(person["id"])],
        )


def _papers(  # noqa: PLR0917  # as _of_party has them
    program: Program,
    company_id: UUID,
    role: str,
    name: str,
    capacities: tuple[str, ...],
    part: str,
    texts: list[ConsentText],
    given: list[ConsentEvidence],
) -> Iterator[ConsentPaper]:
    parties = {one.party_id for one in given} if name else {company_id}
    for text in texts:
        held = [e for e in given if (e.text_key, e.part_digest) == (text.key, part) and e.party_id in parties]
        for evidence in held[-1:]:
            stands_for = next((one for one in program.forms if one.consent == text.key), None)
            yield ConsentPaper(company_id, role, name, capacities, text, stands_for, evidence)


def contacts_of(application: Application) -> dict[UUID, str]:
    """How each natural person was reached, as its owner knows it again. One statement."""
    return {row.id: masked(row) for row in application.people.all()}
