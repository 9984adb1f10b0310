"""One recovery with all that its page shows, the list of them, what waits in them (reads only)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from gonggo.agreements import queries as agreements
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.programs.definition import Program
from gonggo.settlement.definition import Rules, rules_of
from gonggo.settlement.models import PaidIn, Recovery, Settlement
from gonggo.settlement.queries import (
    PAGE,
    RecoveryRow,
    program_of,
    recoveries_visible_to,
    recovery_row,
    recovery_within_reach,
)
from gonggo.settlement.states import RecoveryState


@dataclass(frozen=True, slots=True)
class Opened:
    """A recovery, whose it is, and the program's rules. ``settlement_id`` is that of the same agreement, if any."""

    row: RecoveryRow
    recovery: Recovery
    number: str
    title: str
    program: Program
    rules: Rules
    settlement_id: UUID | None


def opened(recovery_id: UUID, *, of: Actor) -> Opened:
    """Five statements at most. Raises OutOfReach."""
    row = recovery_within_reach(recovery_id, of=of)
    agreed, program = agreements.within_reach(row.agreement_id, of=SYSTEM), program_of(row)
    settled = Settlement.objects.filter(agreement_id=row.agreement_id).values_list("id", flat=True).first()
    came_in = list(PaidIn.objects.filter(recovery=row).order_by("on", "recorded_at"))
    return Opened(recovery_row(row, came_in), row, agreed.number, agreed.title, program, rules_of(program), settled)


def recoveries(*, of: Actor, states: Collection[RecoveryState] = (), limit: int = PAGE) -> list[Recovery]:
    """Those within reach, the newest first. One statement."""
    rows = recoveries_visible_to(of).order_by("-proposed_at", "id")
    return list((rows.filter(state__in=states) if states else rows)[:limit])


def counts(*, of: Actor) -> dict[str, int]:
    """How many there are in each state. One statement."""
    return dict(recoveries_visible_to(of).values_list("state").annotate(Count("id")).order_by())


def to_decide(of: Actor) -> "QuerySet[Any]":
    """A part of a query: proposals of others."""
    rows = recoveries_visible_to(of).filter(state=RecoveryState.PROPOSED)
    return rows.exclude(proposed_by=of.person_id) if of.person_id else rows


def to_pay(of: Actor) -> "QuerySet[Any]":
    """A part of a query: what a company was told to pay."""
    return recoveries_visible_to(of).filter(state=RecoveryState.ORDERED)


def to_confirm(of: Actor) -> "QuerySet[Any]":
    """A part of a query: recoveries for which another person recorded won that nobody has confirmed."""
    mine = Q(paid_in__recorded_by=of.person_id)
    waits = Q(paid_in__isnull=False, paid_in__confirmed_at=None)
    return recoveries_visible_to(of).filter(waits & ~mine).distinct()
