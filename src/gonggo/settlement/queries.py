"""Everything that reads settlements, returns and recoveries. ``within_reach`` is the only way to a settlement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from gonggo.agreements import queries as agreements
from gonggo.kernel.actor import SYSTEM, Actor, Role
from gonggo.kernel.refusal import OutOfReach
from gonggo.payments import queries as payments
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_version
from gonggo.settlement import summing
from gonggo.settlement.definition import Rules, rules_of
from gonggo.settlement.models import PaidIn, Recovery, Return, SettlementItem
from gonggo.settlement.models import Settlement as Settlement  # noqa: PLC0414  # the web names it, and imports no models
from gonggo.settlement.rules import Sum
from gonggo.settlement.states import MOVES, RecoveryState, ReturnState, SettlementState, Verdict

PAGE = 50
_LEAD = {"company_id": agreements.leading("agreement_id")}
S = SettlementState
RUNNING = frozenset({RecoveryState.PROPOSED, RecoveryState.ORDERED})


def visible_to(of: Actor) -> QuerySet[Settlement]:
    """To whom the agreement is visible."""
    rows: QuerySet[Any] = Settlement.objects.annotate(**_LEAD)
    if of.role is Role.SYSTEM:
        return rows
    return rows.filter(agreement_id__in=agreements.visible_to(of).values("id"))


def within_reach(settlement_id: UUID, *, of: Actor, lock: bool = False) -> Settlement:
    """The settlement, if this actor may know that it exists. Raises OutOfReach."""
    rows = visible_to(of)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=settlement_id).first()
    if found is None:
        raise OutOfReach(f"settlement:{settlement_id}")
    return found


def program_of(row: "Settlement | Recovery") -> Program:
    """The version of the notice that the agreement was made under."""
    return program_version(row.program, row.program_version)


def settlements(
    *, of: Actor, states: Collection[SettlementState] = (), offset: int = 0, limit: int = PAGE
) -> list[Settlement]:
    """The soonest due first. One statement."""
    rows = visible_to(of).order_by("due_on", "opened_at", "id")
    return list((rows.filter(state__in=states) if states else rows)[offset : offset + limit])


def counts(*, of: Actor) -> dict[str, int]:
    """How many there are in each state. One statement."""
    return dict(visible_to(of).values_list("state").annotate(Count("id")).order_by())


@dataclass(frozen=True, slots=True)
class PaidInRow:
    """Won that came in on a day; ``is_confirmed`` once another office has seen them."""

    id: UUID
    amount: int
    on: date
    recorded_by: UUID
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A return as a page shows it. Amounts in won; ``left`` is what has not come in yet."""

    id: UUID
    state: ReturnState
    amount: int
    due_on: date
    grace_until_on: date | None
    paid_in: tuple[PaidInRow, ...]

    @property
    def left(self) -> int:
        return self.amount - sum(one.amount for one in self.paid_in)


@dataclass(frozen=True, slots=True)
class RecoveryRow:
    """A recovery as a page shows it. Amounts in won."""

    id: UUID
    state: RecoveryState
    gain: int
    interest: int
    surcharge: int
    due_on: date | None
    reason: str
    proposed_by: UUID
    paid_in: tuple[PaidInRow, ...]

    @property
    def amount(self) -> int:
        return self.gain + self.interest + self.surcharge

    @property
    def left(self) -> int:
        return self.amount - sum(one.amount for one in self.paid_in)


@dataclass(frozen=True, slots=True)
class Opened:
    """A settlement with all that its page shows; ``sum`` is that of confirmation once it is confirmed."""

    row: Settlement
    number: str
    title: str
    program: Program
    items: tuple[SettlementItem, ...]
    sum: Sum
    giving_back: ReturnRow | None
    recoveries: tuple[RecoveryRow, ...]
    tells_amounts: bool
    """Whether its reader may know what was spent: an office, and the company whose account it is; else nothing of it
    is in the above but its state and days, and the sum is for no eye."""

    @property
    def digest(self) -> str:
        return summing.digest_of(self.sum)

    @property
    def rules(self) -> Rules:
        return rules_of(self.program)

    @property
    def open_items(self) -> int:
        return sum(one.verdict == Verdict.OPEN for one in self.items)


def opened(settlement_id: UUID, *, of: Actor) -> Opened:
    """Six statements at most. Whoever only takes part in the agreement learns how far it is. Raises OutOfReach."""
    row = visible_to(of).select_related("giving_back").filter(pk=settlement_id).first()
    if row is None:
        raise OutOfReach(f"settlement:{settlement_id}")
    agreed, program, items = agreements.within_reach(row.agreement_id, of=SYSTEM), program_of(row), items_of(row)
    if row.sum is not None:
        found = summing.read(row.sum)
    else:
        found = summing.sum_of(row, items, program=program, agreed=agreed, paid=payments.paid(row.agreement_id))
    back: Return | None = getattr(row, "giving_back", None)
    others = list(recoveries_visible_to(of).filter(agreement_id=row.agreement_id).order_by("proposed_at", "id"))
    if of.company_id not in {None, row.company_id}:
        return Opened(row, agreed.number, agreed.title, program, (), found, None, (), tells_amounts=False)
    came_in = _came_in(row.agreement_id) if back or others else []
    return Opened(
        row,
        agreed.number,
        agreed.title,
        program,
        tuple(items),
        found,
        _return(back, [one for one in came_in if one.giving_back_id == back.id]) if back else None,
        tuple(recovery_row(one, [each for each in came_in if each.recovery_id == one.id]) for one in others),
        tells_amounts=True,
    )


def _came_in(agreement_id: UUID) -> list[PaidIn]:
    """What came in for anything of an agreement, by day. One statement."""
    mine = Q(giving_back__settlement__agreement_id=agreement_id) | Q(recovery__agreement_id=agreement_id)
    return list(PaidIn.objects.filter(mine).order_by("on", "recorded_at"))


def _return(row: Return, rows: list[PaidIn]) -> ReturnRow:
    return ReturnRow(row.id, ReturnState(row.state), row.amount, row.due_on, row.grace_until_on, _paid_in(rows))


def recovery_row(row: Recovery, rows: list[PaidIn]) -> RecoveryRow:
    """As pages show it, with what came in for it."""
    state, paid = RecoveryState(row.state), _paid_in(rows)
    return RecoveryRow(
        row.id, state, row.gain, row.interest, row.surcharge, row.due_on, row.reason, row.proposed_by, paid
    )


def _paid_in(rows: list[PaidIn]) -> tuple[PaidInRow, ...]:
    return tuple(PaidInRow(one.id, one.amount, one.on, one.recorded_by, one.confirmed_at is not None) for one in rows)


def items_of(row: Settlement) -> list[SettlementItem]:
    """By day. One statement."""
    return list(SettlementItem.objects.filter(settlement=row).order_by("spent_on", "invoice", "line", "id"))


def offered(row: Settlement, of: Actor) -> list[str]:
    """The moves that ``of`` may make: who examined does not confirm."""
    found = MOVES.offered(S(row.state), of)
    mine = {"confirm", "send_back"} if of.person_id == row.examined_by else set()
    is_lead = of.company_id is None or of.company_id == row.company_id
    return [move for move in found if move not in mine and is_lead]


def return_within_reach(return_id: UUID, *, of: Actor, lock: bool = False) -> Return:
    """Raises OutOfReach."""
    rows = Return.objects.select_related("settlement").filter(settlement__in=visible_to(of))
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=return_id).first()
    if found is None:
        raise OutOfReach(f"return:{return_id}")
    return found


def recoveries_visible_to(of: Actor) -> QuerySet[Recovery]:
    """As the agreement is; to a company once it was told."""
    rows: QuerySet[Any] = Recovery.objects.annotate(**_LEAD)
    if of.role is Role.SYSTEM:
        return rows
    rows = rows.filter(agreement_id__in=agreements.visible_to(of).values("id"))
    return rows.filter(company_id=of.company_id, ordered_at__isnull=False) if of.company_id is not None else rows


def recovery_within_reach(recovery_id: UUID, *, of: Actor, lock: bool = False) -> Recovery:
    """Raises OutOfReach."""
    rows = recoveries_visible_to(of)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=recovery_id).first()
    if found is None:
        raise OutOfReach(f"recovery:{recovery_id}")
    return found


def recoveries(agreement_id: UUID, *, of: Actor) -> list[RecoveryRow]:
    """Of one agreement, the oldest first. Two statements."""
    rows, came_in = recoveries_visible_to(of).filter(agreement_id=agreement_id), _came_in(agreement_id)
    return [
        recovery_row(row, [one for one in came_in if one.recovery_id == row.id])
        for row in rows.order_by("proposed_at", "id")
    ]


def left_to_take_back(agreement_id: UUID) -> int:
    """Won of the support that a company has and nobody asks back yet: held, less what runs as return or recovery."""
    open_ones: list[Recovery | Return] = [
        *Recovery.objects.filter(agreement_id=agreement_id, state__in=RUNNING),
        *Return.objects.filter(settlement__agreement_id=agreement_id).exclude(state=ReturnState.DONE),
    ]
    running = sum(one.of_support - sum(each.booked for each in one.paid_in.all()) for one in open_ones)
    return payments.held(agreement_id) - running


def is_closed(agreement_id: UUID) -> bool:
    """Whether it is settled, and nothing is to come back of it any more. Three statements."""
    row = Settlement.objects.filter(agreement_id=agreement_id, state=SettlementState.CONFIRMED).first()
    if row is None or Return.objects.filter(settlement=row).exclude(state=ReturnState.DONE).exists():
        return False
    return not Recovery.objects.filter(agreement_id=agreement_id, state__in=RUNNING).exists()


def to_confirm_paid_in(of: Actor) -> QuerySet[PaidIn]:
    """What another person recorded for a return and nobody has confirmed. Part of a query."""
    rows = PaidIn.objects.filter(confirmed_at=None, giving_back__settlement__in=visible_to(of))
    others = rows.exclude(recorded_by=of.person_id) if of.person_id else rows
    return others.annotate(program=F("giving_back__settlement__program"), settled=F("giving_back__settlement_id"))


def in_state(of: Actor, state: SettlementState) -> QuerySet[Settlement]:
    """A part of a query: what waits in a state; a confirmation is another's than who examined."""
    rows = visible_to(of).filter(state=state)
    if state == S.DUE and of.company_id is not None:
        return rows.filter(agreement_id__in=agreements.led_by(of.company_id))
    return rows.exclude(examined_by=of.person_id) if state == S.EXAMINED else rows


def unpaid(of: Actor, states: Collection[ReturnState]) -> "QuerySet[Any]":
    """A part of a query: returns that have not come in whole."""
    settled = visible_to(of)
    if of.company_id is not None:
        settled = settled.filter(agreement_id__in=agreements.led_by(of.company_id))
    rows = Return.objects.filter(settlement__in=settled, state__in=states)
    return rows.annotate(program=F("settlement__program"))


def overdue(of: Actor, on: date) -> "QuerySet[Any]":
    """A part of a query: returns whose day has passed without a reminder."""
    return unpaid(of, [ReturnState.ORDERED]).filter(due_on__lt=on)
