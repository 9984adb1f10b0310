"""Everything that reads payments. ``within_reach`` is the only way to a tranche."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from gonggo.agreements.queries import led_by
from gonggo.applications import queries as applications
from gonggo.facts import queries as facts
from gonggo.kernel.actor import AGENCY_ROLES, COMPANY_ROLES, MINISTRY_ROLES, OPERATOR_ROLES, Actor, Role
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties import personal
from gonggo.payments.accounts import AccountKind, Booking
from gonggo.payments.models import Grant, Instruction, Posting, Spending, Tranche
from gonggo.payments.orders import InstructionRow, instruction_row
from gonggo.payments.states import GONE, TrancheState


def visible_to(of: Actor) -> QuerySet[Tranche]:
    """To the company that leads the agreement now; to an operator those of its applications; to agency and ministry
    all."""
    rows = Tranche.objects.all()
    if of.role in AGENCY_ROLES | MINISTRY_ROLES | {Role.SYSTEM}:
        return rows
    if of.role in OPERATOR_ROLES:
        return rows.filter(application_id__in=applications.visible_to(of).values("id"))
    if of.role in COMPANY_ROLES and of.company_id is not None:
        return rows.filter(agreement_id__in=led_by(of.company_id))
    return rows.none()


def within_reach(tranche_id: UUID, *, of: Actor, lock: bool = False) -> Tranche:
    """The tranche, if this actor may know of it. Raises OutOfReach."""
    rows = visible_to(of)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=tranche_id).first()
    if found is None:
        raise OutOfReach(f"tranche:{tranche_id}")
    return found


@dataclass(frozen=True, slots=True)
class TrancheRow:
    """A tranche as a page shows it. Amounts in won; ``account`` shows the last four digits alone."""

    id: UUID
    agreement_id: UUID
    application_id: UUID
    program: str
    number: int
    state: TrancheState
    amount: int
    payee_id: UUID
    bank: str
    holder: str
    account: str
    digest: str
    asked_by: UUID
    asked_at: datetime
    prepared_by: UUID | None
    prepared_at: datetime | None
    approved_by: UUID | None
    approved_at: datetime | None
    reason: str
    seen: Mapping[str, Any] | None
    """What the operator saw (``rules.seen_read``); None until it was prepared."""
    instruction: InstructionRow | None
    granted: int | None
    """Won that the settlement left to be paid; None while nothing is settled."""


def tranche(tranche_id: UUID, *, of: Actor) -> TrancheRow:
    """One statement. Raises OutOfReach."""
    found = _whole(visible_to(of)).filter(pk=tranche_id).first()
    if found is None:
        raise OutOfReach(f"tranche:{tranche_id}")
    return _row(found)


def tranches(*, of: Actor, agreement_id: UUID | None = None, program: str = "") -> list[TrancheRow]:
    """Those within reach, the newest first; of one agreement or program if said. One statement."""
    rows = _whole(visible_to(of)).order_by("-asked_at", "-number")
    if agreement_id is not None:
        rows = rows.filter(agreement_id=agreement_id)
    return [_row(row) for row in (rows.filter(program=program) if program else rows)]


def _whole(rows: QuerySet[Tranche]) -> QuerySet[Any]:
    """With the instruction, and with what the settlement left."""
    left = Grant.objects.filter(agreement_id=OuterRef("agreement_id")).values("amount")
    return rows.select_related("instruction__clearing").annotate(granted=Subquery(left))


def _row(row: Any) -> TrancheRow:
    order: Instruction | None = getattr(row, "instruction", None)
    return TrancheRow(
        row.id,
        row.agreement_id,
        row.application_id,
        row.program,
        row.number,
        TrancheState(row.state),
        row.amount,
        row.payee_id,
        row.bank,
        row.holder,
        masked(row),
        row.content_digest,
        row.asked_by,
        row.asked_at,
        row.prepared_by,
        row.prepared_at,
        row.approved_by,
        row.approved_at,
        row.reason,
        row.seen,
        instruction_row(order) if order else None,
        row.granted,
    )


def masked(row: Tranche) -> str:
    """The account number with all but its last four digits hidden."""
    digits = personal.opened(row.account_sealed, of=row.account_seal)
    return f"{'*' * (len(digits) - 4)}{digits[-4:]}"


def known_of(payee: UUID, kinds: Collection[str], program: str, on: date) -> Mapping[str, str]:
    """What the house itself knows of the payee on a day, by kind of fact; the latest word counts. One statement."""
    said = facts.said_on([payee], kinds, on, program=program).get(payee, {})
    return {kind: one.value for kind, one in said.items()}


def standing_before(agreement_id: UUID, number: int) -> int:
    """The won of the earlier tranches that stand. One statement."""
    rows = Tranche.objects.filter(agreement_id=agreement_id, number__lt=number).exclude(state__in=sorted(GONE))
    return int(rows.aggregate(won=Sum("amount"))["won"] or 0)


def paid(agreement_id: UUID) -> int:
    """Won of the support that the bank has paid to the company. One statement."""
    return _won(Posting.objects.filter(agreement_id=agreement_id, booking=Booking.PAID))


def held(agreement_id: UUID) -> int:
    """Won of the support that the company has: paid, less what came back. One statement."""
    signs = {Booking.PAID: 1, Booking.RETURNED: -1, Booking.RECOVERED: -1}
    rows = Posting.objects.filter(agreement_id=agreement_id, booking__in=sorted(signs))
    return sum(signs[Booking(row.booking)] * row.amount for row in rows)


def advanced(agreement_id: UUID) -> int:
    """Won that the company spent of its own money before its support came, and has not taken back. One statement."""
    signs = {Booking.ADVANCED: 1, Booking.ADVANCE_REPAID: -1}
    rows = Posting.objects.filter(agreement_id=agreement_id, booking__in=sorted(signs))
    return sum(signs[Booking(row.booking)] * row.amount for row in rows)


def committed_left(agreement_id: UUID) -> int:
    """Won that are promised and neither paid nor freed. Two statements."""
    return balance(AccountKind.COMMITTED, agreement_id)


def granted(agreement_id: UUID) -> int | None:
    """Won that the settlement left to be paid; None while nothing is settled. One statement."""
    return Grant.objects.filter(agreement_id=agreement_id).values_list("amount", flat=True).first()


def underway(agreement_id: UUID) -> int:
    """Won of the tranches that stand and were not paid yet. One statement."""
    rows = Tranche.objects.filter(agreement_id=agreement_id).exclude(state__in=sorted({*GONE, TrancheState.PAID}))
    return int(rows.aggregate(won=Sum("amount"))["won"] or 0)


def balance(kind: AccountKind, whose: UUID) -> int:
    """Won into an account less won out of it. Two statements."""
    debits = _won(Posting.objects.filter(debit_kind=kind, debit_id=whose))
    return debits - _won(Posting.objects.filter(credit_kind=kind, credit_id=whose))


def _won(rows: QuerySet[Posting]) -> int:
    return int(rows.aggregate(won=Sum("amount"))["won"] or 0)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One posting: where the won went, where they came from, what caused it."""

    booking: Booking
    debit: AccountKind
    credit: AccountKind
    amount: int
    at: datetime


def ledger(agreement_id: UUID) -> list[LedgerRow]:
    """Every posting of an agreement in the order of booking. Who may see it is asked by the caller. One statement."""
    rows = Posting.objects.filter(agreement_id=agreement_id).order_by("id")
    return [
        LedgerRow(Booking(row.booking), AccountKind(row.debit_kind), AccountKind(row.credit_kind), row.amount, row.at)
        for row in rows
    ]


def balances(rows: Collection[LedgerRow]) -> dict[AccountKind, int]:
    """Account → won into it less won out of it; they come to nothing in sum. No statement."""
    found = dict.fromkeys(AccountKind, 0)
    for row in rows:
        found[row.debit] += row.amount
        found[row.credit] -= row.amount
    return found


@dataclass(frozen=True, slots=True)
class SpendingRow:
    """What was spent, with its evidence. Amounts in won, VAT apart."""

    id: UUID
    agreement_id: UUID
    company_id: UUID
    line: str
    amount: int
    vat: int
    supplier: str
    spent_on: date
    evidence: str
    invoice: str
    in_kind: bool
    document_id: UUID
    entered_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str

    @property
    def counts(self) -> bool:
        return self.withdrawn_at is None


def spending(agreement_id: UUID) -> list[SpendingRow]:
    """Everything that was entered, the latest day first. Who may see it is asked by the caller. One statement."""
    rows = Spending.objects.filter(agreement_id=agreement_id)
    return [_spent(row) for row in rows.order_by("-spent_on", "-entered_at", "invoice", "line", "id")]


def spending_item(spending_id: UUID, *, of: Actor) -> SpendingRow:
    """One entry: of a company those of the agreements that it leads now, of the offices what they look after.

    One statement. Raises OutOfReach.
    """
    rows = Spending.objects.filter(pk=spending_id)
    if of.role in OPERATOR_ROLES:
        rows = rows.filter(application_id__in=applications.visible_to(of).values("id"))
    elif of.role in COMPANY_ROLES and of.company_id is not None:
        rows = rows.filter(agreement_id__in=led_by(of.company_id))
    elif of.role not in AGENCY_ROLES | {Role.SYSTEM}:
        rows = rows.none()
    found = rows.first()
    if found is None:
        raise OutOfReach(f"spending:{spending_id}")
    return _spent(found)


def _spent(row: Spending) -> SpendingRow:
    return SpendingRow(
        row.id,
        row.agreement_id,
        row.company_id,
        row.line,
        row.amount,
        row.vat,
        row.supplier,
        row.spent_on,
        row.evidence,
        row.invoice,
        row.in_kind,
        row.document_id,
        row.entered_at,
        row.withdrawn_at,
        row.withdrawn_reason,
    )


def spent_of_line(agreement_id: UUID, line: str, *, in_kind: bool = False) -> int:
    """Won that were spent of one budget line, in cash or in kind, VAT apart. One statement."""
    rows = Spending.objects.filter(Q(withdrawn_at=None), agreement_id=agreement_id, line=line, in_kind=in_kind)
    return int(rows.aggregate(won=Sum("amount"))["won"] or 0)


def is_invoice_used(invoice: str) -> bool:
    """Whether an invoice stands behind any spending of anybody. One statement."""
    return Spending.objects.filter(invoice=invoice, withdrawn_at=None).exists()
