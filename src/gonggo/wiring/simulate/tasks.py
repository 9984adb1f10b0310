"""Tasks on their way: agreements that were concluded, each with its application and the turn that it takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from gonggo.agreements import queries
from gonggo.agreements.queries import Terms
from gonggo.agreements.states import WAS_CONCLUDED, AgreementState
from gonggo.kernel.actor import SYSTEM, Actor, Role
from gonggo.programs.definition import PartyRole
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.world import World


class Turn(StrEnum):
    """What befalls a task between its agreement and its end, besides what every task lives."""

    TERMINATED = "terminated"
    RECOVERED = "recovered"
    EXTENDED = "extended"
    RESUPPLIED = "resupplied"
    SILENT = "silent"


_TURNS = {one: place for place, one in enumerate(Turn, start=1)}
_EVERY = 20
"""Among so many tasks each turn is taken once; among few, each once as far as they reach."""


@dataclass(frozen=True, slots=True)
class Task:
    """An agreement that stands, who leads it, and its turn."""

    terms: Terms
    one: Applying
    turn: Turn | None

    @property
    def last_on(self) -> date:
        assert self.terms.last_on is not None  # it is concluded
        return self.terms.last_on

    def operator(self, world: World) -> Actor:
        return world.officer(self.terms.operator, Role.OPERATOR_LEAD)


def tasks(made: Sequence[Applying], *turns: Turn) -> list[Task]:
    """All that stand, in the order of the plan; only those of ``turns``, standing or not, if any are named."""
    named = {place: turn for turn, place in _TURNS.items()}
    suppliers = {one.supplier.company_id: one.supplier for one in made}
    concluded: list[Task] = []
    known = queries.terms_of_applications([one.row.id for one in made], of=SYSTEM)
    for one in made:
        terms = known.get(one.row.id)
        if terms is not None and terms.state in WAS_CONCLUDED:
            supplier = next(party.company_id for party in terms.parties if party.role == PartyRole.SUPPLIER)
            now = replace(one, supplier=suppliers[supplier])
            concluded.append(Task(terms, now, named.get(len(concluded) % _EVERY)))
    if turns:
        return [one for one in concluded if one.turn in turns]
    return [one for one in concluded if one.terms.state is AgreementState.CONCLUDED]
