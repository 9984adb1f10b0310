"""Who is known to stand for a party, and whom of them it has not named yet: nobody writes twice what is known here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gonggo.applications.draft import Draft, Member
from gonggo.applications.naming import Named, bare, in_line
from gonggo.facts.definition import FactKind, representatives
from gonggo.facts.queries import current
from gonggo.kernel.ref import Kind, Ref
from gonggo.programs.definition import Capacity, QuestionKind


def known_representatives(company_id: UUID, on: date) -> tuple[str, ...]:
    """The names of who represents a company on the day; empty where nothing is known. One statement."""
    stated = current(Ref(Kind.COMPANY, company_id), on).get(FactKind.REPRESENTATIVE)
    return representatives(str(stated)) if stated else ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """A person as the form to name one may be filled; ``contact`` is empty where no answer tells it."""

    name: str
    capacities: tuple[str, ...]
    contact: str


def proposed(draft: Draft, member: Member, known: Iterable[str]) -> Proposed | None:
    """The first of the ``known`` representatives whom the party has not named, in every capacity that is still open.

    They stand in another capacity, too, where the answers about it name them; its e-mail address is theirs. Pure.
    """
    own = [person for person in draft.people if person.company_id == member.company_id]
    held, named = {key for person in own for key in person.capacities}, {bare(person.name) for person in own}
    still = [one for one in draft.program.capacities_of(member.role) if one.required and one.key not in held]
    name = next((one for one in known if bare(one) not in named), "")
    if not name or not any(one.is_representative for one in still):
        return None
    theirs = [one for one in still if one.is_representative or _is_named(draft, member, one, name)]
    others = [one for one in theirs if not one.is_representative]
    return Proposed(name, tuple(one.key for one in theirs), _contact(draft, member, others))


def _is_named(draft: Draft, member: Member, capacity: Capacity, name: str) -> bool:
    answers = draft.answers.get(member.company_id, {})
    return any(in_line(answers.get(key, ""), name) is Named.YES for key in capacity.answers)


def _contact(draft: Draft, member: Member, capacities: Iterable[Capacity]) -> str:
    answers = draft.answers.get(member.company_id, {})
    keys = [key for capacity in capacities for key in capacity.answers]
    addresses = [key for key in keys if draft.program.question(key).kind is QuestionKind.EMAIL]
    return next((answers[key] for key in addresses if answers.get(key)), "")
