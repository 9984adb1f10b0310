"""What a simulated life has in hand: its program, clock and dice, its people, and what it met."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from gonggo.facts.commands import register_company
from gonggo.facts.definition import FactKind
from gonggo.kernel.actor import SYSTEM, Actor, Role
from gonggo.kernel.ref import Ref
from gonggo.kernel.refusal import Refused
from gonggo.messages.letters import commands as letters
from gonggo.parties import commands as parties
from gonggo.parties import queries as party_queries
from gonggo.programs.definition import Program
from gonggo.wiring import acting
from gonggo.wiring.pressing import SUBMIT, OpenDoor
from gonggo.wiring.simulate import names
from gonggo.wiring.simulate.clock import StandingClock
from gonggo.wiring.simulate.names import MadeCompany
from gonggo.wiring.simulate.stages import Stage

SESSION = "simulated"
Step = Callable[[], object]


class NotAsPlanned(RuntimeError):
    """The house did not do what the simulated life expected of it; the text says what."""


@dataclass(frozen=True, slots=True)
class Firm:
    """A company of the life, with its manager."""

    made: MadeCompany
    ref: Ref
    manager: Actor

    @property
    def company_id(self) -> UUID:
        return self.ref.id


@dataclass
class World:
    """One life of one program. Dice are thrown by name, so that no throw depends on the order of another."""

    program: Program
    seed: int
    applications: int
    clock: StandingClock
    door: OpenDoor
    told: Callable[[str, int, int], object]
    """Told of progress: what is done, how many, of how many."""
    halfway: Stage | None = None
    """The last stage, where it is left in the middle: there each comes one step further than who is before it."""
    prefers: tuple[str, str] | None = None
    """The track and type that most apply for; None: those with most places."""
    firms: dict[str, Firm] = field(default_factory=dict)
    partners: dict[int, Firm] = field(default_factory=dict)
    """Place of a joint application in the plan → its second adopter."""
    offices: dict[tuple[str, Role], list[Actor]] = field(default_factory=dict)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    refusals: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    _serial: int = 0

    def dice(self, *of: object) -> Random:
        return Random("/".join(str(each) for each in (self.seed, *of)))  # noqa: S311  # a life, not a secret

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def forward_to(self, instant: datetime) -> None:
        """The clock goes on to ``instant``, unless it is past it."""
        self.clock.move_to(max(instant, self.now))

    def after(self, **span: float) -> datetime:
        """The clock goes on by so much; the new now."""
        self.clock.move_to(self.now + timedelta(**span))
        return self.now

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """What is done inside counts to a step's seconds."""
        began = time.monotonic()
        try:
            yield
        finally:
            self.seconds[step] = self.seconds.get(step, 0.0) + time.monotonic() - began

    def steps_of(self, stage: Stage, place: int, all_steps: Sequence[Step]) -> Sequence[Step]:
        """Those of its steps in a stage that the one at this place takes: all, unless the stage is left halfway."""
        return all_steps if self.halfway is not stage else all_steps[: place % (len(all_steps) + 1)]

    def is_refused(self, code: str, call: Callable[[], object]) -> None:
        """Somebody tries what the house refuses with ``code``. Raises NotAsPlanned if it does anything else."""
        try:
            call()
        except Refused as refused:
            if refused.code != code:
                raise NotAsPlanned(f"{refused.code} where {code} was to come") from refused
            self.refusals[code] += 1
        else:
            raise NotAsPlanned(f"nothing was refused where {code} was to come")

    def once(self, code: str, call: Callable[[], object]) -> None:
        """As ``is_refused``, for what is tried once in a life."""
        if not self.refusals[code]:
            self.is_refused(code, call)

    def press(self, capabilities: list[str], *, act: str = SUBMIT, code: str = "") -> None:
        """So many press at once at the clock's now; the door receives them all, or refuses them all with ``code``."""
        for receipt in self.door.press(capabilities, session_key=SESSION, act=act):
            if (receipt["code"] or "") != code:
                raise NotAsPlanned(f"the door answered {receipt} where {code or 'a receipt'} was to come")
            self.refusals.update([code] if code else [])
        self.settle()

    def settle(self) -> None:
        """The worker does what it would do by and by."""
        acting.settle_everything()

    def set_letters(self) -> None:
        """The worker sets the papers of all letters that wait for theirs."""
        with self.timed("letters"):
            while letters.set_waiting():
                pass

    def person(self, name: str, email: str) -> UUID:
        """Somebody without a usable password."""
        one = parties.add_person(email=email, name=name, encoded=None, by=SYSTEM, at=self.now)
        return one.id

    def firm(self, *, supplies: bool) -> Firm:
        """A new company registers with its manager."""
        self._serial += 1
        made = names.company(self.dice("company", self._serial), self._serial, supplies=supplies)
        person_id = self.person(made.representative, made.email)
        row = register_company(
            brn=made.brn,
            name=made.name,
            representative=made.representative,
            address=made.address,
            others={FactKind.PHONE: made.phone, FactKind.OPENED_ON: made.opened_on},
            by=Actor(person_id, Role.MEMBER),
            at=self.now,
        )
        self.firms[made.brn] = Firm(made, row.ref, Actor(person_id, Role.COMPANY_MANAGER, row.ref))
        return self.firms[made.brn]

    def officer(self, office: str, role: Role, place: int = 0) -> Actor:
        """The person at this place among those of a role in an office; entered when first needed."""
        people = self.offices.setdefault((office, role), [])
        while len(people) <= place:
            row = party_queries.agency_by_key(office)
            if row is None:
                raise NotAsPlanned(f"there is no office {office}")
            name = names.person_name(self.dice(office, role, len(people)))
            person_id = self.person(name, f"{office}.{role}.{len(people)}@sim.example.kr")
            parties.grant_role(person_id=person_id, organisation=row.ref, role=role, by=SYSTEM, at=self.now)
            people.append(Actor(person_id, role, row.ref))
        return people[place]

    @property
    def agency(self) -> Actor:
        return self.officer("agency", Role.AGENCY_OFFICER)
