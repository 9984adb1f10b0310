"""What an application says of one natural person, and who has consented to that for themselves (reads, pure rules)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from gonggo.applications import naming
from gonggo.kernel.canonical import digest
from gonggo.kernel.table import rows_of, written
from gonggo.programs.definition import Capacity, Program, Question, QuestionKind
from gonggo.programs.definition import Consent as ConsentText
from gonggo.signing.queries import GivenConsent

STAGE = "application"
FRAME = ("program", "program_version", "number")


@dataclass(frozen=True, slots=True)
class PersonState:
    """Whether one person of a sealed revision has consented to what it says of them."""

    person_id: UUID
    company_id: UUID
    name: str
    part_digest: str
    stands: bool
    given_at: datetime | None
    is_stale: bool
    """They had consented, to something else."""


def people_of(content: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Every (party, person) of a sealed content, in its order."""
    return [(party, person) for party in content["parties"] for person in party.get("people", ())]


def is_in(content: Mapping[str, Any], person_id: UUID) -> bool:
    return any(person["id"] == str(person_id) for _, person in people_of(content))


def part_of(program: Program, content: Mapping[str, Any], person_id: UUID) -> dict[str, Any]:
    """What a sealed content says of one person: name, capacities, answers and papers about them, and no one else's.

    What the lead's plan says of somebody of another company is theirs to read, too. Raises StopIteration for a
    person who is not in it.
    """
    party, person = next((p, one) for p, one in people_of(content) if one["id"] == str(person_id))
    held, others = _held(program, person["capacities"]), [one["name"] for _, one in people_of(content)]
    slots = {slot for capacity in held for slot in capacity.papers}
    lead = next((one for one in content["parties"] if one["lead"]), party)
    answers = {
        question.key: said
        for question in (program.question(key) for capacity in held for key in capacity.answers)
        if (said := _said_of(question, party, lead, person["name"], others))
    }
    return {
        "frame": {key: content[key] for key in FRAME},
        "company": party["company"],
        "person": {"name": person["name"], "capacities": list(person["capacities"])},
        "answers": answers,
        "papers": [paper for paper in party["papers"] if paper["slot"] in slots],
    }


def _held(program: Program, keys: Iterable[str]) -> list[Capacity]:
    return [capacity for capacity in program.capacities if capacity.key in set(keys)]


def _said_of(
    question: Question, party: Mapping[str, Any], lead: Mapping[str, Any], name: str, others: Sequence[str]
) -> str:
    """What their own company answered of the person, then what the lead did where an answer may speak of several.

    The lead is not asked whom a line of it means, for it would learn whom another company named: the person reads it.
    """
    own = _about(question, party["answers"].get(question.key, ""), name, others)
    theirs = "" if lead is party else lead["answers"].get(question.key, "")
    if question.table is not None:
        rows = [*rows_of(own), *rows_of(naming.rows_about(theirs, name, others=others))]
        return written(rows) if rows else ""
    if question.kind is not QuestionKind.LONGTEXT:
        return own
    return "\n".join(said for said in (own, naming.lines_perhaps_about(theirs, name, others=others)) if said)


def _about(question: Question, text: str, name: str, others: Sequence[str]) -> str:
    """The answer; of several lines those that name the person, of rows those of which a cell is the name."""
    if question.table is not None:
        return naming.rows_about(text, name, others=others)
    if question.kind is not QuestionKind.LONGTEXT:
        return text
    return naming.lines_about(text, name, others=others)


def unclear(
    program: Program, capacities: Iterable[str], answers: Mapping[str, str], name: str, others: Sequence[str]
) -> list[tuple[Question, str]]:
    """(question, line) of which it cannot be said whether it is about a person of this name."""
    found: list[tuple[Question, str]] = []
    for key in dict.fromkeys(key for capacity in _held(program, capacities) for key in capacity.answers):
        question, text = program.question(key), answers.get(key, "")
        if question.table is not None:
            found += [(question, line) for line in naming.unclear_rows(text, name, others=others)]
        elif question.kind is QuestionKind.LONGTEXT:
            found += [(question, line) for line in naming.unclear_lines(text, name, others=others)]
    return found


def part_digest(program: Program, content: Mapping[str, Any], person_id: UUID) -> str:
    return digest(part_of(program, content, person_id))


def texts_for_person(program: Program, role: str, capacities: Sequence[str]) -> list[ConsentText]:
    """The texts that a person of these capacities agrees to for themselves."""
    held = _held(program, capacities)
    return [text for text in program.consents_of(role, STAGE) if any(capacity.gives(text) for capacity in held)]


def person_states(program: Program, content: Mapping[str, Any], given: Sequence[GivenConsent]) -> list[PersonState]:
    """Every person of a sealed content, and whether their consents to all their texts stand."""
    return [_state(program, content, party, person, given) for party, person in people_of(content)]


def _state(
    program: Program,
    content: Mapping[str, Any],
    party: Mapping[str, Any],
    person: Mapping[str, Any],
    given: Sequence[GivenConsent],
) -> PersonState:
    person_id = UUID(person["id"])
    part = part_digest(program, content, person_id)
    wanted = {text.key for text in texts_for_person(program, party["role"], person["capacities"])}
    own = [consent for consent in given if consent.party_id == person_id]
    held = [consent for consent in own if consent.part_digest == part and consent.text_key in wanted]
    stands = wanted <= {consent.text_key for consent in held}
    return PersonState(
        person_id=person_id,
        company_id=UUID(party["company"]),
        name=person["name"],
        part_digest=part,
        stands=stands,
        given_at=held[-1].given_at if held else None,
        is_stale=bool(own) and not stands,
    )
