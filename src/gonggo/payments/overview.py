"""One tranche with all that its page shows (reads only)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gonggo.agreements import queries as agreements
from gonggo.agreements.queries import Terms
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.payments import queries
from gonggo.payments.definition import Rules, rules_of
from gonggo.payments.queries import TrancheRow
from gonggo.payments.rules import Passed, Progress, Seen, gates, seen_read
from gonggo.payments.terms import completed, of_terms
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_version


@dataclass(frozen=True, slots=True)
class Opened:
    """A tranche, its agreement, the program's rules, and its gates as they are on the day."""

    row: TrancheRow
    terms: Terms
    program: Program
    rules: Rules
    gates: tuple[Passed, ...]


def opened(tranche_id: UUID, *, of: Actor, at: datetime) -> Opened:
    """Seven statements. Raises OutOfReach."""
    row = queries.tranche(tranche_id, of=of)
    terms = agreements.terms(row.agreement_id, of=of)
    program = program_version(terms.program, terms.program_version)
    rules, today = rules_of(program), legal_day(at)
    portion, agreed = rules.portion(row.number), of_terms(terms)
    known = queries.known_of(row.payee_id, rules.checks.kinds, row.program, today)
    seen = seen_read(row.seen, known) if row.seen else Seen(0, None, {}, today, known)
    told = Progress(completed(row.agreement_id), row.granted)
    found = gates(rules, portion, agreed, seen, amount=row.amount, progress=told, on=today) if portion else []
    return Opened(row, terms, program, rules, tuple(found))
