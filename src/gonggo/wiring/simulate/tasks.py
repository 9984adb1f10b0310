"""Tasks on their way: agreements that stand, each with the application that it came of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gonggo.agreements import queries
from gonggo.agreements.queries import Terms
from gonggo.agreements.states import AgreementState
from gonggo.kernel.actor import SYSTEM, Actor, Role
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.world import World


@dataclass(frozen=True, slots=True)
class Task:
    """An agreement that stands, and who leads it."""

    terms: Terms
    one: Applying

    @property
    def last_on(self) -> date:
        assert self.terms.last_on is not None  # it is concluded
        return self.terms.last_on

    def operator(self, world: World) -> Actor:
        return world.officer(self.terms.operator, Role.OPERATOR_LEAD)


def tasks(made: Sequence[Applying]) -> list[Task]:
    """All that were concluded, in the order of the plan."""
    found = []
    for one in made:
        terms = queries.terms_of_application(one.row.id, of=SYSTEM)
        if terms is not None and terms.state is AgreementState.CONCLUDED:
            found.append(Task(terms, one))
    return found
