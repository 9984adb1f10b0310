"""What a natural person finds behind the link that was sent to them: their own part, and nothing of anybody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from gonggo.applications import form, in_person, people, queries, sealed
from gonggo.applications.in_person import PersonState
from gonggo.applications.models import Application, NamedPerson
from gonggo.intake import queries as gates
from gonggo.intake.standing import earlier_contents
from gonggo.programs.definition import Consent as ConsentText
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as in_force
from gonggo.signing.queries import standing_consents


@dataclass(frozen=True, slots=True)
class OwnPart:
    """``part`` as ``in_person.part_of`` says it, ``before`` what they had consented to, if that was something else."""

    program: Program
    company_id: UUID
    role: str
    number: str
    contact: str
    closes_at: datetime
    code_sent_at: datetime | None
    declined_at: datetime | None
    part: Mapping[str, Any]
    before: Mapping[str, Any] | None
    state: PersonState
    texts: tuple[ConsentText, ...]


def content_about(application: Application, person_id: UUID) -> Mapping[str, Any]:
    """What is sealed, if it says anything of the person; else what is written now: a consent holds for a part, so that
    it can be given before the seal."""
    standing = sealed.open_revision(application.id)
    if standing is not None and in_person.is_in(standing.content, person_id):
        return standing.content
    draft = queries.draft_of(application)
    return form.sealed_content(draft, number=application.number, operator=application.operator)


def own_part(person_id: UUID, secret: str, *, now: datetime) -> OwnPart:
    """The part of the person whose link this is. ``now`` is the machine's clock. Raises OutOfReach."""
    row = people.behind_link(person_id, secret, now=now)
    application, program = row.application, queries.program_of(row.application)
    content = content_about(application, row.id)
    given = standing_consents(queries.ref_of(application.id))
    state = next(one for one in in_person.person_states(program, content, given) if one.person_id == row.id)
    party, held = next((party, one) for party, one in in_person.people_of(content) if one["id"] == str(row.id))
    gate = gates.gate(queries.ref_of(application.id))
    return OwnPart(
        program=program,
        company_id=row.company_id,
        role=party["role"],
        number=application.number,
        contact=people.masked(row),
        closes_at=gate.closes_at if gate else in_force(application.program).window("application").closes,
        code_sent_at=row.code_sent_at,
        declined_at=row.declined_at,
        part=in_person.part_of(program, content, row.id),
        before=_before(row, program, [g.part_digest for g in given if g.party_id == row.id])
        if state.is_stale
        else None,
        state=state,
        texts=tuple(in_person.texts_for_person(program, party["role"], held["capacities"])),
    )


def _before(row: NamedPerson, program: Program, consented: list[str]) -> Mapping[str, Any] | None:
    """What they consented to last, where it was sealed."""
    sealed_before = [c for c in earlier_contents(queries.ref_of(row.application_id)) if in_person.is_in(c, row.id)]
    parts = {in_person.part_digest(program, one, row.id): one for one in sealed_before}
    found = next((parts[part] for part in reversed(consented) if part in parts), None)
    return in_person.part_of(program, found, row.id) if found is not None else None
