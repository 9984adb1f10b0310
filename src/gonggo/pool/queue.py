"""What the agency reads before it decides: the queue with its due days, and the grounds of a decision (reads only)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count

from gonggo.kernel.actor import Actor
from gonggo.kernel.basis import Basis, clause
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach
from gonggo.kernel.text import Text
from gonggo.pool.definition import POOL, pool_of
from gonggo.pool.queries import visible_to
from gonggo.pool.states import JUDGES, RegistrationState
from gonggo.programs.calendar import korean_business_days
from gonggo.programs.definition import Program

S = RegistrationState


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of the notice for a decision; ``is_curable`` until the first assessment opens."""

    key: str
    label: Text
    basis: Basis
    is_curable: bool


_CLAUSES = ("A2-qualification", "A2-fields", "A2-documents")
"""What a registration may fail besides a restriction: qualification, fields, papers of the annex."""


def grounds(program: Program) -> list[Ground]:
    """The restrictions in the notice's order, then the clauses that a registration itself may fail."""
    exclusions = program.rule_sets[POOL].exclusions
    found = [Ground(one.number, one.label, one.basis, one.curable_until is not None) for one in exclusions]
    return found + [Ground(key, _clause_label(program, key), clause(key), False) for key in _CLAUSES]


def _clause_label(program: Program, key: str) -> Text:
    return next((one.title for one in program.clauses if one.id == key), Text(key, key))


@dataclass(frozen=True, slots=True)
class Due:
    """By which days a decision falls: not before ``first``, at the latest on ``last``, both business days."""

    first: date
    last: date


def due(program: Program, complete_at: datetime) -> Due:
    """Business days after the day on which the papers were complete."""
    found, days, day = pool_of(program), korean_business_days(), legal_day(complete_at)
    if found is None:
        raise OutOfReach(f"pool:{program.key}")
    return Due(days.after(day, found.days_least), days.after(day, int(str(found.days_most.value))))


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the agency's queue."""

    id: UUID
    number: str
    name: str
    kind: str
    state: RegistrationState
    received_at: datetime
    due: Due | None
    """None once it is decided."""


WAITING = frozenset({S.RECEIVED})


def queue(*, of: Actor, program: Program, state: str = "", offset: int = 0, limit: int = 50) -> list[Listed]:
    """Registrations in one state (those that wait if none is said), the oldest complete first. One statement."""
    if of.role not in JUDGES:
        raise OutOfReach("registrations")
    rows = visible_to(of).filter(program=program.key, state=state or S.RECEIVED)
    return [
        Listed(
            row.id,
            row.number,
            row.name,
            row.kind,
            S(row.state),
            row.received_at,
            due(program, row.complete_at) if row.state in WAITING else None,
        )
        for row in rows.order_by("complete_at", "id")[offset : offset + limit]
        if row.received_at is not None and row.complete_at is not None
    ]


def counts(*, of: Actor, program: str) -> dict[str, int]:
    """How many received registrations stand in each state. One statement."""
    rows = visible_to(of).filter(program=program)
    return dict(rows.values_list("state").annotate(count=Count("id")).order_by("state"))
